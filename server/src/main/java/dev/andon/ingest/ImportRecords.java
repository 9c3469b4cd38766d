package dev.andon.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts the body of an import into records, in constant memory. */
final class ImportRecords {
    private static final int BUFFER_BYTES = 4 * RecordEnd.LONGEST;

    private final InputStream body;
    private final PointBatch batch;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private boolean last;

    /** What takes a record; its line end is still there. */
    interface Sink {
        void record(int index, byte[] bytes, int from, int to);
    }

    ImportRecords(InputStream body, PointBatch batch) {
        batch.hold(BUFFER_BYTES);
        this.body = body;
        this.batch = batch;
    }

    /** The first record by itself, for example a header; its bytes are the caller's. */
    byte[] first(RecordEnd ends) throws IOException {
        int end = next(ends);
        byte[] record = Arrays.copyOfRange(buffer, from, Math.max(from, end));
        from += record.length;
        return record;
    }

    /** All records that are left. */
    void read(RecordEnd ends, Sink sink) throws IOException {
        int index = 0;
        for (int end = next(ends); end != RecordEnd.NONE; end = next(ends)) {
            if (end - from > RecordEnd.LONGEST) {
                reject(index);
            } else {
                sink.record(index, buffer, from, end);
            }
            from = end;
            index++;
        }
    }

    /** Where the next record ends; NONE at the end of the body. */
    private int next(RecordEnd ends) throws IOException {
        int end = from == to ? RecordEnd.NONE : ends.after(buffer, from, to, last);
        while (end == RecordEnd.NONE && !last) {
            if (from == 0 && to == buffer.length) {
                // Only the end of this one matters, and that it is too long.
                from = to - RecordEnd.LONGEST - 1;
            }
            fill();
            end = from == to ? RecordEnd.NONE : ends.after(buffer, from, to, last);
        }
        return end;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int count = body.read(buffer, to, buffer.length - to);
        last = count < 0;
        to += Math.max(count, 0);
    }

    private void reject(int index) {
        batch.reject(
                index,
                RejectionKind.LINE_TOO_LONG,
                "the record is longer than %d bytes".formatted(RecordEnd.LONGEST));
    }
}
