package dev.andon.ingest;

import java.io.IOException;
import java.io.InputStream;

/**
 * Remembers what was read since the last point, so that a parser that has stumbled over a line can
 * be followed by another one that starts at the next line. Parsers read far ahead, and a line that
 * is cut off makes them look for its end in the lines that follow.
 */
final class Rereadable extends InputStream {
    /** Many times the longest point and what a parser reads ahead. */
    static final int MOST_KEPT = 64 * 1024;

    private final InputStream source;
    private final byte[] kept = new byte[MOST_KEPT];

    /** How much of {@link #kept} is filled, and the place in it that is read next. */
    private int length;

    private int next;

    /** Where {@link #kept} begins, and where the last point ended, in bytes of this parser. */
    private long keptFrom;

    private long done;

    /** The beginning of the line after the last point is not kept any more, only its end. */
    private boolean withinLine;

    /** The beginning of the line after that one is not kept either. */
    private boolean lost;

    Rereadable(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int wanted) throws IOException {
        if (next == length) {
            return fresh(bytes, offset, wanted);
        }
        int count = Math.min(wanted, length - next);
        System.arraycopy(kept, next, bytes, offset, count);
        next += count;
        return count;
    }

    private int fresh(byte[] bytes, int offset, int wanted) throws IOException {
        int count = source.read(bytes, offset, Math.min(wanted, MOST_KEPT));
        if (count <= 0) {
            return count;
        }
        makeRoomFor(count);
        System.arraycopy(bytes, offset, kept, length, count);
        length += count;
        next = length;
        return count;
    }

    /** Of a line that is too long to be kept it is enough to know where it ends. */
    private void makeRoomFor(int count) {
        if (length + count > MOST_KEPT) {
            dropDone();
        }
        if (length + count > MOST_KEPT) {
            int end = lineEnd();
            withinLine = length > 0;
            drop(end == 0 ? length : end - 1);
        }
        if (length + count > MOST_KEPT) {
            lost = true;
            drop(length);
        }
    }

    private void dropDone() {
        drop(Math.clamp(done - keptFrom, 0, length));
        int start = 0;
        while (!withinLine && start < length && isBlank(kept[start])) {
            start++;
        }
        drop(start);
    }

    private void drop(int count) {
        System.arraycopy(kept, count, kept, 0, length - count);
        length -= count;
        next -= count;
        keptFrom += count;
    }

    /**
     * A point ended here, counted in bytes from where the present parser began; negative when that
     * does not count bytes, because the text is not in UTF-8.
     */
    void done(long position) {
        done = position;
        withinLine = false;
        lost = position < 0;
    }

    /**
     * Goes back to where the last point ended and from there behind the line that follows; a new
     * parser begins there. False when that is no longer known, because the parser went far beyond
     * that line.
     */
    boolean startAtNextLine() throws IOException {
        if (lost) {
            return false;
        }
        dropDone();
        int end = lineEnd();
        while (end == 0 && length > 0) {
            length = Math.max(0, source.read(kept, 0, MOST_KEPT));
            end = lineEnd();
        }
        drop(end);
        next = 0;
        keptFrom = 0;
        done = 0;
        withinLine = false;
        return true;
    }

    /** Behind the first line break in what is kept; 0 when there is none. */
    private int lineEnd() {
        for (int place = 0; place < length; place++) {
            if (kept[place] == '\n') {
                return place + 1;
            }
        }
        return 0;
    }

    private static boolean isBlank(byte sign) {
        return sign == ' ' || sign == '\t' || sign == '\r' || sign == '\n';
    }
}
