package dev.andon.transfer;

import dev.andon.ingest.RecordEnd;

/** Whole records of a file that are sent together. */
final class Part {
    private final RecordEnd ends;
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final long line;

    /**
     * @param bytes in which it lies from one place to another, until the next part is asked for
     * @param line the number of the first record's line, counted from 1
     */
    Part(RecordEnd ends, byte[] bytes, int from, int to, long line) {
        this.ends = ends;
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.line = line;
    }

    interface Visitor {
        void record(int index, int from, int to, long line);
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int length() {
        return to - from;
    }

    /** In their order, with the line on which each begins. */
    void records(Visitor visitor) {
        long at = line;
        int begin = from;
        for (int index = 0; begin < to; index++) {
            int end = ends.after(bytes, begin, to, true);
            visitor.record(index, begin, end, at);
            at += lines(bytes, begin, end);
            begin = end;
        }
    }

    static long lines(byte[] bytes, int from, int to) {
        long lines = 0;
        for (int i = from; i < to; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
