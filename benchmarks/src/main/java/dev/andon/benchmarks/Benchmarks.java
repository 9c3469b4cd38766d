package dev.andon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that {@code make bench} measures, in order, written to a report in {@code
 * benchmarks/results}. Started in the repository's root after {@code make build}; the arguments
 * choose parts, none means all.
 */
public final class Benchmarks {
    private static final List<String> PARTS = List.of("start", "dashboards", "ingest");

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        Clock clock = Clock.systemUTC();
        Report report = Report.begin(clock);
        Path work = newFolder();
        List<String> parts = arguments.length == 0 ? PARTS : List.of(arguments);
        if (!PARTS.containsAll(parts)) {
            System.err.println("There are the parts " + PARTS + ", not " + parts + ".");
            System.exit(2);
        }
        if (parts.contains("start")) {
            report.section("Start");
            startAndMemory(work, report);
        }
        if (parts.contains("dashboards")) {
            report.section("First dashboard");
            dashboards(work, report);
        }
        if (parts.contains("ingest")) {
            report.section("Ingest");
            ingest(work, report);
        }
        delete(work);
        System.out.println("Written: " + report.write(Path.of("benchmarks/results")));
    }

    private static void startAndMemory(Path work, Report report) throws Exception {
        Path data = work.resolve("start");
        try (Andon fresh = Andon.start(data)) {
            report.value("fresh data folder: first answer", seconds(fresh.firstAnswer()), "< 3 s");
            report.value("resident memory of Andon, idle", mib(fresh.residentBytes()), "< 400 MiB");
            report.value("… of its PostgreSQL", mib(fresh.postgresBytes()), "");
        }
        try (Andon again = Andon.start(data)) {
            report.value("existing folder: first answer", seconds(again.firstAnswer()), "< 3 s");
        }
    }

    private static void dashboards(Path work, Report report) throws Exception {
        try (Andon andon = Andon.start(work.resolve("plant"), "--simulate")) {
            Duration history = andon.awaitOutput("The history is complete.");
            report.value("24 h of history after the first answer", seconds(history), "< 30 s");
            DashboardTimes times = new DashboardTimes(andon);
            for (String uid : DashboardTimes.SHIPPED) {
                DashboardTimes.Times taken = times.measure(uid);
                report.value(
                        uid + ", 24 h, " + taken.panels() + " panels: first time",
                        millis(taken.first()),
                        "");
                report.value(uid + ": again, median of 20", millis(taken.again()), "");
            }
        }
    }

    /** In turn, so that whatever else the machine does meets both alike. */
    private static void ingest(Path work, Report report) throws Exception {
        IngestLoad load = new IngestLoad();
        try (Andon andon = Andon.start(work.resolve("ingest"));
                Influx influx = Influx.start(work.resolve("influx"))) {
            Target line = andon.lineProtocol();
            Target json = andon.json();
            load.warmUp(line, json, influx.lineProtocol());
            for (int clients : new int[] {1, 2, 4}) {
                IngestLoad.Rates rates = load.compare(clients, line, json, influx.lineProtocol());
                report.rates(clients, rates);
            }
            report.value("largest resident memory of Andon", mib(andon.largestBytes()), "");
        }
    }

    private static Path newFolder() throws IOException {
        Path folder = Files.createTempDirectory("andon-bench");
        // PostgreSQL runs as another account when this is root.
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Some gigabytes that nobody looks at. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }

    private static String millis(Duration duration) {
        return "%.0f ms".formatted(duration.toNanos() / 1e6);
    }

    private static String mib(long bytes) {
        return "%.0f MiB".formatted(bytes / 1048576.0);
    }
}
