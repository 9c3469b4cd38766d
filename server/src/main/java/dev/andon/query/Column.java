package dev.andon.query;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The values of one field, stored as compactly as a million of them deserve. Filled by one thread
 * inside this package, never changed once it is part of a {@link Frame}.
 */
public abstract sealed class Column {
    private static final int FIRST_CAPACITY = 64;

    private final BitSet nulls = new BitSet();
    private int size;

    private Column() {}

    public final int size() {
        return size;
    }

    public final boolean isNull(int row) {
        return nulls.get(row);
    }

    public final boolean hasNulls() {
        return !nulls.isEmpty();
    }

    /** The value as text, null for a missing one; what a variable's options are made of. */
    public final @Nullable String text(int row) {
        return isNull(row) ? null : print(row);
    }

    /** An empty column of the same type. */
    abstract Column fresh();

    /** Adds the value that another column of the same type has in a row. */
    final void appendFrom(Column other, int row) {
        if (other.isNull(row)) {
            appendNull();
        } else {
            copy(other, row);
        }
    }

    final void appendNull() {
        nulls.set(claim());
    }

    /** Adds missing values to an empty column, to be replaced one by one. */
    final void appendNulls(int count) {
        grow(count);
        nulls.set(0, count);
        size = count;
    }

    final void setNull(int row, boolean isNull) {
        nulls.set(row, isNull);
    }

    /** Of the rows from one on only those that are marked stay, in their order. */
    final void retain(int from, BitSet kept) {
        int to = from;
        for (int row = kept.nextSetBit(from); row >= 0; row = kept.nextSetBit(row + 1)) {
            move(row, to);
            nulls.set(to, nulls.get(row));
            to++;
        }
        nulls.clear(to, size);
        size = to;
    }

    abstract String print(int row);

    abstract void copy(Column other, int row);

    abstract void move(int row, int to);

    abstract void grow(int capacity);

    abstract int capacity();

    /** About how much memory it takes. */
    long bytes() {
        return (long) Long.BYTES * capacity();
    }

    /** The row of the next value, with room for it. */
    final int claim() {
        if (size == capacity()) {
            grow(Math.max(FIRST_CAPACITY, size + (size >> 1)));
        }
        return size++;
    }

    /** Instants, as Grafana sends them: milliseconds since 1970, UTC. */
    public static final class Times extends Column {
        private long[] millis = {};

        public long epochMillis(int row) {
            return millis[row];
        }

        void append(long epochMillis) {
            int row = claim();
            millis[row] = epochMillis;
        }

        @Override
        Column fresh() {
            return new Times();
        }

        @Override
        String print(int row) {
            return Long.toString(millis[row]);
        }

        @Override
        void copy(Column other, int row) {
            append(((Times) other).millis[row]);
        }

        @Override
        void move(int row, int to) {
            millis[to] = millis[row];
        }

        @Override
        void grow(int capacity) {
            millis = Arrays.copyOf(millis, capacity);
        }

        @Override
        int capacity() {
            return millis.length;
        }
    }

    /** Whole numbers of 16, 32 or 64 bits. */
    public static final class Integers extends Column {
        private final int bits;
        private long[] numbers = {};

        Integers(int bits) {
            this.bits = bits;
        }

        public int bits() {
            return bits;
        }

        public long number(int row) {
            return numbers[row];
        }

        void append(long number) {
            int row = claim();
            numbers[row] = number;
        }

        @Override
        Column fresh() {
            return new Integers(bits);
        }

        @Override
        String print(int row) {
            return Long.toString(numbers[row]);
        }

        @Override
        void copy(Column other, int row) {
            append(((Integers) other).numbers[row]);
        }

        @Override
        void move(int row, int to) {
            numbers[to] = numbers[row];
        }

        @Override
        void grow(int capacity) {
            numbers = Arrays.copyOf(numbers, capacity);
        }

        @Override
        int capacity() {
            return numbers.length;
        }
    }

    /** Floating point numbers; NaN and the infinities are values, not missing ones. */
    public static final class Doubles extends Column {
        private double[] numbers = {};

        static Doubles ofNulls(int size) {
            Doubles column = new Doubles();
            column.appendNulls(size);
            return column;
        }

        public double number(int row) {
            return numbers[row];
        }

        void set(int row, double number) {
            setNull(row, false);
            numbers[row] = number;
        }

        /** Takes over what another column has in a row of its own. */
        void setFrom(Doubles other, int otherRow, int row) {
            setNull(row, other.isNull(otherRow));
            numbers[row] = other.numbers[otherRow];
        }

        void append(double number) {
            int row = claim();
            numbers[row] = number;
        }

        @Override
        Column fresh() {
            return new Doubles();
        }

        @Override
        String print(int row) {
            return Numbers.text(numbers[row]);
        }

        @Override
        void copy(Column other, int row) {
            append(((Doubles) other).numbers[row]);
        }

        @Override
        void move(int row, int to) {
            numbers[to] = numbers[row];
        }

        @Override
        void grow(int capacity) {
            numbers = Arrays.copyOf(numbers, capacity);
        }

        @Override
        int capacity() {
            return numbers.length;
        }
    }

    /** Truth values. */
    public static final class Booleans extends Column {
        private boolean[] truths = {};

        public boolean truth(int row) {
            return truths[row];
        }

        void append(boolean truth) {
            int row = claim();
            truths[row] = truth;
        }

        @Override
        Column fresh() {
            return new Booleans();
        }

        @Override
        String print(int row) {
            return Boolean.toString(truths[row]);
        }

        @Override
        void copy(Column other, int row) {
            append(((Booleans) other).truths[row]);
        }

        @Override
        void move(int row, int to) {
            truths[to] = truths[row];
        }

        @Override
        void grow(int capacity) {
            truths = Arrays.copyOf(truths, capacity);
        }

        @Override
        int capacity() {
            return truths.length;
        }
    }

    /** Text, and everything that has no better form. */
    public static final class Texts extends Column {
        private static final int OVERHEAD_BYTES = 48;

        private String[] texts = {};

        void append(String text) {
            int row = claim();
            texts[row] = text;
        }

        @Override
        Column fresh() {
            return new Texts();
        }

        @Override
        String print(int row) {
            return texts[row];
        }

        @Override
        void copy(Column other, int row) {
            append(((Texts) other).texts[row]);
        }

        @Override
        void move(int row, int to) {
            texts[to] = texts[row];
        }

        @Override
        void grow(int capacity) {
            texts = Arrays.copyOf(texts, capacity);
        }

        @Override
        long bytes() {
            long bytes = super.bytes();
            for (int row = 0; row < size(); row++) {
                bytes += texts[row] == null ? 0 : OVERHEAD_BYTES + texts[row].length();
            }
            return bytes;
        }

        @Override
        int capacity() {
            return texts.length;
        }
    }
}
