package dev.andon.rollup;

import java.time.Duration;

/**
 * How many hours of a level to close in one transaction: as many as take about a second, so that a
 * database full of old points is caught up with in large steps and a large plant in small ones.
 */
final class StepLength {
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(32);
    private static final Duration QUICK = Duration.ofMillis(500);
    private static final Duration SLOW = Duration.ofSeconds(2);

    private Duration length = SHORTEST;

    Duration get() {
        return length;
    }

    void took(Duration time) {
        if (time.compareTo(QUICK) < 0 && length.compareTo(LONGEST) < 0) {
            length = length.multipliedBy(2);
        } else if (time.compareTo(SLOW) > 0 && length.compareTo(SHORTEST) > 0) {
            length = length.dividedBy(2);
        }
    }

    /** Perhaps because it took too long. */
    void failed() {
        length = SHORTEST;
    }
}
