package dev.andon.query;

import dev.andon.query.SeriesQueries.Series;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads points of single machines under the limits that hold for all questions. */
final class PointReader {
    /** The order of series in answers, and so of what a cursor has behind it. */
    static final Comparator<Series> ORDER =
            Comparator.comparing(Series::metricType)
                    .thenComparing(
                            Series::zoneNumber, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final QueryEngine engine;
    private final PointQueries points;
    private final SeriesQueries series;

    PointReader(QueryEngine engine, PointQueries points, SeriesQueries series) {
        this.engine = engine;
        this.points = points;
        this.series = series;
    }

    boolean isMachine(String id) {
        return series.isMachine(id);
    }

    /**
     * @param ids null for all, as are {@code areas}
     */
    List<String> machines(@Nullable List<String> ids, @Nullable List<String> areas) {
        return series.machines(ids, areas);
    }

    List<Series> seriesOf(String machineId) {
        return series.of(machineId).stream().sorted(ORDER).toList();
    }

    /**
     * @throws QuestionException when there is no answer
     */
    <T> T read(PointQueries.Reading<T> reading, Cancellation cancellation) {
        return engine.inTurn(running -> points.read(running, reading), cancellation);
    }
}
