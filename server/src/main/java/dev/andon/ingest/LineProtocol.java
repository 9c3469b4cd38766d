package dev.andon.ingest;

import java.io.IOException;
import java.io.InputStream;

/** The door of InfluxDB's line protocol: cuts a stream into lines, in constant memory. */
final class LineProtocol {
    /** Also the longest line; one line is one machine at one moment, and far shorter. */
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream body;
    private final PointBatch batch;
    private final LineParser parser;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private int index;

    private LineProtocol(InputStream body, PointBatch batch, LineParser parser) {
        this.body = body;
        this.batch = batch;
        this.parser = parser;
    }

    static void read(InputStream body, TimePrecision precision, TagMapping tags, PointBatch batch)
            throws IOException {
        try (body) {
            batch.hold(BUFFER_BYTES);
            new LineProtocol(body, batch, new LineParser(batch, precision, tags)).readAll();
        }
    }

    private void readAll() throws IOException {
        boolean more = true;
        while (more) {
            more = fill();
            takeLines();
            if (from == 0 && to == buffer.length) {
                batch.reject(
                        index++,
                        RejectionKind.LINE_TOO_LONG,
                        "the line is longer than %d bytes".formatted(BUFFER_BYTES));
                more = skipLine();
            }
        }
        if (from < to) {
            takeLine(to);
        }
    }

    private void takeLines() {
        for (int end = lineEnd(); end < to; end = lineEnd()) {
            takeLine(end);
            index++;
            from = end + 1;
        }
    }

    private void takeLine(int end) {
        if (batch.passOn()) {
            parser.forgetPlaces();
        }
        parser.line(index, buffer, from, end);
    }

    /** Where the line that begins at {@link #from} ends, or {@link #to} if it goes on. */
    private int lineEnd() {
        boolean quotes = false;
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return quotes ? lineEndBehindQuotes() : i;
            }
            quotes |= buffer[i] == '"';
        }
        return to;
    }

    private int lineEndBehindQuotes() {
        LineEnd end = new LineEnd();
        int i = from;
        while (i < to && !end.isAt(buffer[i])) {
            i++;
        }
        return i;
    }

    /** Reads what there is behind what is left; false at the end of the body. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int count = body.read(buffer, to, buffer.length - to);
        to += Math.max(count, 0);
        return count >= 0;
    }

    /** Leaves out a line that does not fit; false at the end of the body. */
    private boolean skipLine() throws IOException {
        LineEnd end = new LineEnd();
        boolean more = true;
        while (more) {
            while (from < to) {
                if (end.isAt(buffer[from++])) {
                    return true;
                }
            }
            more = fill();
        }
        return false;
    }
}
