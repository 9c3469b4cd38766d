package dev.andon.ingest;

import dev.andon.catalog.SeriesKey;

/**
 * The new and corrected points of one committed group, ordered by day, series and time. A point
 * that was sent again unchanged is not among them; of several values sent for one point, only the
 * one that was kept is. Immutable, and safe to hand to any thread.
 */
public final class CommittedSamples {
    private final SeriesKey[] series;
    private final long[] epochMicros;
    private final double[] values;
    private final double[] targets;

    /**
     * The columns are of equal length and are handed over, not copied: the caller must not touch
     * them again.
     *
     * @param targets NaN where a point has no target
     */
    public CommittedSamples(
            SeriesKey[] series, long[] epochMicros, double[] values, double[] targets) {
        this.series = series;
        this.epochMicros = epochMicros;
        this.values = values;
        this.targets = targets;
    }

    public int size() {
        return series.length;
    }

    public SeriesKey series(int index) {
        return series[index];
    }

    /** Microseconds since 1970-01-01T00:00:00Z. */
    public long epochMicros(int index) {
        return epochMicros[index];
    }

    public double value(int index) {
        return values[index];
    }

    public boolean hasTarget(int index) {
        return !Double.isNaN(targets[index]);
    }

    /** The target value, or NaN where the point has none. */
    public double target(int index) {
        return targets[index];
    }
}
