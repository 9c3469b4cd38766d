package dev.andon.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The PostgreSQL programs, unpacked from the class path. The folder is named after the archive's
 * checksum: another archive gets another folder, and a folder that exists is complete.
 */
record Binaries(Path folder) {
    private static final String PREFIX = "programs-";

    static Binaries unpack(Path parent) {
        URL archive = archive();
        try {
            Path folder = parent.resolve(PREFIX + checksum(archive));
            if (!Files.isDirectory(folder)) {
                Path unfinished = Files.createTempDirectory(parent, "unpacking-");
                Files.setPosixFilePermissions(
                        unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
                extract(archive, unfinished);
                publish(unfinished, folder);
            }
            return new Binaries(folder);
        } catch (IOException failure) {
            throw new StartRefused(
                    "PostgreSQL could not be unpacked into %s: %s. It needs 60 MB there."
                            .formatted(parent, failure.getMessage()),
                    failure);
        }
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** Programs of earlier versions, and what a crash left half unpacked. */
    void removeOthers() {
        try (Stream<Path> neighbours = Files.list(folder.getParent())) {
            for (Path neighbour : neighbours.toList()) {
                String name = neighbour.getFileName().toString();
                boolean ours = name.startsWith(PREFIX) || name.startsWith("unpacking-");
                if (ours && !neighbour.equals(folder)) {
                    remove(neighbour);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void remove(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    private static URL archive() {
        String machine = System.getProperty("os.arch", "");
        String name =
                switch (machine) {
                    case "amd64" -> "/postgres-linux-x86_64.txz";
                    case "aarch64" -> "/postgres-linux-arm_64.txz";
                    default -> "";
                };
        URL archive = name.isEmpty() ? null : Binaries.class.getResource(name);
        if (archive == null) {
            throw new StartRefused(
                    "Andon brings PostgreSQL for Linux on amd64 and arm64 only, and this is %s %s. Give it an existing PostgreSQL with --db."
                            .formatted(System.getProperty("os.name"), machine));
        }
        return archive;
    }

    private static String checksum(URL archive) throws IOException {
        JarURLConnection connection = (JarURLConnection) archive.openConnection();
        return Long.toHexString(connection.getJarEntry().getCrc());
    }

    private static void extract(URL archive, Path folder) throws IOException {
        try (InputStream raw = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream entries =
                        new TarArchiveInputStream(
                                new BufferedInputStream(
                                        new XZCompressorInputStream(raw), 1 << 16))) {
            for (TarArchiveEntry entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                write(entry, entries, folder.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path target)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        boolean program = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /** Two servers may unpack at once (tests do): the second one uses what the first one made. */
    private static void publish(Path unfinished, Path folder) throws IOException {
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            remove(unfinished);
            if (!Files.isDirectory(folder)) {
                throw failure;
            }
        }
    }
}
