package dev.andon.catalog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How many series may be created now. A bucket that holds what a minute allows and fills at that
 * rate, so a new plant may come all at once, but what invents names without end is stopped.
 */
final class SeriesBudget {
    private final int perMinute;
    private final Clock clock;
    private double left;
    private Instant filled;

    SeriesBudget(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
        this.left = perMinute;
        this.filled = clock.instant();
    }

    int left() {
        Instant now = clock.instant();
        double minutes = Math.max(0, Duration.between(filled, now).toMillis() / 60_000.0);
        left = Math.min(perMinute, left + minutes * perMinute);
        filled = now;
        return (int) left;
    }

    /** Of a negative count: gives back. */
    void spend(int count) {
        left -= count;
    }
}
