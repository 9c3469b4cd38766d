package dev.andon.transfer;

import dev.andon.ingest.RecordEnd;
import java.io.IOException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into parts of whole records, one at a time in one buffer, and knows what it has
 * given: how many bytes, up to which line, and their checksum, by which a later run knows the file
 * again.
 */
final class Parts {
    /** Half a million points: a part is answered in seconds, and days of series stay together. */
    static final int BYTES = 32 << 20;

    private final PackedFile file;
    private final RecordEnd ends;
    private final byte[] buffer;
    private final CRC32C checksum = new CRC32C();
    private int from;
    private int to;
    private boolean last;
    private long position;
    private long line = 1;

    /**
     * @param head what was read of the file already
     */
    Parts(PackedFile file, FileHead head, RecordEnd ends) {
        this.file = file;
        this.ends = ends;
        this.buffer = new byte[BYTES];
        this.to = head.copyTo(buffer);
    }

    /** Takes what is no record, or was sent before; false if the file ends earlier. */
    boolean skip(long bytes) throws IOException {
        long left = bytes;
        while (left > 0) {
            if (from == to && !fill()) {
                return false;
            }
            int step = (int) Math.min(left, to - from);
            take(from + step);
            left -= step;
        }
        return true;
    }

    /** Null at the end of the file. It is gone when the next one is asked for. */
    @Nullable Part next() throws IOException {
        fill();
        if (from == to) {
            return null;
        }
        int begin = from;
        int end = from;
        for (int next = begin; next != RecordEnd.NONE && next < to; ) {
            next = ends.after(buffer, end, to, last);
            end = next == RecordEnd.NONE ? end : next;
        }
        if (end == begin) {
            throw new TransferException(
                    "%s: what begins in line %,d is longer than %d MB and so no record. Is the format right? What was acknowledged before is stored."
                            .formatted(file.name(), line, BYTES >> 20));
        }
        Part part = new Part(ends, buffer, begin, end, line);
        take(end);
        return part;
    }

    private void take(int end) {
        checksum.update(buffer, from, end - from);
        line += Part.lines(buffer, from, end);
        position += end - from;
        from = end;
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        if (!last) {
            to += file.read(buffer, to);
            last = to < buffer.length;
        }
        return to > 0;
    }

    /** Bytes given, unpacked. */
    long position() {
        return position;
    }

    long checksum() {
        return checksum.getValue();
    }

    /** The line behind what was given. */
    long line() {
        return line;
    }
}
