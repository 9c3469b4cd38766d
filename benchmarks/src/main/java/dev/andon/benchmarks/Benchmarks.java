package dev.andon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that {@code make bench} measures, in order, written to a report in {@code
 * benchmarks/results}. Started in the repository's root after {@code make build}; the arguments
 * choose parts, none means all. {@code --shorten 10} takes a tenth of the time, to try the programs
 * themselves: such numbers mean little, and the report says so.
 */
public final class Benchmarks {
    private static final String USAGE =
            "Parts: start dashboards ingest latency small overload storage year questions viewers; none means all. Option: --shorten <how many times>.";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

    private final Path work;
    private final Report report;
    private final int shorten;

    private Benchmarks(Path work, Report report, int shorten) {
        this.work = work;
        this.report = report;
        this.shorten = shorten;
    }

    public static void main(String[] arguments) throws Exception {
        // Reports of all machines are written alike.
        Locale.setDefault(Locale.ROOT);
        List<String> words = new ArrayList<>(List.of(arguments));
        int option = words.indexOf("--shorten");
        int shorten = 1;
        if (option >= 0
                && option + 1 < words.size()
                && words.get(option + 1).matches("[1-9]\\d?")) {
            words.remove(option);
            shorten = Integer.parseInt(words.remove(option));
        }
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String word : words) {
            Optional<Part> part = Part.named(word);
            if (part.isEmpty()) {
                System.err.println(USAGE);
                System.exit(2);
            }
            part.ifPresent(parts::add);
        }
        Path work = newFolder();
        // Also when the measurement is interrupted or fails.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endAll(work)));
        if (shorten == 1) {
            awaitQuiet();
        }
        Report report = Report.begin(Clock.systemUTC(), work, parts, shorten);
        Benchmarks benchmarks = new Benchmarks(work, report, shorten);
        boolean complete = true;
        for (Part part : parts.isEmpty() ? EnumSet.allOf(Part.class) : parts) {
            report.section(part.title);
            complete &= benchmarks.isMeasured(part);
            // Some gigabytes, which the next part may need.
            Leftovers.delete(work);
            System.out.println("Written: " + report.write(Path.of("benchmarks/results")));
        }
        System.exit(complete ? 0 : 1);
    }

    private boolean isMeasured(Part part) {
        try {
            run(part);
            return true;
        } catch (Exception failure) {
            // Whatever it is: what the other parts take half an hour to measure is not thrown away.
            report.text("**This part is not complete: %s**".formatted(failure));
            failure.printStackTrace();
            return false;
        }
    }

    /** The build just before has left its trace in the load average. */
    private static void awaitQuiet() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (Report.loadAverage() > Report.QUIET_LOAD && System.nanoTime() < deadline) {
            System.out.printf(
                    "Waiting until the machine is quiet: load average %.2f%n",
                    Report.loadAverage());
            Thread.sleep(Duration.ofSeconds(10));
        }
    }

    private void run(Part part) throws Exception {
        switch (part) {
            case START -> startAndMemory();
            case DASHBOARDS -> dashboards();
            case INGEST ->
                    beside((andon, influx) ->
                            new IngestRates(andon, influx, report, shorten).measure());
            case LATENCY ->
                    beside((andon, influx) ->
                            new LatencyTimes(report, shorten).measure(andon, influx));
            case SMALL ->
                    beside((andon, influx) ->
                            new SmallRequests(report, shorten).measure(andon, influx));
            case OVERLOAD -> {
                try (Andon andon = Andon.start(work.resolve("overload"))) {
                    new Overload(andon, report, shorten).measure();
                }
            }
            case STORAGE -> new Storage(work, report, shorten).measure();
            case YEAR -> new Year(work, report, shorten).measure();
            case QUESTIONS -> new Questions(work, report, shorten).measure();
            case VIEWERS -> new Viewers(work, report, shorten).measure();
        }
    }

    private interface Comparison {
        void measure(Andon andon, Influx influx) throws Exception;
    }

    private void beside(Comparison comparison) throws Exception {
        try (Andon andon = Andon.start(work.resolve("andon"));
                Influx influx = Influx.start(work.resolve("influx"))) {
            report.text("PostgreSQL " + andon.postgresVersion() + ".");
            comparison.measure(andon, influx);
        }
    }

    private void startAndMemory() throws Exception {
        Path data = work.resolve("start");
        report.table("what", "measured", "target");
        try (Andon fresh = Andon.start(data)) {
            report.row("fresh data folder: first answer", seconds(fresh.firstAnswer()), "< 3 s");
            report.row("resident memory of Andon, idle", mib(fresh.residentBytes()), "< 400 MiB");
            report.row("… of its PostgreSQL", mib(fresh.postgresBytes()), "");
        }
        try (Andon again = Andon.start(data)) {
            report.row("existing folder: first answer", seconds(again.firstAnswer()), "< 3 s");
        }
    }

    private void dashboards() throws Exception {
        report.table("what", "measured", "target");
        try (Andon andon = Andon.start(work.resolve("plant"), "--simulate")) {
            Duration history = andon.awaitOutput("The history is complete.");
            report.row("24 h of history after the first answer", seconds(history), "< 30 s");
            DashboardTimes times = new DashboardTimes(andon, Duration.ofHours(24));
            for (String uid : DashboardTimes.SHIPPED) {
                DashboardTimes.Times taken = times.measure(uid);
                report.row(
                        uid + ", 24 h, " + taken.panels() + " panels: first time",
                        millis(taken.first()),
                        "");
                report.row(uid + ": again, median of 20", millis(taken.again()), "");
            }
        }
    }

    private static Path newFolder() throws IOException {
        Path folder = Files.createTempDirectory("andon-bench");
        // PostgreSQL runs as another account when this is root.
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void endAll(Path work) {
        ServerProcess.closeAll();
        try {
            Leftovers.delete(work);
            Files.delete(work);
        } catch (IOException failure) {
            System.err.println("Please delete " + work + ": " + failure);
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
