package dev.andon.store;

import java.util.Arrays;

/**
 * Arrived points by day, series and time, with all arrivals of one point together. Every writer
 * inserts in this order, so that two never wait for each other in a circle.
 */
final class SortedSamples {
    static final long MICROS_A_DAY = 86_400_000_000L;

    final Samples samples;

    /** Arrival indexes in the order of the class comment; arrivals of one point stay in theirs. */
    private final int[] order;

    /** Where in the order each distinct point begins; the last element is the end of all. */
    private final int[] starts;

    private SortedSamples(Samples samples, int[] order, int[] starts) {
        this.samples = samples;
        this.order = order;
        this.starts = starts;
    }

    static SortedSamples of(Samples samples) {
        int[] order = sort(samples);
        int[] starts = new int[order.length + 1];
        int points = 0;
        for (int i = 0; i < order.length; i++) {
            if (i == 0 || !samples.samePoint(order[i - 1], order[i])) {
                starts[points++] = i;
            }
        }
        starts[points] = order.length;
        return new SortedSamples(samples, order, Arrays.copyOf(starts, points + 1));
    }

    /** How many distinct points there are. */
    int points() {
        return starts.length - 1;
    }

    int arrivals(int point) {
        return starts[point + 1] - starts[point];
    }

    int arrival(int point, int number) {
        return order[starts[point] + number];
    }

    int first(int point) {
        return order[starts[point]];
    }

    /** The arrival that stays: the newest wins. */
    int last(int point) {
        return order[starts[point + 1] - 1];
    }

    int seriesId(int point) {
        return samples.series[first(point)];
    }

    long epochMicros(int point) {
        return samples.epochMicros[first(point)];
    }

    /** Days since 1970-01-01, UTC. */
    int epochDay(int point) {
        return (int) Math.floorDiv(epochMicros(point), MICROS_A_DAY);
    }

    /**
     * Least significant key first; each pass is stable. Time is rarely out of order in a series.
     */
    private static int[] sort(Samples samples) {
        int[] arrived = new int[samples.size()];
        Arrays.setAll(arrived, index -> index);
        long[] series = new long[arrived.length];
        Arrays.setAll(series, index -> samples.series[index]);
        int[] order = RadixSort.sort(arrived.clone(), series);
        if (!ascending(samples, order)) {
            order = RadixSort.sort(RadixSort.sort(arrived, sinceFirst(samples, 1)), series);
        }
        return RadixSort.sort(order, sinceFirst(samples, MICROS_A_DAY));
    }

    private static boolean ascending(Samples samples, int[] order) {
        for (int i = 1; i < order.length; i++) {
            if (samples.series[order[i - 1]] == samples.series[order[i]]
                    && samples.epochMicros[order[i - 1]] > samples.epochMicros[order[i]]) {
                return false;
            }
        }
        return true;
    }

    private static long[] sinceFirst(Samples samples, long unitMicros) {
        long[] units = new long[samples.size()];
        long first = Long.MAX_VALUE;
        for (int i = 0; i < units.length; i++) {
            units[i] = Math.floorDiv(samples.epochMicros[i], unitMicros);
            first = Math.min(first, units[i]);
        }
        for (int i = 0; i < units.length; i++) {
            units[i] -= first;
        }
        return units;
    }
}
