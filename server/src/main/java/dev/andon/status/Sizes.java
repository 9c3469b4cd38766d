package dev.andon.status;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much is stored, as of the last time it was measured.
 *
 * @param exact whether all points were counted rather than estimated
 * @param oldestRawDay when the oldest day with points that are not sealed began (UTC); null: none
 * @param rollupBytes of what is summed up from points
 * @param days without a gap, up to today; sealed or not
 * @param months likewise
 * @param metrics the largest first
 * @param metricsLeftOut further ones
 */
record Sizes(
        long measuredAt,
        boolean exact,
        Amount raw,
        Amount sealed,
        long rollupBytes,
        int rawDays,
        @Nullable Long oldestRawDay,
        int sealedMonths,
        List<DayPoints> days,
        List<MonthBytes> months,
        List<MetricSize> metrics,
        int metricsLeftOut) {

    /** Points and the bytes they take, with their indexes. */
    record Amount(long points, long bytes) {
        static final Amount NONE = new Amount(0, 0);

        Amount plus(Amount other) {
            return new Amount(points + other.points, bytes + other.bytes);
        }
    }

    /**
     * @param day when it began (UTC)
     */
    record DayPoints(long day, long points) {}

    /**
     * @param month when it began (UTC)
     */
    record MonthBytes(long month, long raw, long sealed) {}

    record MetricSize(String metric, int series, Amount raw, Amount sealed) {
        long bytes() {
            return raw.bytes() + sealed.bytes();
        }
    }
}
