package dev.andon.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** When the points of a block are, in microseconds since 1970. */
sealed interface BlockTimes {
    long at(int point);

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

        /**
         * Machines that send every so often, and now and then do not, keep the usual step but for
         * small or equal offsets; points by chance keep closest to the mean.
         */
        private static @Nullable Irregular of(long[] micros, int from, int to) {
            Irregular usual = atPace(usualStep(micros, from, to), micros, from, to);
            Irregular mean = atPace(meanStep(micros, from, to), micros, from, to);
            if (usual == null || mean == null) {
                return usual == null ? mean : usual;
            }
            return mean.offsets.width.bytes < usual.offsets.width.bytes ? mean : usual;
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

        /** In whole units of the times, so that the offsets are too. */
        private static long meanStep(long[] micros, int from, int to) {
            long[] since = new long[to - from];
            for (int i = 0; i < since.length; i++) {
                since[i] = micros[from + i] - micros[from];
            }
            Grid grid = Grid.of(since);
            long unit = grid == null ? 1 : grid.unit();
            return since[since.length - 1] / (since.length - 1) / unit * unit;
        }
    }
}
