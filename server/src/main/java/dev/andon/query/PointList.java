package dev.andon.query;

import java.util.Arrays;

/** Points of one series in the order in which they came, in columns to stay small. */
final class PointList implements PointSink {
    private static final int FIRST_CAPACITY = 64;

    private long[] epochMicros = new long[FIRST_CAPACITY];
    private double[] values = new double[FIRST_CAPACITY];
    private double[] targets = new double[FIRST_CAPACITY];
    private int size;

    @Override
    public void add(long micros, double value, double target) {
        if (size == values.length) {
            epochMicros = Arrays.copyOf(epochMicros, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            targets = Arrays.copyOf(targets, 2 * size);
        }
        epochMicros[size] = micros;
        values[size] = value;
        targets[size] = target;
        size++;
    }

    int size() {
        return size;
    }

    long epochMicros(int index) {
        return epochMicros[index];
    }

    double value(int index) {
        return values[index];
    }

    /** NaN where there is none. */
    double target(int index) {
        return targets[index];
    }

    void forEach(PointSink sink) {
        for (int index = 0; index < size; index++) {
            sink.add(epochMicros[index], values[index], targets[index]);
        }
    }

    PointList reversed() {
        PointList reversed = new PointList();
        for (int index = size - 1; index >= 0; index--) {
            reversed.add(epochMicros[index], values[index], targets[index]);
        }
        return reversed;
    }
}
