package dev.andon.query;

import org.jspecify.annotations.Nullable;

/**
 * What lines are drawn on: the range of the question, parted into pixel columns.
 *
 * @param connected whether lines run over missing values
 */
record Canvas(long fromMillis, long toMillis, int pixels, boolean connected) {
    /** Wider than any screen. */
    private static final int MOST_PIXELS = 50_000;

    /** Null where every row counts: for tables, and where gaps are filled row by row. */
    static @Nullable Canvas of(Question question, Macros.Expansion expansion) {
        Drawing drawing = question.drawing();
        long from = question.range().from().toEpochMilli();
        long to = question.range().to().toEpochMilli();
        return drawing == null
                        || question.format() != Format.TIME_SERIES
                        || expansion.fill() != null
                        || drawing.pixels() <= 0
                        || from >= to
                ? null
                : new Canvas(
                        from, to, Math.min(drawing.pixels(), MOST_PIXELS), drawing.connected());
    }

    /** Rows before and behind the range have columns as well. */
    long column(long millis) {
        return (long) Math.floor((millis - fromMillis) * (double) pixels / (toMillis - fromMillis));
    }
}
