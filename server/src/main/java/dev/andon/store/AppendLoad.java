package dev.andon.store;

import java.util.function.LongSupplier;

/** How much of the time points were being written: 1 is one writer all the time, 2 are two. */
final class AppendLoad {
    private final LongSupplier nanoTime;
    private int running;
    private long lastChange;
    private long busyNanos;

    AppendLoad(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastChange = nanoTime.getAsLong();
    }

    /** A moment, and all that was written before it. */
    record Reading(long nanos, long busyNanos) {
        /** The load since an earlier moment. */
        double since(Reading earlier) {
            return (double) (busyNanos - earlier.busyNanos) / Math.max(1, nanos - earlier.nanos);
        }
    }

    synchronized void began() {
        advance();
        running++;
    }

    synchronized void ended() {
        advance();
        running--;
    }

    synchronized Reading read() {
        advance();
        return new Reading(lastChange, busyNanos);
    }

    private void advance() {
        long now = nanoTime.getAsLong();
        busyNanos += running * (now - lastChange);
        lastChange = now;
    }
}
