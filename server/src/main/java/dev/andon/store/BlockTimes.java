package dev.andon.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** When the points of a block are, in microseconds since 1970. */
sealed interface BlockTimes {
    long at(int point);

    /** What they take in a row; roughly, where the row is packed. */
    int bytes(boolean packed);

    /**
     * Times strictly rise. Null where they are too many microseconds off every even pace, which no
     * two or fewer points are.
     */
    static @Nullable BlockTimes of(long[] micros, int from, int to) {
        long first = micros[from];
        long step = to - from == 1 ? 1 : micros[from + 1] - first;
        for (int i = from + 1; i < to; i++) {
            if (micros[i] - micros[i - 1] != step) {
                return Irregular.of(micros, from, to);
            }
        }
        return new Regular(first, step);
    }

    record Regular(long firstMicros, long stepMicros) implements BlockTimes {
        @Override
        public long at(int point) {
            return firstMicros + point * stepMicros;
        }

        @Override
        public int bytes(boolean packed) {
            return Long.BYTES;
        }
    }

    /**
     * @param baseMicros of point 0 if it kept the pace
     * @param offsets from the pace, in units
     */
    record Irregular(long baseMicros, long paceMicros, long unitMicros, Offsets offsets)
            implements BlockTimes {
        @Override
        public long at(int point) {
            return baseMicros + point * paceMicros + unitMicros * offsets.numbers[point];
        }

        @Override
        public int bytes(boolean packed) {
            return 3 * Long.BYTES + (packed ? offsets.packedBytes() : offsets.bytes());
        }

        /**
         * Machines that send every so often, and now and then do not, keep the usual step but for
         * few and equal offsets; those whose clock is read late keep a step of whole seconds;
         * points by chance keep closest to the mean.
         */
        private static @Nullable Irregular of(long[] micros, int from, int to) {
            long mean = (micros[to - 1] - micros[from]) / (to - from - 1);
            long[] paces = {
                usualStep(micros, from, to), rounded(mean, 1_000_000), rounded(mean, 1_000), mean
            };
            Irregular best = null;
            for (long pace : paces) {
                Irregular other = atPace(pace, micros, from, to);
                if (best == null
                        || (other != null
                                && other.offsets.packedBytes() < best.offsets.packedBytes())) {
                    best = other;
                }
            }
            return best;
        }

        private static @Nullable Irregular atPace(long pace, long[] micros, int from, int to) {
            long[] off = new long[to - from];
            for (int i = 0; i < off.length; i++) {
                off[i] = micros[from + i] - micros[from] - i * pace;
            }
            Grid grid = Grid.of(off);
            return grid == null
                    ? null
                    : new Irregular(
                            micros[from] + grid.middle(), pace, grid.unit(), grid.offsets(off));
        }

        private static long usualStep(long[] micros, int from, int to) {
            long[] steps = new long[to - from - 1];
            for (int i = 0; i < steps.length; i++) {
                steps[i] = micros[from + i + 1] - micros[from + i];
            }
            Arrays.sort(steps);
            return steps[steps.length / 2];
        }

        private static long rounded(long micros, long unit) {
            return (micros + unit / 2) / unit * unit;
        }
    }
}
