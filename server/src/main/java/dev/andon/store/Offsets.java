package dev.andon.store;

/** Small whole numbers, one a point, and the array type of PostgreSQL that holds them. */
final class Offsets {
    /** Stands for null; no offset is so small. */
    static final int NONE = Integer.MIN_VALUE;

    /** Around their middle, so many are told apart in 4 bytes without {@link #NONE}. */
    static final long MOST_STEPS = (1L << Integer.SIZE) - 2;

    /** What every array has before its elements. */
    static final int ARRAY_BYTES = 24;

    private static final int BYTES_A_RUN = 4;

    final int[] numbers;
    final Width width;

    Offsets(int[] numbers, Width width) {
        this.numbers = numbers;
        this.width = width;
    }

    /** In a row, as they are. */
    int bytes() {
        return ARRAY_BYTES + numbers.length * width.bytes;
    }

    /** In a row that PostgreSQL compresses, roughly: runs of equal numbers take little. */
    int packedBytes() {
        int changes = 0;
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i] != numbers[i - 1]) {
                changes++;
            }
        }
        return Math.min(bytes(), ARRAY_BYTES + changes * (width.bytes + BYTES_A_RUN));
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
