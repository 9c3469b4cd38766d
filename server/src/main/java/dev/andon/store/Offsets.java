package dev.andon.store;

/** Small whole numbers, one a point, and the array type of PostgreSQL that holds them. */
final class Offsets {
    /** Stands for null; no offset is so small. */
    static final int NONE = Integer.MIN_VALUE;

    /** Around their middle, so many are told apart in 4 bytes without {@link #NONE}. */
    static final long MOST_STEPS = (1L << Integer.SIZE) - 2;

    final int[] numbers;
    final Width width;

    Offsets(int[] numbers, Width width) {
        this.numbers = numbers;
        this.width = width;
    }

    enum Width {
        CHARS(1, 18),
        SHORTS(2, 21),
        INTS(4, 23);

        final int bytes;

        /** The number that the element type has in every PostgreSQL. */
        final int typeNumber;

        Width(int bytes, int typeNumber) {
            this.bytes = bytes;
            this.typeNumber = typeNumber;
        }

        /** The narrowest for offsets so many steps apart. */
        static Width of(long steps) {
            return steps < 1 << Byte.SIZE ? CHARS : steps < 1 << Short.SIZE ? SHORTS : INTS;
        }
    }
}
