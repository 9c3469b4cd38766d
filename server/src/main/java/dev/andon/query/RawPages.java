package dev.andon.query;

import dev.andon.query.SeriesQueries.Series;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * All points of the asked series, a page at a time. Between two pages nothing is open in the
 * database, so a reader that takes its time holds up nobody.
 */
final class RawPages implements PointSource {
    private static final int PAGE = 50_000;

    private final PointReader reader;
    private final PointsRequest request;
    private final List<Series> series;
    private long left;
    private int current;
    private int begun = -1;

    /** Time of the last point of the current series that was given; null before its first. */
    private @Nullable Long lastMicros;

    /**
     * @param most points of the whole answer
     */
    RawPages(PointReader reader, PointsRequest request, long most) {
        this.reader = reader;
        this.request = request;
        this.series = request.series();
        this.left = most;
        PointCursor cursor = request.cursor();
        if (cursor != null) {
            skipTo(cursor);
        }
    }

    private void skipTo(PointCursor cursor) {
        Series last = new Series(cursor.metricType(), cursor.zoneNumber(), null);
        while (current < series.size()
                && PointReader.ORDER.compare(series.get(current), last) < 0) {
            current++;
        }
        if (current < series.size() && PointReader.ORDER.compare(series.get(current), last) == 0) {
            lastMicros = cursor.lastMicros();
        }
    }

    @Override
    public List<Part> next(Cancellation cancellation) {
        if (left == 0 || current == series.size()) {
            return List.of();
        }
        List<Part> parts = read((int) Math.min(PAGE, left), cancellation);
        left -= parts.stream().mapToLong(Part::count).sum();
        return parts;
    }

    @Override
    public Optional<PointCursor> rest(Cancellation cancellation) {
        if (left > 0 || lastMicros == null) {
            return Optional.empty();
        }
        Series last = series.get(current);
        PointCursor cursor =
                new PointCursor(
                        request.fromMicros(),
                        request.toMicros(),
                        last.metricType(),
                        last.zoneNumber(),
                        lastMicros);
        boolean more = read(1, cancellation).stream().anyMatch(part -> part.count() > 0);
        return more ? Optional.of(cursor) : Optional.empty();
    }

    private List<Part> read(int most, Cancellation cancellation) {
        return reader.read(session -> page(session, most), cancellation);
    }

    private List<Part> page(PointQueries.Session session, int most) throws SQLException {
        List<Part> parts = new ArrayList<>();
        int room = most;
        while (current < series.size() && room > 0) {
            PointList points = new PointList();
            session.points(span(), OptionalLong.of(room), points);
            parts.add(
                    new Part(series.get(current), begun != current, points, points.size(), false));
            begun = current;
            room -= points.size();
            if (room > 0) {
                current++;
                lastMicros = null;
            } else {
                lastMicros = points.epochMicros(points.size() - 1);
            }
        }
        return parts;
    }

    private PointQueries.Span span() {
        Long last = lastMicros;
        if (last == null) {
            return request.span(series.get(current));
        }
        return request.newestFirst()
                ? request.span(series.get(current), request.fromMicros(), last - 1, true)
                : request.span(series.get(current), last + 1, request.toMicros(), false);
    }
}
