package dev.andon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** {@code andon import} of an archive that comes through a pipe. */
final class Import {
    private Import() {}

    /** Until the command has ended; what it took. */
    static Duration run(Andon andon, History history) throws Exception {
        Path log = andon.data().resolveSibling("import.log");
        long begin = System.nanoTime();
        Process process =
                new ProcessBuilder(
                                "./andon",
                                "import",
                                "--data",
                                andon.data().toString(),
                                "--format",
                                "line",
                                "--precision",
                                "ms",
                                "--patience",
                                "10s",
                                "-")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            send(process, history);
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("It failed, or did not end.");
            }
        } catch (IOException | IllegalStateException failure) {
            // Its own words say more.
            throw new IllegalStateException("andon import: " + Files.readString(log), failure);
        } finally {
            process.destroy();
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void send(Process process, History history) throws IOException, SQLException {
        try (LineRows rows = LineRows.into(process.getOutputStream(), history)) {
            history.byDay(rows);
        }
    }
}
