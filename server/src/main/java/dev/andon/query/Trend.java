package dev.andon.query;

import org.jspecify.annotations.Nullable;

/**
 * What became of a series in a window, next to the window before it. In one pass over the points in
 * order of time; sums of squares would lose all digits on a large mean, so means and deviations are
 * carried on from point to point, as distances from the first value.
 */
final class Trend implements PointSink {
    private static final double MICROS_AN_HOUR = 3_600e6;

    private final long startMicros;
    private long countBefore;
    private double meanBefore;
    private long count;
    private double first;
    private double meanFromFirst;
    private double meanHours;
    private double hoursDeviation;
    private double codeviation;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double last;
    private long lastMicros;

    /**
     * @param startMicros of the window; points up to it, itself included, are of the one before
     */
    Trend(long startMicros) {
        this.startMicros = startMicros;
    }

    @Override
    public void add(long epochMicros, double value, double target) {
        if (epochMicros <= startMicros) {
            countBefore++;
            meanBefore += (value - meanBefore) / countBefore;
            return;
        }
        if (count++ == 0) {
            first = value;
        }
        double fromFirst = value - first;
        double hours = (epochMicros - startMicros) / MICROS_AN_HOUR;
        double fromMeanHours = hours - meanHours;
        meanHours += fromMeanHours / count;
        meanFromFirst += (fromFirst - meanFromFirst) / count;
        hoursDeviation += fromMeanHours * (hours - meanHours);
        codeviation += fromMeanHours * (fromFirst - meanFromFirst);
        min = Math.min(min, value);
        max = Math.max(max, value);
        last = value;
        lastMicros = epochMicros;
    }

    long count() {
        return count;
    }

    @Nullable Double average() {
        return count == 0 ? null : first + meanFromFirst;
    }

    @Nullable Double min() {
        return count == 0 ? null : min;
    }

    @Nullable Double max() {
        return count == 0 ? null : max;
    }

    @Nullable Double last() {
        return count == 0 ? null : last;
    }

    @Nullable Long lastMillis() {
        return count == 0 ? null : Math.floorDiv(lastMicros, 1000L);
    }

    /** Of the averages; null when one of the windows is empty. */
    @Nullable Double change() {
        return count == 0 || countBefore == 0 ? null : first + meanFromFirst - meanBefore;
    }

    /** Of what the average was, whatever its sign; null when that was nothing. */
    @Nullable Double changePercent() {
        Double change = change();
        return change == null || meanBefore == 0 ? null : 100 * change / Math.abs(meanBefore);
    }

    /** Null below two points. */
    @Nullable Double slopePerHour() {
        return hoursDeviation == 0 ? null : codeviation / hoursDeviation;
    }
}
