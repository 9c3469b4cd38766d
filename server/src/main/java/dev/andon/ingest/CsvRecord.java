package dev.andon.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The fields of one record after another, as RFC 4180 has them. */
final class CsvRecord {
    private final byte delimiter;
    private byte[] bytes = {};
    private int[] begins = new int[16];
    private int[] ends = new int[16];
    private int size;

    CsvRecord(char delimiter) {
        this.delimiter = (byte) delimiter;
    }

    /**
     * Takes a record apart, and texts in quotes out of them, in place.
     *
     * @return false if a text in quotes does not end, or something follows it
     */
    boolean split(byte[] record, int from, int to) {
        bytes = record;
        size = 0;
        int end = withoutLineEnd(record, from, to);
        int at = from;
        while (true) {
            boolean quoted = at < end && bytes[at] == '"';
            at = quoted ? unquote(at + 1, end) : plain(at, end);
            if (at == end) {
                return true;
            }
            if (at < 0 || bytes[at] != delimiter) {
                return false;
            }
            at++;
        }
    }

    private static int withoutLineEnd(byte[] record, int from, int to) {
        int end = to > from && record[to - 1] == '\n' ? to - 1 : to;
        return end > from && record[end - 1] == '\r' ? end - 1 : end;
    }

    private int plain(int from, int to) {
        int at = from;
        while (at < to && bytes[at] != delimiter) {
            at++;
        }
        add(from, at);
        return at;
    }

    /** Behind the closing quote; negative without one. */
    private int unquote(int from, int to) {
        int written = from;
        for (int at = from; at < to; at++) {
            if (bytes[at] == '"') {
                if (at + 1 == to || bytes[at + 1] != '"') {
                    add(from, written);
                    return at + 1;
                }
                at++;
            }
            bytes[written++] = bytes[at];
        }
        return -1;
    }

    private void add(int from, int to) {
        if (size == begins.length) {
            begins = Arrays.copyOf(begins, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        begins[size] = from;
        ends[size++] = to;
    }

    int size() {
        return size;
    }

    /** Where the field begins, without the blanks that people and printers add to numbers. */
    int begin(int field) {
        int begin = begins[field];
        while (begin < ends[field] && isBlank(bytes[begin])) {
            begin++;
        }
        return begin;
    }

    /** Where it ends, without blanks. */
    int end(int field) {
        int begin = begin(field);
        int end = ends[field];
        while (end > begin && isBlank(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    boolean isEmpty(int field) {
        return begin(field) == end(field);
    }

    /** The whole field: to a name blanks belong. */
    String text(int field) {
        return new String(
                bytes, begins[field], ends[field] - begins[field], StandardCharsets.UTF_8);
    }

    /**
     * Copies the whole field; answers where it ends there, or a negative number if it is longer.
     */
    int copy(int field, byte[] target, int at) {
        int length = ends[field] - begins[field];
        if (length > target.length - at) {
            return -1;
        }
        System.arraycopy(bytes, begins[field], target, at, length);
        return at + length;
    }

    private static boolean isBlank(byte sign) {
        return sign == ' ' || sign == '\t';
    }

    static boolean isBlank(byte[] record, int from, int to) {
        for (int i = from; i < to; i++) {
            if (record[i] > ' ' || record[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
