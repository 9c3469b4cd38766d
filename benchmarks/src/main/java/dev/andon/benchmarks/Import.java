package dev.andon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try (LineRows rows = LineRows.into(process.getOutputStream(), history)) {
            history.byDay(rows);
        } catch (IOException broken) {
            // It ended early; its own words say more.
            throw new IllegalStateException("andon import: " + Files.readString(log), broken);
        } finally {
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroy();
            }
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("andon import: " + Files.readString(log));
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
