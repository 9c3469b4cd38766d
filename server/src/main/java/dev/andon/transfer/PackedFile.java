package dev.andon.transfer;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file or standard input, unpacked if its first bytes say that it is packed. */
final class PackedFile implements AutoCloseable {
    private static final String STANDARD_INPUT = "-";
    private static final int BUFFER = 256 * 1024;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final String name;
    private final long size;
    private final Counting packed;
    private final InputStream plain;

    private PackedFile(String name, long size, Counting packed) throws IOException {
        this.name = name;
        this.size = size;
        this.packed = packed;
        this.plain = unpack(packed);
    }

    /**
     * @param name {@code -} for standard input
     */
    static PackedFile open(String name) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            return new PackedFile(name, -1, new Counting(System.in));
        }
        Path file = Path.of(name);
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new TransferException(
                    "%s is not a file. Nothing of it was imported.".formatted(name));
        }
        return new PackedFile(name, Files.size(file), new Counting(Files.newInputStream(file)));
    }

    private InputStream unpack(InputStream stream) throws IOException {
        PushbackInputStream start =
                new PushbackInputStream(new BufferedInputStream(stream, BUFFER), ZSTD.length);
        byte[] first = start.readNBytes(ZSTD.length);
        start.unread(first);
        if (startsWith(first, GZIP)) {
            return new GZIPInputStream(start, BUFFER);
        }
        if (startsWith(first, ZSTD)) {
            return new ZstdInputStreamNoFinalizer(start);
        }
        if (startsWith(first, ZIP)) {
            throw new TransferException(
                    "%s is a ZIP archive. Unpack it: unzip -p %s | andon import -"
                            .formatted(name, name));
        }
        return start;
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        return bytes.length >= mark.length
                && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }

    String name() {
        return name.equals(STANDARD_INPUT) ? "standard input" : name;
    }

    /** As it lies on the disk; negative when nobody knows. */
    long size() {
        return size;
    }

    /** How much of {@link #size} is read. */
    long bytesRead() {
        return packed.count;
    }

    /** Fills the bytes from a place on; fewer come only at the end. */
    int read(byte[] bytes, int from) throws IOException {
        try {
            return plain.readNBytes(bytes, from, bytes.length - from);
        } catch (ZipException | EOFException damage) {
            throw damaged(damage);
        } catch (IOException failure) {
            if (failure.getClass().getName().startsWith("com.github.luben.zstd")) {
                throw damaged(failure);
            }
            throw failure;
        }
    }

    private TransferException damaged(IOException damage) {
        return new TransferException(
                "%s is damaged or cut off (%s). What was acknowledged before is stored; get the whole file and run the same command, which goes on from there."
                        .formatted(name(), damage.getMessage()),
                damage);
    }

    @Override
    public void close() throws IOException {
        if (!name.equals(STANDARD_INPUT)) {
            plain.close();
        }
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
