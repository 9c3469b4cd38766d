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

    /** What takes points; the target is NaN where there is none. */
    @FunctionalInterface
    interface PointSink {
        void point(long micros, double value, double target);
    }
}
