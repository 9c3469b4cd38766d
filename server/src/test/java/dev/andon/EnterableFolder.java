package dev.andon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * A temporary folder that every account may enter. JUnit's own are closed to others, and PostgreSQL
 * runs as another account when the tests run as root.
 */
public final class EnterableFolder implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
            throws IOException {
        return create();
    }

    /** Where PostgreSQL is unpacked once for all tests of this account. */
    public static Path programs() {
        try {
            Path folder =
                    Path.of(
                            System.getProperty("java.io.tmpdir"),
                            "andon-test-programs-" + System.getProperty("user.name"));
            Files.createDirectories(folder);
            return folder.toRealPath();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Path create() throws IOException {
        Path folder = Files.createTempDirectory("andon-test-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder.toRealPath();
    }
}
