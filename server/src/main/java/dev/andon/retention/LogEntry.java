package dev.andon.retention;

import java.time.Instant;

/**
 * What has gone.
 *
 * @param object the table, as a whole or rows of it
 * @param points of a rollup: spans
 * @param exact whether the numbers were counted rather than estimated
 * @param since where the oldest of it was
 * @param rule by which it went
 * @param actor who asked for it; {@code schedule} for nobody
 */
public record LogEntry(
        Instant at,
        String level,
        String object,
        boolean whole,
        int series,
        long points,
        long bytes,
        boolean exact,
        Instant since,
        Instant until,
        String rule,
        String actor) {}
