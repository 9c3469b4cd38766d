package dev.andon.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The folder that holds everything of one Andon, held by one process at a time. The lock is the
 * operating system's: it ends with the process, however that ends.
 */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK = "andon.lock";
    private static final long LEAST_FREE_BYTES = 200L << 20;

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Takes the folder, or refuses with the reason. */
    static DataFolder take(Path wanted) {
        Path path = wanted.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            if (!Files.exists(path.resolve(LOCK)) && !isEmpty(path)) {
                throw new StartRefused(
                        "%s holds files that are not Andon's; nothing was touched. Give Andon an empty or new folder with --data."
                                .formatted(path));
            }
            FileChannel channel =
                    FileChannel.open(
                            path.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            lock(path, channel);
            DataFolder folder = new DataFolder(path, channel);
            folder.checkSpace();
            return folder;
        } catch (IOException failure) {
            throw new StartRefused(
                    "The data folder %s cannot be written (%s). Andon keeps its data there: check that the disk is mounted, not read-only and not full, and that %s may write."
                            .formatted(path, reason(failure), System.getProperty("user.name")),
                    failure);
        }
    }

    public Path path() {
        return path;
    }

    private static void lock(Path path, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            lock = null;
        }
        if (lock == null) {
            String holder = Files.readString(path.resolve(LOCK)).strip();
            channel.close();
            throw new StartRefused(
                    "Another Andon (process %s) is running on %s. Stop it first, or give this one its own folder with --data."
                            .formatted(holder, path));
        }
        byte[] self = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(self), 0);
    }

    private void checkSpace() throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < LEAST_FREE_BYTES) {
            close();
            throw new StartRefused(
                    "The disk of %s is full: %d MB are free, and Andon needs %d MB to start. What is stored is safe; make room and start again."
                            .formatted(path, free >> 20, LEAST_FREE_BYTES >> 20));
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            // A freshly made file system has this folder in its root.
            return entries.allMatch(entry -> entry.endsWith("lost+found"));
        }
    }

    private static String reason(IOException failure) {
        String kind = failure instanceof NoSuchFileException ? "no such file: " : "";
        return kind + failure.getMessage();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
