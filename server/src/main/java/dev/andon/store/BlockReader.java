package dev.andon.store;

import static java.util.Objects.requireNonNull;

import java.io.DataInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What {@link BlockWriter} writes, read back. */
final class BlockReader {
    static final int HEADER_BYTES = BlockWriter.SIGNATURE.length + 2 * Integer.BYTES;
    static final int END = -1;

    private final DataInputStream input;

    BlockReader(DataInputStream input) throws IOException {
        this.input = input;
        input.skipNBytes(HEADER_BYTES);
    }

    /** Null after the last. */
    @Nullable SampleBlock next() throws IOException {
        if (input.readShort() == END) {
            return null;
        }
        int seriesId = requireNonNull(wholeNumber()).intValue();
        int points = requireNonNull(wholeNumber()).intValue();
        long first = requireNonNull(wholeNumber());
        long last = requireNonNull(wholeNumber());
        Pace pace = new Pace(wholeNumber(), wholeNumber(), wholeNumber(), wholeNumber());
        Scaling values = new Scaling(number(), number(), number());
        Scaling targets = new Scaling(number(), number(), number());
        return new SampleBlock(
                seriesId,
                first,
                last,
                points,
                pace.times(first, offsets()),
                requireNonNull(values.numbers(offsets(), reals(), doubles())),
                targets.numbers(offsets(), reals(), doubles()));
    }

    private record Pace(
            @Nullable Long step, @Nullable Long base, @Nullable Long pace, @Nullable Long unit) {
        BlockTimes times(long first, @Nullable Offsets offsets) {
            return offsets == null
                    ? new BlockTimes.Regular(first, requireNonNull(step))
                    : new BlockTimes.Irregular(
                            requireNonNull(base),
                            requireNonNull(pace),
                            requireNonNull(unit),
                            offsets);
        }
    }

    private record Scaling(@Nullable Double base, @Nullable Double factor, @Nullable Double scale) {
        @Nullable BlockNumbers numbers(
                @Nullable Offsets offsets, float @Nullable [] reals, double @Nullable [] doubles) {
            if (offsets != null) {
                return new BlockNumbers.Scaled(
                        requireNonNull(base),
                        requireNonNull(factor).floatValue(),
                        requireNonNull(scale).floatValue(),
                        offsets);
            }
            if (reals != null) {
                return new BlockNumbers.Reals(reals);
            }
            if (doubles != null) {
                return new BlockNumbers.Doubles(doubles);
            }
            return base == null ? null : new BlockNumbers.Constant(base);
        }
    }

    /** An integer or a bigint, whichever it is. */
    private @Nullable Long wholeNumber() throws IOException {
        return switch (input.readInt()) {
            case Integer.BYTES -> (long) input.readInt();
            case Long.BYTES -> input.readLong();
            default -> null;
        };
    }

    /** A real or a double precision, whichever it is. */
    private @Nullable Double number() throws IOException {
        return switch (input.readInt()) {
            case Float.BYTES -> (double) input.readFloat();
            case Double.BYTES -> input.readDouble();
            default -> null;
        };
    }

    private @Nullable Offsets offsets() throws IOException {
        Offsets offsets = null;
        for (Offsets.Width width : Offsets.Width.values()) {
            int length = arrayLength();
            if (length == 0) {
                continue;
            }
            int[] numbers = new int[length];
            for (int i = 0; i < length; i++) {
                numbers[i] = input.readInt() == BlockWriter.NULL ? Offsets.NONE : offset(width);
            }
            offsets = new Offsets(numbers, width);
        }
        return offsets;
    }

    private int offset(Offsets.Width width) throws IOException {
        return switch (width) {
            case CHARS -> input.readByte();
            case SHORTS -> input.readShort();
            case INTS -> input.readInt();
        };
    }

    private float @Nullable [] reals() throws IOException {
        int length = arrayLength();
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = input.readInt() == BlockWriter.NULL ? Float.NaN : input.readFloat();
        }
        return length == 0 ? null : numbers;
    }

    private double @Nullable [] doubles() throws IOException {
        int length = arrayLength();
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = input.readInt() == BlockWriter.NULL ? Double.NaN : input.readDouble();
        }
        return length == 0 ? null : numbers;
    }

    /** 0 for null: a block has no empty arrays. */
    private int arrayLength() throws IOException {
        if (input.readInt() == BlockWriter.NULL) {
            return 0;
        }
        // Dimensions, whether there are nulls, and the type, which the column says already.
        input.skipNBytes(3 * Integer.BYTES);
        int length = input.readInt();
        // Where it begins.
        input.skipNBytes(Integer.BYTES);
        return length;
    }
}
