package dev.andon.planner;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** From one time to before another, in microseconds since 1970 as PostgreSQL counts them. */
record Range(long from, long to) {
    static final long BEFORE_ALL = Long.MIN_VALUE;
    static final long AFTER_ALL = Long.MAX_VALUE;
    static final Range ALL = new Range(BEFORE_ALL, AFTER_ALL);

    boolean isEmpty() {
        return from >= to;
    }

    /** A side without a bound makes it longer than anything. */
    boolean isShorterThan(long micros) {
        return from != BEFORE_ALL && to != AFTER_ALL && to - from < micros;
    }

    Range and(Range other) {
        return new Range(Math.max(from, other.from), Math.min(to, other.to));
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** As a constant of type timestamptz. */
    static String literal(long micros) {
        return "timestamptz '" + instant(micros) + "'";
    }
}
