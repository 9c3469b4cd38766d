package dev.andon.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Keeps sealing from taking what writers need, and lets it be stopped while it waits. */
final class SealingPace {
    /** However much is written, a group is sealed that often, lest raw days pile up for ever. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final SealingConfig config;
    private final AppendLoad load;
    private final LongSupplier nanoTime;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private AppendLoad.Reading groupBegan;
    private long groupNanos;

    SealingPace(SealingConfig config, AppendLoad load, LongSupplier nanoTime) {
        this.config = config;
        this.load = load;
        this.nanoTime = nanoTime;
        this.groupBegan = load.read();
    }

    void stop() {
        stopped.countDown();
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Returns early, and false, when it is stopped. */
    boolean pause(Duration pause) throws InterruptedException {
        return !stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A moment's rest before something is tried again. */
    boolean pause() throws InterruptedException {
        return pause(PAUSE);
    }

    /** Waits until a group may be sealed; false when there is to be none any more. */
    boolean awaitTurn() throws InterruptedException {
        long began = nanoTime.getAsLong();
        AppendLoad.Reading since = groupBegan;
        AppendLoad.Reading now = load.read();
        while (now.since(since) > config.pauseAtLoad()
                && nanoTime.getAsLong() - began < LONGEST_REST.toNanos()) {
            if (!pause()) {
                return false;
            }
            since = now;
            now = load.read();
        }
        groupBegan = load.read();
        groupNanos = nanoTime.getAsLong();
        return !isStopped();
    }

    /** Waits as long as so many points must take. */
    void sealed(int points) throws InterruptedException {
        long due = points * Duration.ofSeconds(1).toNanos() / config.pointsPerSecond();
        pause(Duration.ofNanos(Math.max(0, groupNanos + due - nanoTime.getAsLong())));
    }
}
