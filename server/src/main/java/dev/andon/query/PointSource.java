package dev.andon.query;

import dev.andon.query.SeriesQueries.Series;
import java.util.List;
import java.util.Optional;

/** The points of an answer, a handful of series or a piece of a long one at a time. */
interface PointSource {
    /**
     * Points of one series, in the asked order.
     *
     * @param begins false when they go on with the series of the part before
     * @param count of the points that these stand for
     */
    record Part(Series series, boolean begins, PointList points, long count, boolean reduced) {}

    /** Empty when there is nothing more to come. */
    List<Part> next(Cancellation cancellation);

    /** Where another answer goes on, if something was left out of this one. */
    Optional<PointCursor> rest(Cancellation cancellation);
}
