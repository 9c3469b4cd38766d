package dev.andon.status;

import java.time.Instant;
import java.util.List;

/**
 * What was found in a part.
 *
 * @param changes as the statistics said then
 * @param since when this number of changes was first seen
 * @param settled whether it was looked at after the last change can have been reported
 * @param exact whether points are counted rather than estimated
 */
record PartContents(
        long changes, Instant since, boolean settled, boolean exact, List<DayOfMetric> points) {

    /** The points of a metric on a day (UTC), and the share of the part's bytes that they take. */
    record DayOfMetric(String metric, Instant day, long points, double share) {}
}
