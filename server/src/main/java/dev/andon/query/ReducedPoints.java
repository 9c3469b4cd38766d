package dev.andon.query;

import dev.andon.query.SeriesQueries.Series;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The points of the asked series, of each so many that a line through them looks the same. */
final class ReducedPoints implements PointSource {
    private static final int PAGE = 50_000;

    private final PointReader reader;
    private final PointsRequest request;
    private final int points;
    private int current;

    ReducedPoints(PointReader reader, PointsRequest request, int points) {
        this.reader = reader;
        this.request = request;
        this.points = points;
    }

    @Override
    public List<Part> next(Cancellation cancellation) {
        return current == request.series().size()
                ? List.of()
                : reader.read(this::page, cancellation);
    }

    private List<Part> page(PointQueries.Session session) throws SQLException {
        List<Part> parts = new ArrayList<>();
        int size = 0;
        while (current < request.series().size() && size < PAGE) {
            Part part = part(session, request.series().get(current));
            parts.add(part);
            size += part.points().size();
            current++;
        }
        return parts;
    }

    private Part part(PointQueries.Session session, Series series) throws SQLException {
        MinMaxReducer reducer = new MinMaxReducer(request.fromMicros(), request.toMicros(), points);
        session.points(
                request.span(series, request.fromMicros(), request.toMicros(), false),
                OptionalLong.empty(),
                reducer);
        PointList kept = reducer.points();
        return new Part(
                series,
                true,
                request.newestFirst() ? kept.reversed() : kept,
                reducer.count(),
                reducer.isReduced());
    }

    @Override
    public Optional<PointCursor> rest(Cancellation cancellation) {
        return Optional.empty();
    }
}
