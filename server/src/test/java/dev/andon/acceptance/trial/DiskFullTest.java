package dev.andon.acceptance.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.EnterableFolder;
import dev.andon.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk fills up while points come in, and is emptied again. */
class DiskFullTest {
    private static final int SENDERS = 3;

    /** Andon starts with 200 MB free; programs and an empty database take about 130. */
    private static final int DISK_MEGABYTES = 450;

    @TempDir(factory = EnterableFolder.class)
    private Path folder;

    @Test
    void refusesWhileTheDiskIsFullAndGoesOnByItself() throws IOException {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Path data = Files.createDirectory(folder.resolve("data"));
        try (SmallDisk disk = new SmallDisk(data, DISK_MEGABYTES);
                Trial trial = new Trial(folder, seed, SENDERS)) {
            trial.awaitAcknowledged(30);
            disk.fill();
            // PostgreSQL may still say so, or have gone down over its log; the senders hear it.
            awaitRefusedForDisk(trial, 6);
            assertThat(trial.andon().isAlive()).isTrue();
            disk.free();
            trial.awaitAcknowledged(30);

            // Now PostgreSQL cannot even start.
            disk.fill();
            trial.andon().postmaster().destroyForcibly();
            awaitRefusedForDisk(trial, 6);
            Eventually.holds(
                    "The health of a server without its database",
                    () -> trial.andon().send("GET", "/api/health", "").statusCode() == 503);
            disk.free();
            trial.awaitAcknowledged(30);

            System.out.println(trial.reckon());
        }
    }

    private static void awaitRefusedForDisk(Trial trial, int more) {
        int before = trial.refusedForDisk();
        Eventually.holds(
                more + " more requests refused because the disk is full",
                () -> {
                    trial.sendersMustBeWell();
                    return trial.refusedForDisk() >= before + more;
                });
    }
}
