package dev.andon.transfer;

import dev.andon.ingest.ImportFormat;
import dev.andon.ingest.RecordEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The beginning of a file, by which it is known again and its format is seen. */
final class FileHead {
    private static final int BYTES = RecordEnd.LONGEST;

    private final String name;
    private final byte[] bytes;

    private FileHead(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    static FileHead of(PackedFile file) throws IOException {
        byte[] bytes = new byte[BYTES];
        int length = file.read(bytes, 0);
        int begin = afterByteOrderMark(file.name(), bytes);
        return new FileHead(file.name(), Arrays.copyOfRange(bytes, begin, Math.max(begin, length)));
    }

    private static int afterByteOrderMark(String name, byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        if (first == 0xFEFF || first == 0xFFFE) {
            throw new TransferException(
                    "%s is written in UTF-16. Make it UTF-8: iconv -f UTF-16 -t UTF-8 %s | andon import -"
                            .formatted(name, name));
        }
        return first == 0xEFBB && bytes[2] == (byte) 0xBF ? 3 : 0;
    }

    /** Puts it at the beginning of a larger one; answers its length. */
    int copyTo(byte[] larger) {
        System.arraycopy(bytes, 0, larger, 0, bytes.length);
        return bytes.length;
    }

    ImportFormat format() {
        String start = new String(bytes, StandardCharsets.UTF_8).stripLeading();
        if (start.isEmpty()) {
            throw new TransferException("%s is empty. Nothing was imported.".formatted(name));
        }
        String line = start.lines().findFirst().orElse("");
        return switch (start.charAt(0)) {
            case '[' -> ImportFormat.JSON;
            case '{' -> ImportFormat.NDJSON;
            case '#' -> ImportFormat.LINE;
            default -> line.contains("=") ? ImportFormat.LINE : ImportFormat.CSV;
        };
    }

    /** The first record of CSV, with its line end if it has one. */
    byte[] header() {
        boolean whole = bytes.length < BYTES - 3;
        int end =
                RecordEnd.of(ImportFormat.CSV, RecordEnd.ANY_DELIMITER)
                        .after(bytes, 0, bytes.length, whole);
        if (end == RecordEnd.NONE) {
            throw new TransferException(
                    "The first line of %s is too long for the header of a CSV file. Nothing was imported."
                            .formatted(name));
        }
        return Arrays.copyOf(bytes, end);
    }

    /**
     * @param purpose where it goes and how it is read, since all of that must be the same
     */
    String fingerprint(String purpose) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(purpose.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
