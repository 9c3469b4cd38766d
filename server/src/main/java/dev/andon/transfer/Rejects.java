package dev.andon.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Rejected records: the first are shown, and all are kept as they came, so that the file can be
 * corrected and imported, with the reasons in a file beside it.
 */
final class Rejects implements AutoCloseable {
    private static final int MOST_SHOWN = 10;

    private final ImportReport report;
    private final @Nullable FileChannel records;
    private final @Nullable FileChannel reasons;
    private byte @Nullable [] header;
    private int shown;

    /**
     * @param file null: they are only shown
     */
    Rejects(@Nullable Path file, ImportReport report) throws IOException {
        this.report = report;
        this.records = file == null ? null : open(file);
        this.reasons =
                file == null ? null : open(file.resolveSibling(file.getFileName() + ".reasons"));
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /**
     * @param next the header of the file that comes now; all that are kept together have the same
     * @param resumed whether an earlier run of the same import may have kept some already
     */
    void begin(String name, byte[] next, boolean resumed) throws IOException {
        byte[] before = header;
        if (records != null && before == null && !resumed && records.size() > 0) {
            throw new TransferException(
                    "The file for rejected records holds something already. Name another one with --rejects, or remove it.");
        }
        if (records != null && before != null && !Arrays.equals(before, next)) {
            throw new TransferException(
                    "%s has another header than the file before, so their rejected records cannot be kept in one file. Import it by itself."
                            .formatted(name));
        }
        header = next;
    }

    /** Twice, if the run ends before it remembers that the part was acknowledged. */
    void add(String name, Part part, JsonNode receipt) throws IOException {
        BitSet rejected = new BitSet();
        Map<Integer, String> why = new HashMap<>();
        receipt.path("rejectedRecords")
                .forEachEntry((kind, pairs) -> {
                    for (int i = 0; i + 1 < pairs.size(); i += 2) {
                        int first = pairs.path(i).asInt();
                        int last = pairs.path(i + 1).asInt();
                        rejected.set(first, last + 1);
                        if (last - first < part.length()) {
                            remember(why, first, last, kind);
                        }
                    }
                });
        for (JsonNode error : receipt.path("errors")) {
            why.put(error.path("index").asInt(), error.path("reason").asString());
        }
        if (!rejected.isEmpty()) {
            write(name, part, rejected, why);
        }
    }

    private static void remember(Map<Integer, String> why, int first, int last, String kind) {
        for (int index = first; index <= last; index++) {
            why.putIfAbsent(index, kind);
        }
    }

    private void write(String name, Part part, BitSet rejected, Map<Integer, String> why)
            throws IOException {
        try {
            part.records((index, from, to, line) -> {
                if (rejected.get(index)) {
                    String reason =
                            "%s line %d: %s".formatted(name, line, why.getOrDefault(index, ""));
                    if (shown < MOST_SHOWN) {
                        report.say("Rejected " + reason);
                        shown++;
                    }
                    keep(part, from, to, reason);
                }
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private void keep(Part part, int from, int to, String reason) {
        if (records == null || reasons == null) {
            return;
        }
        try {
            byte[] start = header;
            if (records.size() == 0 && start != null) {
                append(records, ByteBuffer.wrap(start));
            }
            append(records, ByteBuffer.wrap(part.bytes(), from, to - from));
            if (part.bytes()[to - 1] != '\n') {
                append(records, ByteBuffer.wrap(new byte[] {'\n'}));
            }
            append(reasons, StandardCharsets.UTF_8.encode(reason + "\n"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void append(FileChannel file, ByteBuffer bytes) throws IOException {
        file.position(file.size());
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        if (records != null && reasons != null) {
            records.close();
            reasons.close();
        }
    }
}
