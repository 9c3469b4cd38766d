package dev.andon.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Rows of {@code samples} in PostgreSQL's binary COPY format; one buffer, no object a row. */
final class CopyBuffer {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private static final byte[] SIGNATURE =
            "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int MAX_ROW_BYTES = 46;
    private static final int TRAILER_BYTES = 2;
    private static final int NULL = -1;

    /** PostgreSQL counts its microseconds from 2000-01-01. */
    static final long EPOCH_OFFSET_MICROS = 946_684_800_000_000L;

    private final byte[] bytes = new byte[64 * 1024];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    boolean full() {
        return length + MAX_ROW_BYTES + TRAILER_BYTES > bytes.length;
    }

    void clear() {
        length = 0;
    }

    /** The signature, no flags, no header extension. */
    void header() {
        System.arraycopy(SIGNATURE, 0, bytes, length, SIGNATURE.length);
        length += SIGNATURE.length;
        putInt(0);
        putInt(0);
    }

    void row(int seriesId, long epochMicros, double value, double target) {
        putShort(4);
        putInt(Integer.BYTES);
        putInt(seriesId);
        putInt(Long.BYTES);
        putLong(epochMicros - EPOCH_OFFSET_MICROS);
        putInt(Double.BYTES);
        putLong(Double.doubleToRawLongBits(value));
        if (Double.isNaN(target)) {
            putInt(NULL);
        } else {
            putInt(Double.BYTES);
            putLong(Double.doubleToRawLongBits(target));
        }
    }

    void trailer() {
        putShort(-1);
    }

    private void putShort(int value) {
        SHORT.set(bytes, length, (short) value);
        length += Short.BYTES;
    }

    private void putInt(int value) {
        INT.set(bytes, length, value);
        length += Integer.BYTES;
    }

    private void putLong(long value) {
        LONG.set(bytes, length, value);
        length += Long.BYTES;
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
    }
}
