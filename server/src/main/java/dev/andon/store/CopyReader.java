package dev.andon.store;

import java.nio.ByteBuffer;

/** Reads rows of {@code samples} in PostgreSQL's binary COPY format; a message holds whole rows. */
final class CopyReader {
    private static final int SIGNATURE_BYTES = 11;
    private static final int END = -1;

    private final Samples to;
    private boolean begun;

    CopyReader(Samples to) {
        this.to = to;
    }

    void read(byte[] message) {
        ByteBuffer rows = ByteBuffer.wrap(message);
        if (!begun) {
            rows.position(SIGNATURE_BYTES + Integer.BYTES);
            int extensionBytes = rows.getInt();
            rows.position(rows.position() + extensionBytes);
            begun = true;
        }
        while (rows.hasRemaining()) {
            if (rows.getShort() == END) {
                return;
            }
            rows.getInt();
            int seriesId = rows.getInt();
            rows.getInt();
            long micros = rows.getLong() + CopyBuffer.EPOCH_OFFSET_MICROS;
            rows.getInt();
            double value = rows.getDouble();
            double target = rows.getInt() < 0 ? Double.NaN : rows.getDouble();
            to.add(seriesId, micros, value, target);
        }
    }
}
