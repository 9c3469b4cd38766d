package dev.andon.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

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

    /**
     * @param machineTags names of tags that mean the machine; the first one present counts
     */
    static void read(
            InputStream body, TimePrecision precision, List<String> machineTags, PointBatch batch)
            throws IOException {
        batch.hold(BUFFER_BYTES);
        try (body) {
            new LineProtocol(body, batch, new LineParser(batch, precision, machineTags)).readAll();
        }
    }

    private void readAll() throws IOException {
        boolean more = true;
        while (more) {
            more = fill();
            takeLines();
            if (from == 0 && to == buffer.length) {
                batch.reject(index++, "the line is longer than %d bytes".formatted(BUFFER_BYTES));
                more = skipRestOfLine();
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
                return quotes ? quotedLineEnd() : i;
            }
            quotes |= buffer[i] == '"';
        }
        return to;
    }

    /**
     * A quoted text may hold line ends, and what follows them must not be taken for a line. Quotes
     * mean something only after the first blank, where the fields begin.
     */
    private int quotedLineEnd() {
        boolean inFields = false;
        boolean inQuotes = false;
        for (int i = from; i < to; i++) {
            switch (buffer[i]) {
                case '\\' -> i++;
                case ' ' -> inFields = true;
                case '"' -> inQuotes = inFields && !inQuotes;
                case '\n' -> {
                    if (!inQuotes) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return to;
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

    private boolean skipRestOfLine() throws IOException {
        boolean more = true;
        while (more) {
            for (from = 0; from < to; from++) {
                if (buffer[from] == '\n') {
                    from++;
                    return true;
                }
            }
            more = fill();
        }
        return false;
    }
}
