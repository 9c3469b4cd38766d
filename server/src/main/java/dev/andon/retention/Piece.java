package dev.andon.retention;

import java.time.Instant;

/**
 * A partition.
 *
 * @param rows about how many, as PostgreSQL believes
 */
record Piece(Shelf shelf, String table, Instant from, Instant until, long rows, long bytes) {
    boolean isAllBefore(Instant limit) {
        return !until.isAfter(limit);
    }

    boolean beginsBefore(Instant limit) {
        return from.isBefore(limit);
    }
}
