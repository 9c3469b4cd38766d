package dev.andon.benchmarks;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** One machine of a thousand was offline for a month, and now sends all that it kept. */
final class LateMachine {
    private static final int MACHINES = 1_000;
    private static final Duration LENGTH = Duration.ofDays(30);
    private static final Duration CADENCE = Duration.ofMinutes(5);
    private static final String REPAIRED = "andon_rollup_buckets_total{cause=\"repair\"}";

    /** After that PostgreSQL has counted what its processes read. */
    private static final Duration COUNTED = Duration.ofSeconds(12);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Path work;
    private final Report report;
    private final History history;
    private final int late;

    LateMachine(Path work, Report report, int shorten) {
        this.work = work;
        this.report = report;
        LocalDate from = LocalDate.now(Clock.systemUTC()).withDayOfMonth(1).minusMonths(3);
        this.history =
                History.of(
                        Signal.QUANTISED,
                        Math.max(2, MACHINES / shorten),
                        1,
                        from.atStartOfDay().toInstant(ZoneOffset.UTC),
                        LENGTH,
                        CADENCE);
        this.late = history.series() - 1;
    }

    void measure(Map<String, String> settings) throws Exception {
        long points = history.endMoment();
        report.text(
                """
                One machine, %d days late, among %,d: 1 series each, a point every %d min, %s. The others are rolled up when its %,d points come. \
                Rows read are those of points, here also by questions whether they are right yet; rows written those of rollups, as PostgreSQL counts them or, of Andon's writing, Andon. \
                Seconds count from the first point sent; right is what the reading role sees of that machine's hours.\
                """
                        .formatted(
                                LENGTH.toDays(),
                                history.machines(),
                                CADENCE.toMinutes(),
                                history.signal().title,
                                points));
        report.table(
                "side",
                "rows read",
                "rows written",
                "s until right",
                "s until rollups are written");
        try (Andon andon = Stored.unsealed(work.resolve("late"))) {
            andon(andon);
        }
        Optional<Path> programs = Timescale.programs();
        if (programs.isPresent()) {
            try (Timescale timescale =
                    Timescale.start(programs.get(), work.resolve("late-timescale"), settings)) {
                timescale(timescale);
            }
        }
        report.text("Target: ≥ 100 times less work, right within 2 s.");
    }

    private void andon(Andon andon) throws Exception {
        Stored stored = new Stored(andon);
        stored.awaitClosed();
        stored.load(history.of(late));
        stored.awaitRollups();
        stored.vacuum();
        Thread.sleep(COUNTED);
        Database counts = andon.owner();
        long readBefore = counts.number(pointsRead());
        double writtenBefore = andon.meter(REPAIRED);
        long begin = System.nanoTime();
        try (LineRows rows =
                LineRows.over(new HttpConnection(andon.target(Format.LINE_PROTOCOL)), history)) {
            history.byTime(late, late + 1, rows);
        }
        String seen =
                "select coalesce(sum(point_count), 0) = %d from machine_metrics_hourly where machine_id = '%s' and hour >= '%s' and hour < '%s'"
                        .formatted(
                                history.endMoment(),
                                history.machine(late),
                                history.from(),
                                history.until());
        Database reader = andon.reader();
        Waiting.until("the late points are seen", LONGEST, () -> reader.isTrue(seen));
        double right = secondsSince(begin);
        stored.awaitRollups();
        double written = secondsSince(begin);
        Thread.sleep(COUNTED);
        report.row(
                "Andon, rollups of 5 min, hours, days",
                "%,d".formatted(counts.number(pointsRead()) - readBefore),
                "%,.0f".formatted(andon.meter(REPAIRED) - writtenBefore),
                "%.2f".formatted(right),
                "%.2f".formatted(written));
    }

    private static String pointsRead() {
        return """
        select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_all_tables
        where schemaname = 'andon' and relname like 'samples\\_%'
        """;
    }

    private void timescale(Timescale timescale) throws Exception {
        Hypertable table = new Hypertable(timescale);
        table.create();
        table.load(history.of(late));
        table.refresh(history);
        table.vacuum();
        Thread.sleep(COUNTED);
        long readBefore = table.rowsRead();
        long writtenBefore = table.rowsWritten("metrics_hourly") + table.rowsWritten("metrics_5m");
        long begin = System.nanoTime();
        try (CopyRows rows = table.rows()) {
            history.byTime(late, late + 1, rows);
        }
        table.refresh("metrics_hourly", history);
        double right = secondsSince(begin);
        table.refresh("metrics_5m", history);
        double written = secondsSince(begin);
        Thread.sleep(COUNTED);
        report.row(
                timescale.version()
                        + ", aggregates of 5 min and hours, `refresh_continuous_aggregate`",
                "%,d".formatted(table.rowsRead() - readBefore),
                "%,d"
                        .formatted(
                                table.rowsWritten("metrics_hourly")
                                        + table.rowsWritten("metrics_5m")
                                        - writtenBefore),
                "%.2f".formatted(right),
                "%.2f".formatted(written));
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
