package dev.andon.query;

import dev.andon.query.SeriesQueries.Series;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which points of a machine are wanted.
 *
 * @param toMicros belongs to the range, as {@code fromMicros} does
 * @param series sorted by {@link PointReader#ORDER}
 * @param points how many of a series may be left after a reduction; null for all
 * @param cursor where the answer before this one ended
 */
record PointsRequest(
        String machineId,
        long fromMicros,
        long toMicros,
        List<Series> series,
        boolean newestFirst,
        @Nullable Integer points,
        @Nullable PointCursor cursor) {

    PointQueries.Span span(Series series) {
        return span(series, fromMicros, toMicros, newestFirst);
    }

    PointQueries.Span span(Series series, long from, long to, boolean descending) {
        return new PointQueries.Span(
                machineId, series.metricType(), series.zoneNumber(), from, to, descending);
    }
}
