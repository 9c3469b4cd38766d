package dev.andon.benchmarks;

import dev.andon.benchmarks.ClosedLoop.Kind;
import dev.andon.benchmarks.ClosedLoop.Load;
import dev.andon.benchmarks.ClosedLoop.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Points a second and the processor time of each, beside InfluxDB and plain COPY. All that is
 * compared takes turns, so that whatever else the machine does meets all alike.
 */
final class IngestRates {
    static final int PLANT = 300;

    /** For each of two clients, every point of a batch is of another series. */
    private static final int WIDE = 20_000;

    private static final int ROUNDS = 3;
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final Andon andon;
    private final Influx influx;
    private final Report report;
    private final int shorten;

    IngestRates(Andon andon, Influx influx, Report report, int shorten) {
        this.andon = andon;
        this.influx = influx;
        this.report = report;
        this.shorten = shorten;
    }

    void measure() throws Exception {
        warmUp();
        report.text(
                """
                Durable points: Andon answers after PostgreSQL's commit, InfluxDB 1.6 after its own log is synced (`wal-fsync-delay` 0s, its default).
                Clients send the next batch when the one before is acknowledged; they divide the machines between them. The client's program, the two
                servers and PostgreSQL share this machine. Median of %d rounds in turn, lowest and highest in parentheses. Processor time includes what a
                server does within 2 s after the last answer.\
                """
                        .formatted(ROUNDS));
        report.table(
                "points",
                "format",
                "batch",
                "clients",
                "Andon, points/s",
                "InfluxDB (line protocol)",
                "Andon ÷ InfluxDB",
                "µs a point: Andon + PostgreSQL",
                "µs: InfluxDB",
                "µs: client");
        for (int points : new int[] {10_000, 100, 1}) {
            for (int clients : new int[] {1, 2, 4}) {
                List<Format> formats =
                        points == 1 ? List.of(Format.LINE_PROTOCOL) : List.of(Format.values());
                compare(Kind.TODAY, clients, PLANT, points, formats);
            }
        }
        for (Kind kind : new Kind[] {Kind.BACKFILL, Kind.AGAIN}) {
            compare(kind, 2, PLANT, 10_000, List.of(Format.LINE_PROTOCOL));
        }
        compare(Kind.TODAY, 2, WIDE, 10_000, List.of(Format.LINE_PROTOCOL));
        report.text(
                """
                `today` is ahead of what is there, in the hour that is not over, as a plant sends; `backfill` days years ago, late data of which rollups are made; `again` what is there already. 300 series are 20 machines,
                of which a batch of 10,000 points has some 33 moments or more; of 20,000 series, half of them each client's, it has one. Formats are compared with InfluxDB's line protocol.
                Target at batches of 10,000: ≥ 1.0 × InfluxDB, never below 150,000 points/s.\
                """);
        ceiling();
        account("Andon", andon);
        account("InfluxDB", influx);
        report.text(
                "Largest resident memory of Andon: %d MiB.".formatted(andon.largestBytes() >> 20));
    }

    private void warmUp() throws Exception {
        for (Format format : Format.values()) {
            Load load = new Load(Kind.TODAY, format, 2, PLANT, 10_000);
            new ClosedLoop(andon, SHORT.dividedBy(shorten)).run(load);
        }
        Load load = new Load(Kind.TODAY, Format.LINE_PROTOCOL, 2, PLANT, 10_000);
        new ClosedLoop(influx, SHORT.dividedBy(shorten)).run(load);
    }

    private void compare(Kind kind, int clients, int series, int points, List<Format> formats)
            throws Exception {
        Duration length = (points < 1000 ? SHORT : LONG).dividedBy(shorten);
        Map<Format, List<Outcome>> ours = new LinkedHashMap<>();
        List<Outcome> theirs = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Format format : formats) {
                Load load = new Load(kind, format, clients, series, points);
                ours.computeIfAbsent(format, any -> new ArrayList<>())
                        .add(new ClosedLoop(andon, length).run(load));
            }
            Load load = new Load(kind, Format.LINE_PROTOCOL, clients, series, points);
            theirs.add(new ClosedLoop(influx, length).run(load));
        }
        String what = kind.title + (series == PLANT ? "" : ", %,d series".formatted(series));
        Outcome other = median(theirs);
        ours.forEach((format, outcomes) -> {
            Outcome own = median(outcomes);
            report.row(
                    what,
                    format.title,
                    "%,d".formatted(points),
                    String.valueOf(clients),
                    rates(outcomes),
                    rates(theirs),
                    "%.2f".formatted(own.perSecond() / other.perSecond()),
                    "%s + %s"
                            .formatted(
                                    micros(own.cpu().server(), own),
                                    micros(own.cpu().database(), own)),
                    micros(other.cpu().server(), other),
                    micros(own.cpu().client(), own));
        });
    }

    private void ceiling() throws Exception {
        Copies copies = new Copies(andon, LONG.dividedBy(shorten));
        report.text(
                "Ceiling: binary `COPY` of sorted points in the same PostgreSQL, 50,000 a commit, ahead in time as `today`; Andon beside it in turn, line protocol, batches of 10,000.");
        report.table(
                "connections or clients",
                "COPY, table without index",
                "COPY, partition with primary key",
                "… µs a point: PostgreSQL",
                "Andon, points/s",
                "Andon ÷ COPY with key");
        for (int connections : new int[] {1, 2}) {
            List<Outcome> bare = new ArrayList<>();
            List<Outcome> indexed = new ArrayList<>();
            List<Outcome> ours = new ArrayList<>();
            Load load = new Load(Kind.TODAY, Format.LINE_PROTOCOL, connections, PLANT, 10_000);
            for (int round = 0; round < ROUNDS; round++) {
                bare.add(copies.run("bare", connections));
                indexed.add(copies.run("indexed", connections));
                ours.add(new ClosedLoop(andon, LONG.dividedBy(shorten)).run(load));
            }
            Outcome key = median(indexed);
            report.row(
                    String.valueOf(connections),
                    rates(bare),
                    rates(indexed),
                    micros(key.cpu().database(), key),
                    rates(ours),
                    "%.2f".formatted(median(ours).perSecond() / key.perSecond()));
        }
    }

    /** Rates mean nothing if points are missing. */
    private void account(String name, Server server) throws Exception {
        long acknowledged = server.today().points() + server.longAgo().points();
        long held = server.count();
        report.text(
                "%s acknowledged %,d new points and holds %,d."
                        .formatted(name, acknowledged, held));
        if (held != acknowledged) {
            throw new IllegalStateException(
                    "%s acknowledged %,d points but holds %,d".formatted(name, acknowledged, held));
        }
    }

    private static String rates(List<Outcome> outcomes) {
        List<Outcome> sorted = sorted(outcomes);
        return "%,.0f (%,.0f–%,.0f)"
                .formatted(
                        median(outcomes).perSecond(),
                        sorted.getFirst().perSecond(),
                        sorted.getLast().perSecond());
    }

    private static String micros(Duration cpu, Outcome outcome) {
        return "%.2f".formatted(cpu.toNanos() / 1e3 / outcome.points());
    }

    private static Outcome median(List<Outcome> outcomes) {
        return sorted(outcomes).get(outcomes.size() / 2);
    }

    private static List<Outcome> sorted(List<Outcome> outcomes) {
        return outcomes.stream().sorted(Comparator.comparingDouble(Outcome::perSecond)).toList();
    }
}
