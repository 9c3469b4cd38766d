package dev.andon.query;

import org.jspecify.annotations.Nullable;

/**
 * Leaves so many points of a series that a line through them looks like a line through all: the
 * range is parted into equal buckets, each gives the points of its smallest and its largest value,
 * and the first and the last point stay. So an extreme that lasted for one sample is still there,
 * and nothing is there that was not measured. Takes points in order of time and keeps no more of
 * them than asked for.
 */
final class MinMaxReducer implements PointSink {
    /** First, last, and the two of a bucket. */
    static final int FEWEST = 4;

    private final long fromMicros;
    private final double bucketMicros;
    private final int most;
    private final Extremes smallest;
    private final Extremes largest;
    private @Nullable PointList few = new PointList();
    private long count;
    private Point first = Point.NONE;
    private Point last = Point.NONE;

    private record Point(long micros, double value, double target) {
        static final Point NONE = new Point(0, 0, 0);
    }

    /**
     * @param toMicros belongs to the range, as {@code fromMicros} does
     * @param most points that may be left, at least {@link #FEWEST}
     */
    MinMaxReducer(long fromMicros, long toMicros, int most) {
        int buckets = (most - 2) / 2;
        this.fromMicros = fromMicros;
        this.bucketMicros = (toMicros - fromMicros + 1.0) / buckets;
        this.most = most;
        this.smallest = new Extremes(buckets);
        this.largest = new Extremes(buckets);
    }

    @Override
    public void add(long micros, double value, double target) {
        if (count++ == 0) {
            first = new Point(micros, value, target);
        }
        last = new Point(micros, value, target);
        if (few == null) {
            spread(micros, value, target);
        } else if (few.size() < most) {
            few.add(micros, value, target);
        } else {
            few.forEach(this::spread);
            few = null;
            spread(micros, value, target);
        }
    }

    long count() {
        return count;
    }

    boolean isReduced() {
        return few == null;
    }

    /** In order of time. */
    PointList points() {
        if (few != null) {
            return few;
        }
        PointList kept = new PointList();
        keep(kept, first.micros, first.value, first.target);
        for (int bucket = 0; bucket < smallest.taken.length; bucket++) {
            if (smallest.taken[bucket]) {
                boolean rises = smallest.micros[bucket] <= largest.micros[bucket];
                (rises ? smallest : largest).keep(bucket, kept);
                (rises ? largest : smallest).keep(bucket, kept);
            }
        }
        keep(kept, last.micros, last.value, last.target);
        return kept;
    }

    private void spread(long micros, double value, double target) {
        int bucket =
                Math.min((int) ((micros - fromMicros) / bucketMicros), smallest.taken.length - 1);
        if (!smallest.taken[bucket] || value < smallest.values[bucket]) {
            smallest.take(bucket, micros, value, target);
        }
        if (!largest.taken[bucket] || value > largest.values[bucket]) {
            largest.take(bucket, micros, value, target);
        }
    }

    /** The same point may be the first, the smallest and the largest. */
    private static void keep(PointList kept, long micros, double value, double target) {
        if (kept.size() == 0 || micros > kept.epochMicros(kept.size() - 1)) {
            kept.add(micros, value, target);
        }
    }

    /** One point a bucket. */
    private static final class Extremes {
        private final boolean[] taken;
        private final long[] micros;
        private final double[] values;
        private final double[] targets;

        Extremes(int buckets) {
            taken = new boolean[buckets];
            micros = new long[buckets];
            values = new double[buckets];
            targets = new double[buckets];
        }

        void take(int bucket, long newMicros, double value, double target) {
            taken[bucket] = true;
            micros[bucket] = newMicros;
            values[bucket] = value;
            targets[bucket] = target;
        }

        void keep(int bucket, PointList kept) {
            MinMaxReducer.keep(kept, micros[bucket], values[bucket], targets[bucket]);
        }
    }
}
