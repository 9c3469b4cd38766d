package dev.andon.store;

/**
 * Points to append, in the order in which they arrived, in columns: a point costs 28 bytes and no
 * object. Filled by one thread, then handed to {@link SampleStore#append}.
 */
public final class Samples {
    final int[] series;
    final long[] epochMicros;
    final double[] values;
    final double[] targets;
    private int size;

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
        series[size] = seriesId;
        epochMicros[size] = micros;
        values[size] = value;
        targets[size] = target;
        size++;
    }

    public int size() {
        return size;
    }

    boolean samePoint(int left, int right) {
        return series[left] == series[right] && epochMicros[left] == epochMicros[right];
    }

    /** Equal as PostgreSQL compares: 0.0 equals -0.0, and no target equals no target. */
    boolean sameValues(int left, int right) {
        return values[left] == values[right]
                && (targets[left] == targets[right]
                        || (Double.isNaN(targets[left]) && Double.isNaN(targets[right])));
    }
}
