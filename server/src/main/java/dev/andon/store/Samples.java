package dev.andon.store;

import java.util.Arrays;

/**
 * Points to append, in the order in which they arrived, in columns: a point costs 28 bytes and no
 * object. Filled by one thread, then handed to {@link SampleStore#append}.
 */
public final class Samples {
    int[] series;
    long[] epochMicros;
    double[] values;
    double[] targets;
    private int size;

    /**
     * @param capacity for so many points no memory has to be asked for again
     */
    public Samples(int capacity) {
        series = new int[capacity];
        epochMicros = new long[capacity];
        values = new double[capacity];
        targets = new double[capacity];
    }

    /**
     * @param micros microseconds since 1970-01-01T00:00:00Z
     * @param target NaN where there is none
     */
    public void add(int seriesId, long micros, double value, double target) {
        if (size == series.length) {
            grow();
        }
        series[size] = seriesId;
        epochMicros[size] = micros;
        values[size] = value;
        targets[size] = target;
        size++;
    }

    private void grow() {
        int capacity = Math.max(16, size + size / 2);
        series = Arrays.copyOf(series, capacity);
        epochMicros = Arrays.copyOf(epochMicros, capacity);
        values = Arrays.copyOf(values, capacity);
        targets = Arrays.copyOf(targets, capacity);
    }

    public int size() {
        return size;
    }

    boolean samePoint(int left, int right) {
        return series[left] == series[right] && epochMicros[left] == epochMicros[right];
    }

    /** Adds the row that another has there. */
    void add(Samples from, int row) {
        add(from.series[row], from.epochMicros[row], from.values[row], from.targets[row]);
    }

    /** Equal as PostgreSQL compares: 0.0 equals -0.0, and no target equals no target. */
    boolean sameValues(int left, int right) {
        return sameValues(left, values[right], targets[right]);
    }

    boolean sameValues(int row, double value, double target) {
        return values[row] == value
                && (targets[row] == target || (Double.isNaN(targets[row]) && Double.isNaN(target)));
    }
}
