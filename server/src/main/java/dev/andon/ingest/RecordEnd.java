package dev.andon.ingest;

import java.nio.charset.StandardCharsets;

/**
 * Where a record of a file ends: one line, but for texts in quotes that hold line ends, and for
 * JSON objects of an array. Who cuts a file into requests and who reads them ask the same, so that
 * both count the same records.
 */
public interface RecordEnd {
    /** The answer when the bytes do not hold all of the record. */
    int NONE = -1;

    /** A longer record has lost its end: a text in quotes that does not end would take the rest. */
    int LONGEST = 64 * 1024;

    /** Means any of comma, semicolon and tab, while it is not known which. */
    char ANY_DELIMITER = 0;

    /** The place behind a record that begins at {@code from} as its format has it, or NONE. */
    int regular(byte[] bytes, int from, int to);

    /**
     * The place behind the record that begins at {@code from}. One that has lost its end is cut off
     * after its first line, so that it costs only itself.
     *
     * @param last whether no more bytes follow; then there is always an answer
     */
    default int after(byte[] bytes, int from, int to, boolean last) {
        int most = Math.min(to, from + LONGEST);
        int end = regular(bytes, from, most);
        if (end != NONE || (to - from < LONGEST && !last)) {
            return end;
        }
        int line = line(bytes, from, to);
        return line == NONE && last ? to : line;
    }

    /**
     * @param delimiter of CSV
     */
    static RecordEnd of(ImportFormat format, char delimiter) {
        return switch (format) {
            case LINE -> RecordEnd::ofLineProtocol;
            case CSV -> (bytes, from, to) -> ofCsv(bytes, from, to, delimiter);
            case NDJSON -> RecordEnd::line;
            case JSON -> RecordEnd::ofObject;
        };
    }

    /** Which of them a header of CSV has most of, texts in quotes left out. */
    static char delimiter(byte[] header) {
        String names = new String(header, StandardCharsets.UTF_8).replaceAll("\"[^\"]*\"", "");
        char most = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(names, candidate) > count(names, most)) {
                most = candidate;
            }
        }
        return most;
    }

    private static long count(String text, char sign) {
        return text.chars().filter(character -> character == sign).count();
    }

    /** Behind the first line end. */
    static int line(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return NONE;
    }

    private static int ofLineProtocol(byte[] bytes, int from, int to) {
        boolean quotes = false;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return quotes ? behindQuotes(bytes, from, to) : i + 1;
            }
            quotes |= bytes[i] == '"';
        }
        return NONE;
    }

    private static int behindQuotes(byte[] bytes, int from, int to) {
        LineEnd end = new LineEnd();
        for (int i = from; i < to; i++) {
            if (end.isAt(bytes[i])) {
                return i + 1;
            }
        }
        return NONE;
    }

    /** A quote opens a text only where a field begins, or right behind the quote that closed it. */
    private static int ofCsv(byte[] bytes, int from, int to, char delimiter) {
        boolean quoted = false;
        boolean mayOpen = true;
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            if (quoted) {
                quoted = next != '"';
                mayOpen = !quoted;
            } else if (next == '\n') {
                return i + 1;
            } else {
                quoted = next == '"' && mayOpen;
                mayOpen = isDelimiter(next, delimiter);
            }
        }
        return NONE;
    }

    private static boolean isDelimiter(byte next, char delimiter) {
        return delimiter == ANY_DELIMITER
                ? next == ',' || next == ';' || next == '\t'
                : next == delimiter;
    }

    /** Behind an object, with what stands before it in the array, and with a line end behind it. */
    private static int ofObject(byte[] bytes, int from, int to) {
        int depth = 0;
        boolean text = false;
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            if (text) {
                if (next == '\\') {
                    i++;
                } else {
                    text = next != '"';
                }
            } else if (next == '"') {
                text = true;
            } else if (next == '{') {
                depth++;
            } else if (next == '}' && --depth <= 0) {
                return i + 1;
            }
        }
        return NONE;
    }
}
