package dev.andon.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of a block, or its targets, exact to the bit in the fewest bytes. NaN stands for none.
 */
sealed interface BlockNumbers {
    double at(int point);

    /** What they take in a row; roughly, where the row is packed. */
    int bytes(boolean packed);

    /** Not all of them NaN. */
    static BlockNumbers of(double[] numbers, int from, int to) {
        if (Constant.holds(numbers, from, to)) {
            return new Constant(numbers[from]);
        }
        Scaled scaled = Scaled.of(numbers, from, to);
        if (scaled != null) {
            return scaled;
        }
        double[] part = Arrays.copyOfRange(numbers, from, to);
        return Reals.hold(part) ? new Reals(part) : new Doubles(part);
    }

    record Constant(double number) implements BlockNumbers {
        @Override
        public double at(int point) {
            return number;
        }

        @Override
        public int bytes(boolean packed) {
            return Double.BYTES;
        }

        private static boolean holds(double[] numbers, int from, int to) {
            for (int i = from + 1; i < to; i++) {
                if (!sameBits(numbers[i], numbers[from])) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Decimals of few digits, as those of sensors and people are: whole numbers, divided by a power
     * of ten. Division rounds to the nearest double, as whoever read the decimal did, so that it
     * gives the very same one. Steps of a converter, 0.25 or 0.0122, become steps of one.
     */
    record Scaled(double base, float factor, float scale, Offsets offsets) implements BlockNumbers {
        /** The powers of ten that a float holds exactly. */
        private static final double[] POWERS = {
            1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10
        };

        /** Below it, all that is computed with whole numbers in doubles is exact. */
        private static final double MOST = 0x1p52;

        @Override
        public double at(int point) {
            int offset = offsets.numbers[point];
            return offset == Offsets.NONE ? Double.NaN : (offset * (double) factor + base) / scale;
        }

        @Override
        public int bytes(boolean packed) {
            return 2 * Double.BYTES + (packed ? offsets.packedBytes() : offsets.bytes());
        }

        private static @Nullable Scaled of(double[] numbers, int from, int to) {
            int digits = 0;
            for (int i = from; i < to; i++) {
                while (!isDecimal(numbers[i], digits)) {
                    if (++digits == POWERS.length) {
                        return null;
                    }
                }
            }
            long[] whole = new long[to - from];
            for (int i = 0; i < whole.length; i++) {
                double number = numbers[from + i];
                // Large numbers that come before small ones may have too many digits in all.
                if (!isDecimal(number, digits)) {
                    return null;
                }
                whole[i] = Double.isNaN(number) ? Grid.NO_NUMBER : whole(number, digits);
            }
            Grid grid = Grid.of(whole);
            if (grid != null && grid.unit() != (long) (float) grid.unit()) {
                grid = grid.fine();
            }
            return grid == null
                    ? null
                    : new Scaled(
                            (double) grid.middle(),
                            (float) grid.unit(),
                            (float) POWERS[digits],
                            grid.offsets(whole));
        }

        private static boolean isDecimal(double number, int digits) {
            if (Double.isNaN(number)) {
                return true;
            }
            // From a whole number there is no way back to -0.0, which is thereby no decimal.
            return Math.abs(number) <= MOST / POWERS[digits]
                    && sameBits((double) whole(number, digits) / POWERS[digits], number);
        }

        private static long whole(double number, int digits) {
            return (long) Math.rint(number * POWERS[digits]);
        }
    }

    /** Numbers that were floats, as those of many controllers are. */
    final class Reals implements BlockNumbers {
        final float[] numbers;

        private Reals(double[] numbers) {
            this.numbers = new float[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                this.numbers[i] = (float) numbers[i];
            }
        }

        Reals(float[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public double at(int point) {
            return numbers[point];
        }

        @Override
        public int bytes(boolean packed) {
            return Offsets.ARRAY_BYTES + numbers.length * Float.BYTES;
        }

        private static boolean hold(double[] numbers) {
            for (double number : numbers) {
                if (!Double.isNaN(number) && !sameBits((float) number, number)) {
                    return false;
                }
            }
            return true;
        }
    }

    final class Doubles implements BlockNumbers {
        final double[] numbers;

        Doubles(double[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public double at(int point) {
            return numbers[point];
        }

        @Override
        public int bytes(boolean packed) {
            return Offsets.ARRAY_BYTES + numbers.length * Double.BYTES;
        }
    }

    /** Zeros of either sign differ; any NaN is the same. */
    private static boolean sameBits(double left, double right) {
        return Double.doubleToLongBits(left) == Double.doubleToLongBits(right);
    }
}
