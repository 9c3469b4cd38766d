package dev.andon.rollup;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what is due and repairs what was changed, step by step, in one thread. Each step is a
 * transaction that leaves everything right, so it may end anywhere, and several servers may do the
 * same on one database. As long as there is more to do it rests as long as it worked: points that
 * come in go first.
 */
final class RollupWorker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RollupWorker.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int PENDING_COUNTED = 100_000;

    /** Fewer changes are not worth joining. */
    private static final int CHANGES_JOINED = 5_000;

    /** One repair: so many series, and of all of them so many hours; about a second. */
    private static final int REPAIR_SERIES = 500;

    private static final int REPAIR_HOURS = 100 * 24;

    private final RollupStore store;
    private final RollupSteps steps;
    private final RollupConfig config;
    private final RollupProgress progress;
    private final RollupMetrics metrics;
    private final Horizon horizon;
    private final RepairLimits repairLimits;
    private final Map<String, StepLength> lengths = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("rollup").unstarted(this::run);

    private long changesLeft;
    private boolean prepared;
    private boolean failing;

    RollupWorker(
            RollupStore store,
            RollupSteps steps,
            RollupConfig config,
            RollupProgress progress,
            RollupMetrics metrics,
            Clock clock) {
        this.store = store;
        this.steps = steps;
        this.config = config;
        this.progress = progress;
        this.metrics = metrics;
        this.horizon = new Horizon(store, clock, config.grace());
        this.repairLimits =
                new RepairLimits(
                        REPAIR_SERIES, REPAIR_HOURS, config.repairAfter(), config.repairWithin());
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            if (!thread.join(LONGEST_STOP)) {
                log.warn("Rollups are in the middle of a step, which is given up");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = Duration.ZERO;
        try {
            while (!stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                pause = pauseAfterPass();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pauseAfterPass() {
        try {
            long started = System.nanoTime();
            boolean worked = pass();
            failing = false;
            Duration took = since(started);
            return worked && took.compareTo(config.repairEvery()) < 0 ? took : config.repairEvery();
        } catch (SQLException failure) {
            if (!failing) {
                log.warn(
                        "Rollups could not be brought up to date; answers come from samples"
                                + " meanwhile, and this is tried again every {} s",
                        AFTER_FAILURE.toSeconds(),
                        failure);
            }
            failing = true;
            lengths.values().forEach(StepLength::failed);
            return AFTER_FAILURE;
        }
    }

    /** One step of each kind. Answers whether there may be more to do. */
    boolean pass() throws SQLException {
        if (!prepared) {
            prepare();
        }
        horizon.move();
        boolean worked = false;
        List<RollupStore.Level> levels = store.levels();
        for (RollupStore.Level level : levels) {
            worked |= close(level.name());
        }
        worked |= repair();
        progress.seen(worked ? store.levels() : levels, pendingChanges());
        return worked;
    }

    /** Questions look at all changes that wait, so those of a flood of late data are joined. */
    private long pendingChanges() throws SQLException {
        long pending = store.pendingChanges(PENDING_COUNTED);
        if (pending > CHANGES_JOINED && pending > 2 * changesLeft) {
            changesLeft = store.joinChanges();
        }
        return pending;
    }

    private void prepare() throws SQLException {
        if (store.prepare(config.levels(), ZoneId.systemDefault(), config.timeZone())) {
            log.info(
                    "Days begin in another time zone than before: their buckets are built again;"
                            + " answers are right meanwhile, and slower");
        }
        for (RollupStore.Level level : store.levels()) {
            metrics.watch(level.name());
            if (config.levels().stream().noneMatch(width -> width.name().equals(level.name()))) {
                log.info(
                        "The level {} is not in andon.rollup.levels, but it has rows and goes on;"
                                + " retention can drop them",
                        level.name());
            }
        }
        prepared = true;
    }

    private boolean close(String level) throws SQLException {
        StepLength length = lengths.computeIfAbsent(level, any -> new StepLength());
        long started = System.nanoTime();
        if (steps.close(level, length.get()) instanceof RollupStore.Step.Wrote wrote) {
            length.took(since(started));
            metrics.closed(level, wrote.rows());
            return true;
        }
        return false;
    }

    private boolean repair() throws SQLException {
        long started = System.nanoTime();
        if (steps.repair(repairLimits) instanceof RollupStore.Step.Wrote wrote) {
            metrics.repaired(wrote.rows(), since(started));
            if (wrote.refused() > 0) {
                log.warn(
                        "Points came for {} spans of which older samples were dropped by retention;"
                                + " their buckets stay as they were",
                        wrote.refused());
            }
            return true;
        }
        return false;
    }

    private static Duration since(long startedNanos) {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
