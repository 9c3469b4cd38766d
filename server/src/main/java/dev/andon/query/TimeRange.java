package dev.andon.query;

import java.time.Duration;
import java.time.Instant;

/** A span of time, both ends belonging to it. */
public record TimeRange(Instant from, Instant to) {
    public Duration length() {
        return Duration.between(from, to);
    }
}
