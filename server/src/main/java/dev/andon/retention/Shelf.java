package dev.andon.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The partitions that hold a level.
 *
 * @param table the parent of them
 */
record Shelf(Kind kind, String level, String table) {
    static final Shelf RAW = new Shelf(Kind.RAW, Level.RAW, "samples");
    static final Shelf SEALED = new Shelf(Kind.SEALED, Level.RAW, "sample_blocks");

    enum Kind {
        RAW("\"timestamp\"", "series_id", "count(*)"),
        SEALED(
                "timestamptz '1970-01-01 00:00:00+00' + first_micros * interval '1 microsecond'",
                "series_id, points",
                "coalesce(sum(points), 0)"),
        ROLLUP("bucket", "series_id", "count(*)");

        /** When a row begins. */
        final String time;

        /** What {@link #points} needs of a row. */
        final String columns;

        /** How many points, or summed up spans, rows stand for. */
        final String points;

        Kind(String time, String columns, String points) {
            this.time = time;
            this.columns = columns;
            this.points = points;
        }
    }

    static Shelf rollup(String level) {
        return new Shelf(Kind.ROLLUP, level, "rollup_" + level);
    }

    /**
     * Rows before this may be removed when the level is kept from there. Sealed points and rollups
     * go by whole months, because that is how they lie together.
     */
    Instant limit(Instant keptFrom) {
        return switch (kind) {
            case RAW -> keptFrom;
            case SEALED, ROLLUP -> month(keptFrom);
        };
    }

    private static Instant month(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC)
                .withDayOfMonth(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
