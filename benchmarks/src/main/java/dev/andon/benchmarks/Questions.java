package dev.andon.benchmarks;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The same questions in Grafana's words, asked of Andon as panels ask, of the customer's table, and
 * of continuous aggregates by somebody who names them; then a dashboard over the year.
 */
final class Questions {
    private static final int MACHINES = 4;
    private static final int METRICS = 2;
    private static final int ZONES = 3;
    private static final int DAYS = 365;
    private static final Duration CADENCE = Duration.ofSeconds(30);

    /** What is older is sealed. */
    private static final int OPEN_DAYS = 4;

    private static final int SLOWEST = 5;

    private static final String SEED = "the seed's table, SQL";
    private static final String AGGREGATES = "TimescaleDB, continuous aggregate by name, SQL";
    private static final String PLANNED = "Andon, the planned text, SQL";
    private static final String UNPLANNED = "Andon, the text as it is, SQL";

    private final Path work;
    private final Report report;
    private final int shorten;
    private final History year;
    private final PanelTimes times;
    private final List<String[]> targets = new ArrayList<>();

    Questions(Path work, Report report, int shorten) {
        this.work = work;
        this.report = report;
        this.shorten = shorten;
        LocalDate until = LocalDate.now(Clock.systemUTC()).minusDays(OPEN_DAYS);
        // The longest question is about 30 days.
        int days = Math.max(31, DAYS / shorten);
        Instant from = until.minusDays(days).atStartOfDay().toInstant(ZoneOffset.UTC);
        this.year =
                History.of(
                                Signal.QUANTISED,
                                MACHINES,
                                METRICS,
                                from,
                                Duration.ofDays(days),
                                CADENCE)
                        .withZones(ZONES);
        this.times = new PanelTimes(PanelQuestion.over(year));
    }

    void measure() throws Exception {
        report.text(
                """
                %,d points: %d series of %d machines from %s until %s, a point every %d s, %s, seed %d. The same points on all sides. \
                Andon has sealed them, and has 5 minutes of the last three months, as it keeps them unasked.\
                """
                        .formatted(
                                year.points(),
                                year.series(),
                                MACHINES,
                                year.from(),
                                year.until(),
                                CADENCE.toSeconds(),
                                year.signal().title,
                                Signal.SEED));
        Path data = work.resolve("questions");
        Map<String, String> settings;
        try (Andon andon = Stored.sealingAnArchive(data)) {
            report.text("PostgreSQL " + andon.postgresVersion() + ".");
            settings = PostgresSettings.of(andon);
            fill(andon);
            fillSeed(SeedTable.in(andon));
        }
        try (Andon andon = Stored.sealingAnArchive(data, Caching.KEPT.settings)) {
            times.askAndon(overHttp(Caching.KEPT), andon);
        }
        double planMillis;
        try (Andon andon = Stored.sealingAnArchive(data, Caching.NOTHING.settings)) {
            times.askAndon(overHttp(Caching.NOTHING), andon);
            times.ask(PLANNED, andon.reader(), times::planned);
            times.ask(UNPLANNED, andon.reader(), times::asked);
            times.ask(SEED, SeedTable.in(andon).database(), times::asked);
        }
        Optional<Path> programs = Timescale.programs();
        if (programs.isPresent()) {
            timescale(programs.get(), settings);
        } else {
            report.text("**TimescaleDB is not installed here: it is left out.**");
        }
        write();
        dashboards(data);
        try (Andon andon = Stored.sealingAnArchive(data)) {
            planMillis = new PlannerCost(andon, year.until()).measure(report, shorten);
        }
        target("the planner's own time, mean, < 0.3 ms", "%.3f ms", planMillis, planMillis < 0.3);
        report.table("target", "measured", "reached");
        targets.forEach(report::row);
    }

    private static String overHttp(Caching caching) {
        return "Andon, HTTP, " + caching.title;
    }

    private void fill(Andon andon) throws Exception {
        Stored stored = new Stored(andon);
        stored.awaitClosed();
        Duration taken = Import.run(andon, year);
        taken = taken.plus(stored.awaitRollups()).plus(stored.awaitSealed(year));
        andon.owner().execute(PlantTables.describe("andon.machines"));
        stored.vacuum();
        report.text(
                "Andon had them, rolled up and sealed, after %,d s.".formatted(taken.toSeconds()));
    }

    private void fillSeed(SeedTable seed) throws Exception {
        seed.create(year.until().minus(Duration.ofDays(30)));
        seed.database().execute(PlantTables.machines(year));
        seed.load(year);
        seed.vacuum();
    }

    private void timescale(Path programs, Map<String, String> settings) throws Exception {
        try (Timescale timescale =
                Timescale.start(programs, work.resolve("questions-timescale"), settings)) {
            Hypertable table = new Hypertable(timescale);
            table.create();
            timescale.database().execute(PlantTables.machines(year));
            timescale.database().execute(PlantTables.series(year));
            table.load(year);
            table.refresh(year);
            table.compress();
            table.vacuum();
            timescale.database().execute("vacuum (analyze)", "checkpoint");
            report.text(timescale.version() + ".");
            timescale.restart();
            times.ask(AGGREGATES, timescale.database(), PanelQuestion::ofAggregate);
        }
    }

    private void write() throws SQLException {
        report.text(
                """
                In ms: the first time after a restart of server and database, with the system's page cache as it is, in the order of the questions (so the first one also waits for Java), and the median of up to 50 more. \
                HTTP is `POST /api/ds/query` with Grafana's macros until the whole JSON is there, uncompressed. SQL is one connection until the last row is read, planned each time; `the planned text` is what Andon's planner makes of the question, \
                asked by the reading role without Andon, and the seed's table gets the text as it is. TimescaleDB's aggregates are asked by numbers of series where only one is wanted. All gave the same answers.\
                """);
        times.write(report, SEED);
        for (String side : List.of(overHttp(Caching.NOTHING), overHttp(Caching.KEPT), PLANNED)) {
            double millis = times.again(side, 0).toNanos() / 1e6;
            double faster = times.again(SEED, 0).toNanos() / 1e6 / millis;
            target("1 series, 1 h, " + side + ": < 10 ms", "%.2f ms", millis, millis < 10);
            target(side + ": ≥ 100 × the seed's table", "%.0f ×", faster, faster >= 100);
            if (times.has(AGGREGATES)) {
                double slower = millis / (times.again(AGGREGATES, 0).toNanos() / 1e6);
                target(
                        side + ": ≤ 1.0 × the time of the continuous aggregate",
                        "%.2f ×",
                        slower,
                        slower <= 1);
            }
        }
    }

    private void dashboards(Path data) throws Exception {
        String provisioning =
                TwentyPanels.provisionedIn(work.resolve("questions-provisioning"), "1h", "1d");
        report.text(
                "A dashboard of 20 panels over all that time, as a page asks for it: variables, then all panels in one request, until the last byte. Again: the median of 20, right after the first.");
        report.table("server", "first after a restart", "again", "slowest panels, the last time");
        for (Caching caching : Caching.values()) {
            try (Andon andon = Stored.sealingAnArchive(data, provisioning + caching.settings)) {
                Duration length = Duration.between(year.from(), year.until());
                DashboardTimes dashboard = new DashboardTimes(andon, length, year::until);
                DashboardTimes.Times taken = dashboard.measure(TwentyPanels.UID);
                report.row(
                        caching.title,
                        Repeats.millis(taken.first()) + " ms",
                        Repeats.millis(taken.again()) + " ms",
                        taken.slowest().stream()
                                .limit(SLOWEST)
                                .map(panel ->
                                        TwentyPanels.title(panel.id())
                                                + " "
                                                + panel.millis()
                                                + " ms")
                                .collect(Collectors.joining(", ")));
                double first = taken.first().toNanos() / 1e6;
                double again = taken.again().toNanos() / 1e6;
                String what = taken.panels() + " panels, " + caching.title;
                target(what + ", server just started: < 250 ms", "%.0f ms", first, first < 250);
                boolean warm = caching == Caching.KEPT;
                target(
                        what + ", server warm: < " + (warm ? "50 ms" : "250 ms"),
                        "%.0f ms",
                        again,
                        again < (warm ? 50 : 250));
            }
        }
    }

    private void target(String what, String format, double measured, boolean reached) {
        targets.add(
                new String[] {what, format.formatted(measured), reached ? "reached" : "**no**"});
    }
}
