package dev.andon.store;

import org.jspecify.annotations.Nullable;

/**
 * Evenly spaced whole numbers, from the least of a block's to the greatest: each number is stored
 * as its distance from the middle, in units.
 *
 * @param unit the greatest that divides all distances between the numbers
 */
record Grid(long least, long unit, long steps) {
    /** Among numbers, stands for the lack of one. */
    static final long NO_NUMBER = Long.MIN_VALUE;

    /** The grid of numbers below 2^62 in size; null where their distances do not fit in 4 bytes. */
    static @Nullable Grid of(long[] numbers) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (long number : numbers) {
            if (number != NO_NUMBER) {
                least = Math.min(least, number);
                greatest = Math.max(greatest, number);
            }
        }
        long unit = 0;
        for (int i = 0; i < numbers.length && unit != 1; i++) {
            if (numbers[i] != NO_NUMBER) {
                unit = greatestCommonDivisor(unit, numbers[i] - least);
            }
        }
        unit = Math.max(unit, 1);
        return ofWidth(least, unit, (greatest - least) / unit);
    }

    /** The same numbers in units of one. */
    @Nullable Grid fine() {
        return ofWidth(least, 1, unit * steps);
    }

    long middle() {
        return least + unit * ((steps + 1) / 2);
    }

    Offsets offsets(long[] numbers) {
        long middle = middle();
        int[] offsets = new int[numbers.length];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] =
                    numbers[i] == NO_NUMBER ? Offsets.NONE : (int) ((numbers[i] - middle) / unit);
        }
        return new Offsets(offsets, Offsets.Width.of(steps));
    }

    private static @Nullable Grid ofWidth(long least, long unit, long steps) {
        return steps <= Offsets.MOST_STEPS ? new Grid(least, unit, steps) : null;
    }

    private static long greatestCommonDivisor(long left, long right) {
        while (right != 0) {
            long rest = left % right;
            left = right;
            right = rest;
        }
        return left;
    }
}
