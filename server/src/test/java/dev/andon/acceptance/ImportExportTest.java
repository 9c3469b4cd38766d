package dev.andon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.AndonProcess;
import dev.andon.EnterableFolder;
import dev.andon.Eventually;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Files into a server and out of it, by the commands that people run. */
class ImportExportTest {
    private static final long SEED = 5;

    /** As long as names may be, so that a few points are many bytes. */
    private static final String LONG_NAME = "n".repeat(190);

    private static final int RECORDS_OF_SIX_PARTS = 450_000;

    /** Where everything runs at once on a slow machine. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final String COUNT_AND_SUM =
            "select count(*), sum(value)::bigint from machine_metrics";

    @TempDir(factory = EnterableFolder.class)
    private Path folder;

    @Test
    void whatWasExportedIsTheSameInAnotherServer() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        Path file = folder.resolve("plant.csv");
        writeOddPoints(file);
        String exported;
        try (AndonProcess andon = AndonProcess.serve(first)) {
            assertThat(andon.command("import", file.toString()))
                    .contains("3,000 points: 3,000 stored, 0 unchanged, 0 corrected, 0 rejected");
            andon.command("export", "--output", "../plant.csv.gz");
            exported = unpacked(folder.resolve("plant.csv.gz"));
            assertThat(andon.command("export", "--metric", "odd", "--to", "2026-01-10T00:00:00Z"))
                    .contains("machine_id,metric_type,zone_number")
                    .doesNotContain("plain");
        }
        try (AndonProcess andon = AndonProcess.serve(second)) {
            andon.command("import", "../plant.csv.gz");
            andon.command("export", "--output", "../again.csv.gz");
            assertThat(andon.command("import", file.toString()))
                    .contains("3,000 points: 0 stored, 3,000 unchanged, 0 corrected, 0 rejected");
        }
        assertThat(exported.lines()).hasSize(3_001);
        assertThat(unpacked(folder.resolve("again.csv.gz"))).isEqualTo(exported);
    }

    private static void writeOddPoints(Path file) throws IOException {
        Random random = new Random(SEED);
        double[] odd = {-0.0, Double.MIN_VALUE, 1e308, 0.1 + 0.2, 1 / 3.0, 123456789.98765433};
        try (PrintStream out =
                new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            out.println("machine_id,metric_type,zone_number,timestamp,value,target_value");
            for (int i = 0; i < 3_000; i++) {
                boolean plain = i % 3 == 0;
                double value = i < 100 ? odd[i % odd.length] : odd(random);
                out.printf(
                        "%s,%s,%s,%s,%s,%s%n",
                        plain ? "M-1" : "\"press \"\"Ü\"\", left\"",
                        plain ? "plain" : "odd",
                        i % 2 == 0 ? "" : Integer.toString(i % 5),
                        Instant.ofEpochSecond(1_767_225_600L + i * 997L, i * 1_000L),
                        value,
                        i % 4 == 0 ? Double.toString(odd(random)) : "");
            }
        }
    }

    private static double odd(Random random) {
        double any = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(any) ? any : random.nextGaussian();
    }

    @Test
    void goesOnAfterEverythingWasKilled() throws IOException {
        Path file = folder.resolve("large.csv");
        writeLarge(Files.newOutputStream(file), RECORDS_OF_SIX_PARTS);
        AndonProcess andon = AndonProcess.serve(folder);
        try {
            AndonProcess command = AndonProcess.start(folder, "import", "large.csv");
            Eventually.holds("A part is acknowledged", () -> position() > 0);
            command.kill();
            long acknowledged = position();

            AndonProcess resumed = AndonProcess.start(folder, "import", "large.csv");
            Eventually.holds("Another part is acknowledged", () -> position() > acknowledged);
            andon.kill();
            andon = AndonProcess.serve(folder);

            assertThat(resumed.exitCode(LONGEST)).as(resumed.output()).isZero();
            assertThat(resumed.output())
                    .contains("an earlier run has got to line")
                    .containsPattern("450,000 points: [0-9,]+ stored, [0-9,]+ unchanged, 0 corr");
            assertThat(
                            Shell.of("psql", andon.psqlUrl(), "-XAt", "-c", COUNT_AND_SUM)
                                    .run()
                                    .output()
                                    .strip())
                    .isEqualTo(
                            "450000|%d"
                                    .formatted(
                                            (long) RECORDS_OF_SIX_PARTS
                                                    * (RECORDS_OF_SIX_PARTS - 1L)
                                                    / 2));
            assertThat(position()).as("forgotten when it was complete").isZero();
        } finally {
            andon.close();
        }
    }

    /** How many bytes of the file are acknowledged; 0 while that is not known. */
    private long position() {
        Path states = folder.resolve("data/imports");
        if (!Files.exists(states)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(states)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .mapToLong(ImportExportTest::position)
                    .sum();
        } catch (IOException beingReplaced) {
            return 0;
        }
    }

    private static long position(Path state) {
        try {
            return Long.parseLong(
                    Files.readString(state).replaceAll(".*\"position\":(\\d+).*\\s*", "$1"));
        } catch (IOException gone) {
            return 0;
        }
    }

    @Test
    void readsAFileManyTimesItsMemoryAndSaysWhatIsWrongInIt() throws IOException {
        Path file = folder.resolve("large.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            writeLarge(out, RECORDS_OF_SIX_PARTS, 400_000);
        }
        try (AndonProcess andon = AndonProcess.serve(folder, DataSize.ofMegabytes(256))) {
            AndonProcess command =
                    AndonProcess.start(
                            folder,
                            DataSize.ofMegabytes(80),
                            "import",
                            "--rejects",
                            "rejects.csv",
                            "large.csv.gz");

            assertThat(command.exitCode(LONGEST)).as(command.output()).isEqualTo(1);
            assertThat(command.output())
                    .contains("large.csv.gz line 400002: value is not a number")
                    .contains("450,000 points: 449,999 stored, 0 unchanged, 0 corrected, 1 rej");
            assertThat(Files.readAllLines(folder.resolve("rejects.csv")))
                    .hasSize(2)
                    .startsWith("machine_id,metric_type,timestamp,value");
            assertThat(folder.resolve("rejects.csv.reasons"))
                    .hasContent("large.csv.gz line 400002: value is not a number");
            assertThat(andon.isAlive()).isTrue();
        }
    }

    @Test
    void wrongUseAndWrongFilesAreTold() throws IOException {
        Files.writeString(folder.resolve("bad.csv"), "machine_id,metric_type,timestamp,value,x\n1");
        Files.writeString(
                folder.resolve("good.csv"),
                "machine_id;metric_type;timestamp;value;x\nM;t;1767225600000;1;-");
        try (AndonProcess andon = AndonProcess.serve(folder)) {
            assertThat(AndonProcess.run(1, folder, "import", "nothing.csv")).contains("not a file");
            assertThat(AndonProcess.run(1, folder, "import", "bad.csv"))
                    .contains("column \"x\" is not known");
            AndonProcess.run(2, folder, "import");
            AndonProcess.run(2, folder, "import", "--precision", "h", "bad.csv");
            assertThat(AndonProcess.run(1, folder, "export", "--from", "yesterday"))
                    .contains("from and to");
            assertThat(andon.command("import", "--dry-run", "--ignore", "x", "good.csv"))
                    .contains("1 points, of which 0 would be rejected; nothing was stored.")
                    .contains("1 series of 1 machines, from 2026-01-01T00:00:00Z");
        }
        assertThat(AndonProcess.run(1, folder, "import", "bad.csv")).contains("not running");
    }

    private static void writeLarge(OutputStream out, int records) throws IOException {
        writeLarge(out, records, -1);
    }

    /** Days of a hundred machines by time, as a plant writes them. */
    private static void writeLarge(OutputStream out, int records, int wrong) throws IOException {
        try (PrintStream lines = new PrintStream(out, false, StandardCharsets.UTF_8)) {
            lines.print("machine_id,metric_type,timestamp,value\n");
            for (int i = 0; i < records; i++) {
                lines.print(LONG_NAME + i % 100 + ',' + LONG_NAME + ',');
                lines.print(1_767_225_600_000L + i / 100 * 30_000L);
                lines.print(i == wrong ? ",x\n" : "," + i + "\n");
            }
        }
    }

    private static String unpacked(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
