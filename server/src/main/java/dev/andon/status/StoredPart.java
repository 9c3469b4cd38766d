package dev.andon.status;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A partition, or a chunk, of what is stored.
 *
 * @param from the beginning of its day, month or longer span
 * @param changes a number that rises with whatever is written to it or removed
 * @param rows about how many
 */
record StoredPart(Kind kind, String table, Instant from, long changes, long rows, long bytes) {
    enum Kind {
        RAW,
        /** Blocks of Andon. */
        SEALED,
        /** A chunk that TimescaleDB has compressed. */
        COMPRESSED,
        ROLLUP
    }

    /** The beginning of the month that it lies in. */
    Instant month() {
        return from.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .withDayOfMonth(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
