package dev.andon.acceptance.trial;

import dev.andon.SocketClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A batch as one message by WebSocket. All senders share a connection, opened again after each cut;
 * answers come in any order and find their batch by its id.
 */
final class SocketDoor implements Door, AutoCloseable {
    /** As {@link HttpDoor}'s. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final URI address;
    private final String token;
    private final AtomicLong messages = new AtomicLong();
    private @Nullable Connection connection;

    SocketDoor(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    @Override
    public Answer send(Batch batch) throws IOException {
        String id = Long.toString(messages.incrementAndGet());
        String message = "{\"id\":\"%s\",\"points\":%s}".formatted(id, JsonText.array(batch));
        Connection to = connection();
        try {
            return answer(to.send(id, message).get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException noAnswer) {
            to.client.close();
            if (noAnswer.getCause() instanceof AssertionError wrongAnswer) {
                throw wrongAnswer;
            }
            throw new IOException(noAnswer);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private synchronized Connection connection() throws IOException {
        Connection known = connection;
        if (known != null && known.end == null) {
            return known;
        }
        try {
            Connection fresh =
                    new Connection(SocketClient.open(address, "Authorization", "Bearer " + token));
            connection = fresh;
            return fresh;
        } catch (CompletionException away) {
            throw new IOException(away);
        }
    }

    private static Answer answer(JsonNode message) {
        String words = message.toString();
        return switch (message.path("error").path("status").asInt(200)) {
            case 200 -> new Acknowledged(Account.read(words));
            case 429 -> new Refused(true, words);
            case 503 -> new Refused(false, words);
            default -> throw new AssertionError("No such answer is foreseen: " + words);
        };
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.client.close();
        }
    }

    private static final class Connection {
        private final SocketClient client;
        private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
        private volatile @Nullable Throwable end;

        Connection(SocketClient client) {
            this.client = client;
            Thread.ofPlatform().daemon().name("trial-answers").start(this::handOut);
        }

        /** One after the other: the client takes no message while another is on its way. */
        synchronized CompletableFuture<JsonNode> send(String id, String message) {
            CompletableFuture<JsonNode> answer = new CompletableFuture<>();
            waiting.put(id, answer);
            try {
                client.send(message);
            } catch (CompletionException gone) {
                answer.completeExceptionally(gone);
            }
            Throwable before = end;
            if (before != null) {
                answer.completeExceptionally(before);
            }
            return answer;
        }

        private void handOut() {
            Throwable why = new IOException("The connection has ended");
            try {
                while (!client.isClosed() || !client.hasNothing()) {
                    client.next(LOOK_AGAIN).ifPresent(this::handOut);
                }
            } catch (InterruptedException | AssertionError broken) {
                why = broken;
            }
            Throwable reason = why;
            end = reason;
            waiting.values().forEach(answer -> answer.completeExceptionally(reason));
            client.close();
        }

        /** One that nobody waits for would be an answer to something that was never asked. */
        private void handOut(JsonNode message) {
            CompletableFuture<JsonNode> asked = waiting.remove(message.path("id").stringValue(""));
            if (asked == null) {
                throw new AssertionError("Nobody waits for " + message);
            }
            asked.complete(message);
        }
    }
}
