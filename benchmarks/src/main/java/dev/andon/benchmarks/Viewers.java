package dev.andon.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Many people have the same dashboard of a running plant open, each with an account of his own. */
final class Viewers {
    private static final int VIEWERS = 50;
    private static final Duration REFRESH = Duration.ofSeconds(5);
    private static final Duration LENGTH = Duration.ofSeconds(60);
    private static final Duration RANGE = Duration.ofHours(6);

    private static final int MACHINES = 20;
    private static final int METRICS = 13;
    private static final int ZONES = 2;
    private static final Duration CADENCE_BEFORE = Duration.ofSeconds(10);

    /** 300 series make 10,000 points a second of it. */
    private static final Duration CADENCE = Duration.ofMillis(30);

    /** After that PostgreSQL has counted what its processes did. */
    private static final Duration COUNTED = Duration.ofSeconds(12);

    private final Path work;
    private final Report report;
    private final int rounds;
    private final Clock clock = Clock.systemUTC();

    Viewers(Path work, Report report, int shorten) {
        this.work = work;
        this.report = report;
        // The first round is the opening.
        this.rounds = 1 + Math.max(2, (int) (LENGTH.dividedBy(REFRESH) / shorten));
    }

    /** Counted since the server started. */
    private record Counts(
            double questions, double texts, double transactions, double known, double unknown) {
        Counts minus(Counts before) {
            return new Counts(
                    questions - before.questions,
                    texts - before.texts,
                    transactions - before.transactions,
                    known - before.known,
                    unknown - before.unknown);
        }
    }

    private record Outcome(
            Latencies opening,
            Latencies refreshing,
            long panels,
            long leftOut,
            long failed,
            Duration taken,
            Cpu cpu) {}

    void measure() throws Exception {
        Path data = work.resolve("viewers");
        String provisioning =
                TwentyPanels.provisionedIn(work.resolve("viewers-provisioning"), "5m", "15m");
        try (Andon andon = Stored.sealingAnArchive(data)) {
            fill(andon);
        }
        report.text(
                """
                %d viewers, each with a token and a connection of his own, have 20 panels over the last %d hours open and refresh them every %d s, %d times after the opening, one after the other within these seconds. \
                Meanwhile %d series get 10,000 points a second by line protocol, a request a second. In ms from when a refresh was due to the last byte, uncompressed; a page that has waited longer than that for an answer leaves refreshes out. \
                A question at the database is a snapshot and all that is asked in it; Andon rolls them back, and PostgreSQL counts that. Texts are those over `machine_metrics` that were planned and run. Transactions are all, those of ingest, too.\
                """
                        .formatted(
                                VIEWERS,
                                RANGE.toHours(),
                                REFRESH.toSeconds(),
                                rounds - 1,
                                MACHINES * (METRICS + ZONES)));
        report.table(
                "server",
                "opening",
                "refreshing",
                "left out",
                "panels/s",
                "panels failed",
                "points/s",
                "questions at the database/s",
                "texts/s",
                "transactions/s",
                "partly known, %",
                "CPU of Andon, cores",
                "of PostgreSQL",
                "of the viewers");
        for (Caching caching : Caching.values()) {
            try (Andon andon = Stored.sealingAnArchive(data, provisioning + caching.settings)) {
                watch(andon, caching);
            }
        }
    }

    private void fill(Andon andon) throws Exception {
        Stored stored = new Stored(andon);
        stored.awaitClosed();
        stored.load(history(clock.instant().minus(RANGE), RANGE, CADENCE_BEFORE));
        stored.awaitRollups();
        andon.owner().execute(PlantTables.describe("andon.machines"));
        stored.vacuum();
    }

    private static History history(Instant from, Duration length, Duration cadence) {
        return History.of(Signal.QUANTISED, MACHINES, METRICS, from, length, cadence)
                .withZones(ZONES);
    }

    private void watch(Andon andon, Caching caching) throws Exception {
        DashboardTimes dashboard = new DashboardTimes(andon, RANGE);
        List<Integer> panels = dashboard.panels(TwentyPanels.UID);
        List<Target> doors = new ArrayList<>();
        for (int viewer = 0; viewer < VIEWERS; viewer++) {
            String token = andon.newToken(caching + "-" + viewer, "read");
            doors.add(
                    andon.target("/api/v1/dashboards/%s/query".formatted(TwentyPanels.UID), token));
        }
        Duration length = REFRESH.multipliedBy(rounds);
        History live = history(clock.instant(), length, CADENCE);
        Counts before = counts(andon);
        Outcome outcome;
        Duration sent;
        try (ExecutorService sender = Executors.newSingleThreadExecutor()) {
            Future<Duration> sending = sender.submit(() -> send(andon, live));
            outcome = watch(andon, dashboard, panels, doors);
            sent = sending.get();
        }
        Thread.sleep(COUNTED);
        write(
                caching,
                outcome,
                counts(andon).minus(before),
                live.points() / (sent.toNanos() / 1e9));
    }

    private Outcome watch(
            Andon andon, DashboardTimes dashboard, List<Integer> panels, List<Target> doors)
            throws Exception {
        Latencies opening = new Latencies();
        Latencies refreshing = new Latencies();
        AtomicLong leftOut = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        Cpu before = Cpu.of(andon);
        long begin = System.nanoTime();
        try (ExecutorService viewers = Executors.newFixedThreadPool(VIEWERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int viewer = 0; viewer < VIEWERS; viewer++) {
                Target door = doors.get(viewer);
                long first = begin + REFRESH.toNanos() * viewer / VIEWERS;
                running.add(
                        viewers.submit(() -> {
                            try (HttpConnection connection = new HttpConnection(door)) {
                                for (int round = 0; round < rounds; round++) {
                                    long due = first + round * REFRESH.toNanos();
                                    if (System.nanoTime() - due > REFRESH.toNanos()) {
                                        leftOut.incrementAndGet();
                                        continue;
                                    }
                                    sleepUntil(due);
                                    String body = dashboard.refresh(panels, "machine");
                                    failed.addAndGet(failures(connection, body));
                                    (round == 0 ? opening : refreshing)
                                            .add(System.nanoTime() - due);
                                }
                            }
                            return null;
                        }));
            }
            for (Future<?> viewer : running) {
                viewer.get();
            }
        }
        return new Outcome(
                opening,
                refreshing,
                (long) (opening.count() + refreshing.count()) * panels.size(),
                leftOut.get(),
                failed.get(),
                Duration.ofNanos(System.nanoTime() - begin),
                Cpu.of(andon).minus(before));
    }

    /** Panels without an answer. */
    private static int failures(HttpConnection connection, String body) throws IOException {
        HttpConnection.Answer answer = connection.post(body.getBytes(StandardCharsets.UTF_8));
        if (answer.status() != 200) {
            throw new IllegalStateException("A dashboard was refused: " + answer);
        }
        return answer.body().split("\"error\":", -1).length - 1;
    }

    /** Each point when it is measured; the duration. */
    private Duration send(Andon andon, History live) throws Exception {
        long begin = System.nanoTime();
        try (LineRows rows =
                LineRows.over(new HttpConnection(andon.target(Format.LINE_PROTOCOL)), live)) {
            live.byTime(
                    0,
                    live.series(),
                    new History.Sink() {
                        @Override
                        public void point(int series, long micros, double value)
                                throws IOException {
                            if (series == 0) {
                                sleepUntil(
                                        begin
                                                + 1000
                                                        * (micros
                                                                - live.from().toEpochMilli()
                                                                        * 1000));
                            }
                            rows.point(series, micros, value);
                        }

                        @Override
                        public void close() {
                            // The rows are closed by who opened them.
                        }
                    });
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void sleepUntil(long nanos) {
        while (System.nanoTime() < nanos) {
            LockSupport.parkNanos(nanos - System.nanoTime());
        }
    }

    private static Counts counts(Andon andon) throws Exception {
        Database postgres = andon.administrator("andon");
        String counted = " from pg_stat_database where datname = 'andon'";
        return new Counts(
                postgres.number("select xact_rollback" + counted),
                andon.meter("andon_planner_time_seconds_count{step=\"plan\"}"),
                postgres.number("select xact_rollback + xact_commit" + counted),
                andon.meter("andon_query_kept_total{found=\"part\"}"),
                andon.meter("andon_query_kept_total{found=\"nothing\"}"));
    }

    private void write(Caching caching, Outcome outcome, Counts counts, double pointsPerSecond) {
        double seconds = outcome.taken.toNanos() / 1e9;
        double sliced = counts.known + counts.unknown;
        report.row(
                caching.title,
                outcome.opening.text(),
                outcome.refreshing.text(),
                "%,d".formatted(outcome.leftOut),
                "%.0f".formatted(outcome.panels / seconds),
                "%,d".formatted(outcome.failed),
                "%,.0f".formatted(pointsPerSecond),
                "%.0f".formatted(counts.questions / seconds),
                "%.0f".formatted(counts.texts / seconds),
                "%.0f".formatted(counts.transactions / seconds),
                sliced == 0 ? "–" : "%.0f".formatted(100 * counts.known / sliced),
                "%.2f".formatted(outcome.cpu.server().toNanos() / 1e9 / seconds),
                "%.2f".formatted(outcome.cpu.database().toNanos() / 1e9 / seconds),
                "%.2f".formatted(outcome.cpu.client().toNanos() / 1e9 / seconds));
    }
}
