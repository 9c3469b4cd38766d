package dev.andon.dashboard;

import dev.andon.query.Answer;
import dev.andon.query.Cancellation;
import dev.andon.query.FailureKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The panels of one request, asked side by side. Closing it stops what still runs and waits for it
 * to have stopped.
 */
final class PanelRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PanelRun.class);

    /** So that one dashboard with many panels leaves the database to others as well. */
    private static final int SIDE_BY_SIDE = 4;

    /** What can be asked for one target. */
    interface Asking {
        Answer ask(PanelQuestions.Look look, Panel.Target target);
    }

    record Result(int panelId, long elapsedMillis, Map<String, Answer> answers) {}

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore turns = new Semaphore(SIDE_BY_SIDE);
    private final BlockingQueue<Result> finished = new LinkedBlockingQueue<>();
    private final Asking asking;
    private final Cancellation cancellation;

    PanelRun(Asking asking, Cancellation cancellation) {
        this.asking = asking;
        this.cancellation = cancellation;
    }

    void start(PanelQuestions.Look look) {
        long started = System.nanoTime();
        Map<String, CompletableFuture<Answer>> running = new LinkedHashMap<>();
        for (Panel.Target target : targets(look.panel())) {
            running.put(
                    target.refId(),
                    CompletableFuture.supplyAsync(() -> answer(look, target), threads)
                            .exceptionally(fault -> failed(look, target, fault)));
        }
        threads.execute(() -> {
            Map<String, Answer> answers = new LinkedHashMap<>();
            running.forEach((refId, answer) -> answers.put(refId, answer.join()));
            Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
            finished.add(new Result(look.id(), elapsed.toMillis(), answers));
        });
    }

    /** For what needs no question. */
    void finish(int panelId, Map<String, Answer> answers) {
        finished.add(new Result(panelId, 0, answers));
    }

    /** The next panel that is done, null when none is within that time. */
    @Nullable Result next(Duration patience) throws InterruptedException {
        return finished.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        cancellation.cancel();
        threads.close();
    }

    private Answer answer(PanelQuestions.Look look, Panel.Target target) {
        turns.acquireUninterruptibly();
        try {
            return cancellation.isCancelled()
                    ? Answer.Failure.of(FailureKind.CANCELLED, "The reader left.")
                    : asking.ask(look, target);
        } finally {
            turns.release();
        }
    }

    /**
     * A fault of ours in one panel, be it that a text is nested too deeply for the stack, must not
     * keep the reader waiting for the others.
     */
    private static Answer failed(PanelQuestions.Look look, Panel.Target target, Throwable fault) {
        LOG.error("Panel {} query {} failed", look.id(), target.refId(), fault);
        return Answer.Failure.of(
                FailureKind.QUERY,
                "Andon failed over this query. The server's log says why; please report it.");
    }

    /** Hidden ones are for others to build upon; those without SQL have nothing to ask. */
    private static List<Panel.Target> targets(Panel panel) {
        return panel.targets().stream()
                .filter(target -> !target.hidden())
                .filter(target ->
                        !target.sql().isBlank() || panel.dataSourceOf(target).isOtherThanSql())
                .toList();
    }
}
