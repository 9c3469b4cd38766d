package dev.andon.retention;

import java.time.Instant;

/**
 * What some series have in a piece.
 *
 * @param exact whether the numbers are counted rather than estimated
 * @param since of no rows: the latest that there is, as {@code until} then is the earliest
 */
record Contents(int series, long rows, long points, boolean exact, Instant since, Instant until) {
    static final Contents NOTHING = new Contents(0, 0, 0, true, Instant.MAX, Instant.MIN);

    /** Together with those of other series. */
    Contents and(Contents other) {
        return new Contents(
                series + other.series,
                rows + other.rows,
                points + other.points,
                exact && other.exact,
                other.since.isBefore(since) ? other.since : since,
                other.until.isAfter(until) ? other.until : until);
    }
}
