package dev.andon.query;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whoever waits at the other end for an answer in JSON. What is done for it runs on threads of its
 * own and stops when the caller leaves, or when this is closed.
 */
final class WaitingCaller implements AutoCloseable {
    /** After this time the answer begins with blanks, which tell whether somebody still listens. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    private final HttpServletResponse response;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Cancellation cancellation;
    private Duration patience = SILENCE;

    WaitingCaller(@Nullable Principal principal, HttpServletResponse response) {
        this.cancellation = Cancellation.of(principal);
        this.response = response;
    }

    <T> Future<T> start(Function<Cancellation, T> work) {
        return threads.submit(() -> work.apply(cancellation));
    }

    /** Fails once the caller is gone: writing to it does. */
    <T> T await(Future<T> answer) throws IOException, InterruptedException {
        while (true) {
            try {
                return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                response.getOutputStream().write(' ');
                response.flushBuffer();
                patience = HEARTBEAT;
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof QuestionException unanswered) {
                    throw unanswered;
                }
                throw new IllegalStateException(failed.getCause());
            }
        }
    }

    @Override
    public void close() {
        cancellation.close();
        threads.close();
    }
}
