package dev.andon.store;

import org.jspecify.annotations.Nullable;

/**
 * One series' points of a span within a UTC day, as a row of {@code sample_blocks}.
 *
 * @param lastMicros of the last point
 * @param targets null where no point has one
 */
record SampleBlock(
        int seriesId,
        long firstMicros,
        long lastMicros,
        int points,
        BlockTimes times,
        BlockNumbers values,
        @Nullable BlockNumbers targets) {

    /** The row itself, its keys, how many points. */
    private static final int FIXED_BYTES = 32 + 2 * Integer.BYTES + 2 * Long.BYTES;

    /** PostgreSQL compresses larger rows, and only those. */
    private static final int PACKED_ABOVE_BYTES = 2032;

    /** What the row takes, roughly where it is compressed. */
    int rowBytes() {
        int plain = rowBytes(false);
        return plain > PACKED_ABOVE_BYTES ? rowBytes(true) : plain;
    }

    private int rowBytes(boolean packed) {
        return FIXED_BYTES
                + times.bytes(packed)
                + values.bytes(packed)
                + (targets == null ? 0 : targets.bytes(packed));
    }

    /** What takes points; the target is NaN where there is none. */
    @FunctionalInterface
    interface PointSink {
        void point(long micros, double value, double target);
    }
}
