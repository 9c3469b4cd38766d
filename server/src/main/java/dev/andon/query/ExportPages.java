package dev.andon.query;

import dev.andon.query.SeriesQueries.Series;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * All points of a machine's series by series and time, a page at a time. A page asks for windows of
 * whole UTC days, so that of sealed points no more is unpacked than is given; where there are few
 * points the windows grow. Between two pages nothing is open in the database.
 */
final class ExportPages {
    private static final int PAGE = 50_000;

    /** Windows of one page; the empty years of a young series cost a moment each. */
    private static final int MOST_WINDOWS = 64;

    private static final long MICROS_A_DAY = 86_400_000_000L;
    private static final int MOST_DAYS = 366;

    private final PointReader reader;
    private final ExportRequest request;
    private final String machineId;
    private final List<Series> series;
    private Place place;

    /**
     * Where the next window begins.
     *
     * @param days how long it is
     */
    private record Place(int series, long micros, int days) {}

    ExportPages(PointReader reader, ExportRequest request, String machineId) {
        this.reader = reader;
        this.request = request;
        this.machineId = machineId;
        this.series = reader.seriesOf(machineId).stream().filter(request.chosen()).toList();
        this.place = new Place(0, request.fromMicros(), 1);
    }

    boolean isDone() {
        return place.series() == series.size();
    }

    /**
     * The next points, perhaps none although there are more to come. After a failure the same can
     * be asked again.
     */
    List<PointSource.Part> next(Cancellation cancellation) {
        List<PointSource.Part> parts = new ArrayList<>();
        place = reader.read(session -> page(session, parts), cancellation);
        return parts;
    }

    private Place page(PointQueries.Session session, List<PointSource.Part> parts)
            throws SQLException {
        parts.clear();
        Place at = place;
        int room = PAGE;
        for (int window = 0;
                window < MOST_WINDOWS && room > 0 && at.series() < series.size();
                window++) {
            Series one = series.get(at.series());
            long last = lastOfWindow(at);
            PointList points = new PointList();
            session.points(
                    new PointQueries.Span(
                            machineId,
                            one.metricType(),
                            one.zoneNumber(),
                            at.micros(),
                            last,
                            false),
                    OptionalLong.of(PAGE),
                    points);
            if (points.size() > 0) {
                parts.add(new PointSource.Part(one, false, points, points.size(), false));
            }
            room -= points.size();
            at = behind(at, last, points);
        }
        return at;
    }

    private long lastOfWindow(Place at) {
        long day = Math.floorDiv(at.micros(), MICROS_A_DAY);
        return Math.min(request.toMicros(), (day + at.days()) * MICROS_A_DAY - 1);
    }

    private Place behind(Place at, long last, PointList points) {
        if (points.size() == PAGE) {
            return new Place(at.series(), points.epochMicros(PAGE - 1) + 1, 1);
        }
        int days = at.days();
        if (points.size() < PAGE / 8) {
            days = Math.min(MOST_DAYS, days * 2);
        } else if (points.size() > PAGE / 2) {
            days = Math.max(1, days / 2);
        }
        return last == request.toMicros()
                ? new Place(at.series() + 1, request.fromMicros(), 1)
                : new Place(at.series(), last + 1, days);
    }
}
