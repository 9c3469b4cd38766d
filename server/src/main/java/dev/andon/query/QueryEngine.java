package dev.andon.query;

import dev.andon.planner.AdHocFilters;
import dev.andon.planner.FilterException;
import dev.andon.planner.Planner;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions. Every door of the server comes through here, so what holds for one answer
 * holds for all: the reading role, the limits, the deadline, the shape of frames.
 */
public final class QueryEngine implements AutoCloseable {
    private static final Duration TURN_CHECK = Duration.ofMillis(50);

    private final ReaderQueries reader;
    private final LiveHints liveHints;
    private final QueryConfig config;
    private final ScheduledExecutorService deadlines =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("query-deadlines").factory());
    private final Turns<ReaderQueries.Result> turns;

    private QueryEngine(ReaderQueries reader, LiveHints liveHints, QueryConfig config) {
        this.reader = reader;
        this.liveHints = liveHints;
        this.config = config;
        this.turns = new Turns<>(config.concurrency(), config.concurrencyPerCaller());
    }

    /**
     * An engine over a pool of connections of the reading role.
     *
     * @param owner tells which series exist, which the reading role need not know
     */
    public static QueryEngine over(
            DataSource reader, DataSource owner, QueryConfig config, Planner planner) {
        LiveHints liveHints = new LiveHints(new SeriesQueries(owner));
        return new QueryEngine(new ReaderQueries(reader, config, planner), liveHints, config);
    }

    /** Likewise, planning whatever can be. */
    public static QueryEngine over(DataSource reader, DataSource owner, QueryConfig config) {
        return over(reader, owner, config, new Planner());
    }

    /** How many questions wait for their turn. */
    int waiting() {
        return turns.waiting();
    }

    /** Shows how much is answered from what was asked before. */
    void measuredIn(MeterRegistry registry) {
        KeptAnswers kept = reader.kept();
        FunctionCounter.builder("andon.query.kept", kept, KeptAnswers::hits)
                .tag("found", "part")
                .register(registry);
        FunctionCounter.builder("andon.query.kept", kept, KeptAnswers::misses)
                .tag("found", "nothing")
                .register(registry);
        Gauge.builder("andon.query.waiting", this, QueryEngine::waiting).register(registry);
        FunctionCounter.builder("andon.query.shared", turns, Turns::spared).register(registry);
        Gauge.builder("andon.query.kept.size", kept, KeptAnswers::bytes)
                .baseUnit("bytes")
                .register(registry);
    }

    /** Stops keeping deadlines; the questions that still run are stopped by the database. */
    @Override
    public void close() {
        deadlines.shutdownNow();
        liveHints.close();
    }

    /** Waits for the answer; call it on a virtual thread of its own where several are wanted. */
    public Answer ask(Question question, Cancellation cancellation) {
        Macros.Expansion expansion;
        AdHocFilters.Filtered filtered;
        try {
            Macros.Expansion macros = Macros.expand(question);
            filtered = AdHocFilters.apply(macros.sql(), AdHocFilter.meant(question.filters()));
            expansion = new Macros.Expansion(filtered.sql(), macros.fill());
        } catch (QuestionException wrong) {
            return Answer.Failure.of(wrong.kind(), wrong.sentence());
        } catch (FilterException wrong) {
            return Answer.Failure.of(FailureKind.QUERY, wrong.sentence());
        }
        try {
            Canvas canvas = config.reduction() ? Canvas.of(question, expansion) : null;
            // The only place between a text and the database: whatever answers a question in
            // another way than by running its text stands here or in what it calls, so that no
            // door misses it.
            ReaderQueries.Result result = askOnce(expansion.sql(), canvas, cancellation);
            LiveHint live = liveHints.of(question, expansion.sql());
            Frame frame = FrameShaper.shape(question, config, expansion, result, live);
            return new Answer.Frames(List.of(frame.noting(filtered.notices())));
        } catch (QuestionException failed) {
            return new Answer.Failure(failed.kind(), failed.sentence(), expansion.sql());
        }
    }

    /**
     * Runs what asks the database as the reading role, under the limits of all questions.
     *
     * @throws QuestionException when there is no answer
     */
    <T> T inTurn(Function<RunningQuery, T> work, Cancellation cancellation) {
        try (Turns<?>.Turn turn = turns.take(cancellation.caller(), null)) {
            await(turn, cancellation);
            return run(work, cancellation);
        }
    }

    /** What makes two questions equal. */
    private record Asked(String sql, @Nullable Canvas canvas) {}

    /** Unless somebody asks the very same, whose answer is that of all. */
    private ReaderQueries.Result askOnce(
            String sql, @Nullable Canvas canvas, Cancellation cancellation) {
        Asked asked = new Asked(sql, canvas);
        while (true) {
            try (Turns<ReaderQueries.Result>.Turn turn = turns.take(cancellation.caller(), asked)) {
                await(turn, cancellation);
                ReaderQueries.Result result =
                        turn.isShared()
                                ? shared(turn.answer(), cancellation)
                                : asked(asked, turn.answer(), cancellation);
                if (result != null) {
                    return result;
                }
            }
        }
    }

    private ReaderQueries.Result asked(
            Asked asked,
            CompletableFuture<ReaderQueries.Result> forAll,
            Cancellation cancellation) {
        try {
            ReaderQueries.Result result =
                    run(running -> reader.run(asked.sql(), asked.canvas(), running), cancellation);
            forAll.complete(result);
            return result;
        } catch (QuestionException failed) {
            forAll.completeExceptionally(failed);
            throw failed;
        }
    }

    /** Null when whoever asks for it has left: then somebody else must. */
    private ReaderQueries.@Nullable Result shared(
            CompletableFuture<ReaderQueries.Result> answer, Cancellation cancellation) {
        while (!cancellation.isCancelled()) {
            try {
                return answer.get(TURN_CHECK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                // Whether the caller has left is looked at again.
            } catch (CancellationException nobodyAsks) {
                return null;
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof QuestionException answered
                        && answered.kind() != FailureKind.CANCELLED) {
                    throw answered;
                }
                return null;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw stopped(FailureKind.CANCELLED);
    }

    private void await(Turns<?>.Turn turn, Cancellation cancellation) {
        long waitNanos = config.queueWait().toNanos();
        try {
            while (!turn.await(TURN_CHECK)) {
                // An equal question has a deadline of its own.
                waitNanos -= turn.isBehindItsEqual() ? 0 : TURN_CHECK.toNanos();
                if (cancellation.isCancelled()) {
                    throw stopped(FailureKind.CANCELLED);
                }
                if (waitNanos <= 0) {
                    throw stopped(FailureKind.LIMIT);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw stopped(FailureKind.CANCELLED);
        }
    }

    /**
     * The database's own timeout counts each batch of rows anew, so the deadline of the whole
     * question is kept here.
     */
    private <T> T run(Function<RunningQuery, T> work, Cancellation cancellation) {
        RunningQuery running = new RunningQuery();
        Runnable leave = () -> running.stop(FailureKind.CANCELLED);
        ScheduledFuture<?> deadline =
                deadlines.schedule(
                        () -> running.stop(FailureKind.TIMEOUT),
                        config.timeout().toMillis(),
                        TimeUnit.MILLISECONDS);
        cancellation.whenCancelled(leave);
        try {
            return work.apply(running);
        } catch (QuestionException failed) {
            throw explained(failed, running.stoppedBecause());
        } finally {
            cancellation.forget(leave);
            deadline.cancel(false);
        }
    }

    private QuestionException explained(
            QuestionException failed, @Nullable FailureKind stoppedBecause) {
        if (stoppedBecause != null) {
            return stopped(stoppedBecause);
        }
        return failed.kind() == FailureKind.TIMEOUT ? stopped(FailureKind.TIMEOUT) : failed;
    }

    private QuestionException stopped(FailureKind kind) {
        String message =
                switch (kind) {
                    case TIMEOUT ->
                            "The question took longer than %s and was stopped. The data is fine; ask for a shorter range, a longer interval or fewer machines."
                                    .formatted(GrafanaDuration.print(config.timeout()));
                    case LIMIT ->
                            "The server has been busy with other questions for %s. Try again in a moment."
                                    .formatted(GrafanaDuration.print(config.queueWait()));
                    default -> "The caller left before the answer was ready.";
                };
        return new QuestionException(kind, message);
    }
}
