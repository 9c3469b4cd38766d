package dev.andon.ingest;

import java.util.function.LongSupplier;

/**
 * How many points all writers together write in a second in which there is something to write. The
 * last ten seconds or so count. Not safe for several threads at once.
 */
final class WriteRate {
    /** Counts like one second of experience, until there is some; what a slow disk does. */
    private static final double FIRST_GUESS = 50_000;

    private static final double MEMORY_SECONDS = 10;

    private final LongSupplier nanoTime;
    private double points = FIRST_GUESS;
    private double seconds = 1;
    private int writing;
    private long counted;

    WriteRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A writer begins with a group. */
    void begin() {
        count();
        writing++;
    }

    /** A writer is done with a group. */
    void end(int written) {
        count();
        writing--;
        points += written;
    }

    double pointsPerSecond() {
        return Math.max(points / seconds, 1);
    }

    private void count() {
        long now = nanoTime.getAsLong();
        if (writing > 0) {
            double elapsed = (now - counted) / 1e9;
            double kept = Math.exp(-elapsed / MEMORY_SECONDS);
            points *= kept;
            seconds = seconds * kept + elapsed;
        }
        counted = now;
    }
}
