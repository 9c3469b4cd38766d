package dev.andon.acceptance.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own, small enough to be filled. Mounting one takes root. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    /** Skips the test where this account may not mount. */
    SmallDisk(Path folder, int megabytes) {
        this.folder = folder;
        String options = "size=%dm,mode=755".formatted(megabytes);
        int exitCode = run("mount", "-t", "tmpfs", "-o", options, "andon-test", folder.toString());
        if (exitCode != 0) {
            System.out.println("SKIPPED: the test of a full disk mounts a small one, as root only");
        }
        assumeThat(exitCode).as("mounting a small disk takes root").isZero();
    }

    /** With a file of somebody else's that takes all there is. */
    void fill() {
        byte[] megabyte = new byte[1 << 20];
        try (OutputStream file = Files.newOutputStream(ballast())) {
            while (true) {
                file.write(megabyte);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    void free() {
        try {
            Files.delete(ballast());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path ballast() {
        return folder.resolve("somebody-elses.log");
    }

    /** Lazily, so that nothing that still works there keeps it from going away. */
    @Override
    public void close() {
        Leftovers.endAllIn(folder);
        assertThat(run("umount", "-l", folder.toString())).isZero();
    }

    private static int run(String... words) {
        try {
            return new ProcessBuilder(words).inheritIO().start().waitFor();
        } catch (IOException absent) {
            return 127;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
