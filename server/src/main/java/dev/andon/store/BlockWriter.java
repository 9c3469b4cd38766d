package dev.andon.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Rows of {@code sample_blocks} in PostgreSQL's binary COPY format; one buffer for all. */
final class BlockWriter {
    static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    static final int NULL = -1;

    private static final int COLUMNS = 27;

    /** The numbers that these types have in every PostgreSQL. */
    private static final int REAL = 700;

    private static final int DOUBLE = 701;

    private static final int MOST_BYTES_WITHOUT_ARRAYS = 1024;

    /** Of times, values and targets, each with the length that precedes every number. */
    private static final int MOST_BYTES_A_POINT = 8 + 12 + 12;

    private ByteBuffer buffer = ByteBuffer.allocate(256 * 1024);

    byte[] bytes() {
        return buffer.array();
    }

    int length() {
        return buffer.position();
    }

    void clear() {
        buffer.clear();
    }

    /** Whether a row fits in what is left of the buffer. */
    boolean fits(SampleBlock block) {
        return buffer.remaining() >= mostBytes(block);
    }

    /** The signature, no flags, no header extension. */
    void header() {
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    void trailer() {
        buffer.putShort((short) -1);
    }

    /** A row that does not fit into an empty buffer makes it grow. */
    void row(SampleBlock block) {
        if (buffer.position() == 0 && !fits(block)) {
            buffer = ByteBuffer.allocate(mostBytes(block));
        }
        buffer.putShort((short) COLUMNS);
        field(block.seriesId());
        field(block.points());
        field(block.firstMicros());
        field(block.lastMicros());
        times(block.times());
        scaling(block.values());
        scaling(block.targets());
        offsets(
                block.times() instanceof BlockTimes.Irregular irregular
                        ? irregular.offsets()
                        : null);
        arrays(block.values());
        arrays(block.targets());
    }

    private static int mostBytes(SampleBlock block) {
        return MOST_BYTES_WITHOUT_ARRAYS + block.points() * MOST_BYTES_A_POINT;
    }

    /** Step, base, pace and unit. */
    private void times(BlockTimes times) {
        switch (times) {
            case BlockTimes.Regular regular -> {
                field(regular.stepMicros());
                nulls(3);
            }
            case BlockTimes.Irregular irregular -> {
                nulls(1);
                field(irregular.baseMicros());
                field(irregular.paceMicros());
                field(irregular.unitMicros());
            }
        }
    }

    /** Base, factor and scale. */
    private void scaling(@Nullable BlockNumbers numbers) {
        switch (numbers) {
            case BlockNumbers.Constant constant -> {
                field(constant.number());
                nulls(2);
            }
            case BlockNumbers.Scaled scaled -> {
                field(scaled.base());
                field(scaled.factor());
                field(scaled.scale());
            }
            case BlockNumbers.Reals _, BlockNumbers.Doubles _ -> nulls(3);
            case null -> nulls(3);
        }
    }

    /** Chars, shorts, ints, reals and doubles: one of them is there, or none. */
    private void arrays(@Nullable BlockNumbers numbers) {
        offsets(numbers instanceof BlockNumbers.Scaled scaled ? scaled.offsets() : null);
        if (numbers instanceof BlockNumbers.Reals reals) {
            reals(reals.numbers);
        } else {
            nulls(1);
        }
        if (numbers instanceof BlockNumbers.Doubles doubles) {
            doubles(doubles.numbers);
        } else {
            nulls(1);
        }
    }

    private void offsets(@Nullable Offsets offsets) {
        for (Offsets.Width width : Offsets.Width.values()) {
            if (offsets == null || offsets.width != width) {
                nulls(1);
                continue;
            }
            int start = beginArray(width.typeNumber, offsets.numbers.length);
            for (int number : offsets.numbers) {
                if (number == Offsets.NONE) {
                    buffer.putInt(NULL);
                } else {
                    buffer.putInt(width.bytes);
                    switch (width) {
                        case CHARS -> buffer.put((byte) number);
                        case SHORTS -> buffer.putShort((short) number);
                        case INTS -> buffer.putInt(number);
                    }
                }
            }
            endArray(start);
        }
    }

    private void reals(float[] numbers) {
        int start = beginArray(REAL, numbers.length);
        for (float number : numbers) {
            if (Float.isNaN(number)) {
                buffer.putInt(NULL);
            } else {
                field(number);
            }
        }
        endArray(start);
    }

    private void doubles(double[] numbers) {
        int start = beginArray(DOUBLE, numbers.length);
        for (double number : numbers) {
            if (Double.isNaN(number)) {
                buffer.putInt(NULL);
            } else {
                field(number);
            }
        }
        endArray(start);
    }

    /** One dimension that begins at 1. PostgreSQL looks for nulls itself. */
    private int beginArray(int typeNumber, int numbers) {
        int start = buffer.position();
        buffer.putInt(0).putInt(1).putInt(0).putInt(typeNumber).putInt(numbers).putInt(1);
        return start;
    }

    private void endArray(int start) {
        buffer.putInt(start, buffer.position() - start - Integer.BYTES);
    }

    private void field(int value) {
        buffer.putInt(Integer.BYTES).putInt(value);
    }

    private void field(long value) {
        buffer.putInt(Long.BYTES).putLong(value);
    }

    private void field(float value) {
        buffer.putInt(Float.BYTES).putFloat(value);
    }

    private void field(double value) {
        buffer.putInt(Double.BYTES).putDouble(value);
    }

    private void nulls(int columns) {
        for (int column = 0; column < columns; column++) {
            buffer.putInt(NULL);
        }
    }
}
