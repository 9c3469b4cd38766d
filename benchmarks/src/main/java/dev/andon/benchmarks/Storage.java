package dev.andon.benchmarks;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The same points in the seed's table, in TimescaleDB and in Andon: how large they are, how fast
 * they come in, and how fast questions are answered.
 */
final class Storage {
    private static final int MACHINES = 20;
    private static final int DAYS = 30;
    private static final int DAYS_OF_OTHERS = 3;
    private static final Duration CADENCE = Duration.ofSeconds(30);

    private final Path work;
    private final Report report;
    private final int shorten;
    private final List<History> histories = new ArrayList<>();
    private final QuestionTimes questions;
    private final BytesTable bytes = new BytesTable();
    private final Map<String, Map<Signal, String>> speeds = new LinkedHashMap<>();
    private final List<String[]> further = new ArrayList<>();

    Storage(Path work, Report report, int shorten) {
        this.work = work;
        this.report = report;
        this.shorten = shorten;
        // Each in months of its own, so that its partitions are its own.
        LocalDate month = LocalDate.now(Clock.systemUTC()).withDayOfMonth(1).minusMonths(3);
        for (Signal signal : Signal.values()) {
            histories.add(history(signal, month));
            month = month.minusMonths(2);
        }
        History whole = plant();
        List<Integer> temperatures =
                IntStream.range(0, whole.machines()).mapToObj(m -> m * whole.metrics()).toList();
        this.questions =
                new QuestionTimes(
                        List.of(
                                Question.of(
                                        "1 series, whole range, 5 min",
                                        whole,
                                        List.of(whole.series() - 1),
                                        "5 minutes"),
                                Question.of(
                                        "%d series, whole range, 1 h"
                                                .formatted(temperatures.size()),
                                        whole,
                                        temperatures,
                                        "1 hour")));
    }

    private History history(Signal signal, LocalDate from) {
        int days = signal == Signal.QUANTISED ? DAYS : DAYS_OF_OTHERS;
        return History.of(
                signal,
                Math.clamp(MACHINES * DAYS / shorten, 1, MACHINES),
                Batch.METRICS_EACH,
                from.atStartOfDay().toInstant(ZoneOffset.UTC),
                Duration.ofDays(Math.max(1, days / shorten)),
                CADENCE);
    }

    /** The history that questions are asked of. */
    private History plant() {
        return histories.getFirst();
    }

    void measure() throws Exception {
        describe();
        Path data = work.resolve("storage");
        Map<String, String> settings = new TreeMap<>();
        try (Andon andon = Stored.unsealed(data)) {
            report.text(
                    "Andon and the seed's table: PostgreSQL %s."
                            .formatted(andon.postgresVersion()));
            settings.putAll(PostgresSettings.of(andon));
            fill(andon);
            fillSeed(SeedTable.in(andon));
        }
        try (Andon andon = Stored.unsealed(data)) {
            questions.ask(Side.SEED, SeedTable.in(andon).database(), Question::ofPoints);
            questions.ask(Side.RAW, andon.reader(), Question::ofPoints);
        }
        try (Andon andon = Stored.sealing(data)) {
            seal(new Stored(andon));
        }
        try (Andon andon = Stored.unsealed(data)) {
            questions.ask(Side.SEALED, andon.reader(), Question::ofPoints);
            questions.ask(Side.ROLLUPS, andon.reader(), Question::ofRollup);
            further.add(
                    size(
                            "whole database of Andon, sealed, with rollups, all signals",
                            andon.owner().bytes(),
                            histories.stream().mapToLong(History::points).sum()));
        }
        Optional<Path> programs = Timescale.programs();
        if (programs.isPresent()) {
            timescale(programs.get(), settings);
        } else {
            report.text("**TimescaleDB is not installed here: it is left out of all tables.**");
        }
        tables();
        new LateMachine(work, report, shorten).measure(settings);
    }

    private void describe() {
        report.text(
                """
                %d machines with %d metrics each, a point every %d s, no targets, generated from seed %d, the same points for all. Each database has its \
                ways to index and to sort, but all get the points in order of time from %d clients: by binary `COPY`, 50,000 rows a commit; Andon by HTTP, \
                line protocol, 10,000 points a request, which it also has to read, check and account for.\
                """
                        .formatted(
                                plant().machines(),
                                plant().metrics(),
                                CADENCE.toSeconds(),
                                Signal.SEED,
                                History.CLIENTS));
        report.table("signal", "from", "until", "points");
        for (History history : histories) {
            report.row(
                    history.signal().title,
                    history.from().toString(),
                    history.until().toString(),
                    "%,d".formatted(history.points()));
        }
    }

    private void fill(Andon andon) throws Exception {
        Stored stored = new Stored(andon);
        stored.awaitClosed();
        long points = 0;
        for (History history : histories) {
            Duration taken = stored.load(history);
            speed("Andon, acknowledged, rollups running", history, taken);
            Duration behind = stored.awaitRollups();
            speed("Andon, until the rollups were written as well", history, taken.plus(behind));
            bytes.put(Side.RAW, history, stored.rawBytes(history));
            points += history.points();
        }
        for (String level : Stored.LEVELS) {
            further.add(
                    size(
                            "Andon's rollup " + level + ", all signals",
                            stored.rollupBytes(level),
                            points));
        }
        stored.vacuum();
    }

    private void fillSeed(SeedTable seed) throws Exception {
        // The largest one last: it stays, to be asked.
        for (History history : histories.reversed()) {
            seed.create(history.from());
            speed("the seed's table, `COPY`", history, seed.load(history));
            bytes.put(Side.SEED, history, seed.bytes());
        }
        further.add(
                size(
                        "partial index of the seed's table, part of the above, "
                                + plant().signal().title,
                        seed.bytesOfPartialIndex(),
                        plant().points()));
        seed.vacuum();
    }

    /** The worker begins with the oldest days. */
    private void seal(Stored stored) throws Exception {
        stored.awaitFirstBlock();
        for (History history : histories.reversed()) {
            speed("Andon, sealing", history, stored.awaitSealed(history));
        }
        stored.vacuum();
        for (History history : histories) {
            bytes.put(Side.SEALED, history, stored.sealedBytes(history));
        }
    }

    private void timescale(Path programs, Map<String, String> settings) throws Exception {
        try (Timescale timescale = Timescale.start(programs, work.resolve("timescale"), settings)) {
            report.text(timescale.version() + ", settings as Andon's PostgreSQL has them.");
            Hypertable table = new Hypertable(timescale);
            for (History history : histories.reversed()) {
                table.create();
                speed("TimescaleDB, `COPY`, with aggregates", history, table.load(history));
                speed("TimescaleDB, refresh of both aggregates", history, table.refresh(history));
                table.vacuum();
                bytes.put(Side.HYPERTABLE, history, table.bytes());
                if (history.equals(plant())) {
                    timescale.restart();
                    questions.ask(Side.HYPERTABLE, timescale.database(), Question::ofHypertable);
                }
                speed("TimescaleDB, compression", history, table.compress());
                table.vacuum();
                bytes.put(Side.COMPRESSED, history, table.bytes());
            }
            for (String aggregate : List.of("metrics_5m", "metrics_hourly")) {
                further.add(
                        size(
                                "TimescaleDB's `%s`, %s"
                                        .formatted(aggregate, plant().signal().title),
                                table.bytesOf(aggregate),
                                plant().points()));
            }
            timescale.restart();
            questions.ask(Side.COMPRESSED, timescale.database(), Question::ofHypertable);
            questions.ask(Side.AGGREGATES, timescale.database(), Question::ofAggregate);
        }
    }

    private void tables() {
        report.text("Bytes a point: rows, indexes and TOAST.");
        bytes.write(report);
        report.table("also", "MiB", "bytes a point");
        further.forEach(report::row);
        speedsTable();
        questions.write(report);
        report.text("Target: Andon's rollups at least 20 times as fast as the seed's table.");
    }

    private void speedsTable() {
        report.text("Points a second. Rollups and ingest share the processors with their clients.");
        List<String> headings = new ArrayList<>(List.of("what"));
        histories.forEach(
                history -> headings.add(history.signal().name().toLowerCase(Locale.ROOT)));
        report.table(headings.toArray(String[]::new));
        speeds.forEach((what, perSecond) -> {
            List<String> row = new ArrayList<>(List.of(what));
            for (History history : histories) {
                row.add(perSecond.getOrDefault(history.signal(), ""));
            }
            report.row(row.toArray(String[]::new));
        });
    }

    private void speed(String what, History history, Duration taken) {
        String perSecond = "%,.0f".formatted(history.points() / (taken.toNanos() / 1e9));
        speeds.computeIfAbsent(what, any -> new EnumMap<>(Signal.class))
                .put(history.signal(), perSecond);
        // The tables come at the end; somebody may be waiting.
        System.out.println(what + ", " + history.signal().title + ": " + perSecond);
    }

    private static String[] size(String what, long bytes, long points) {
        return new String[] {
            what, "%,d".formatted(bytes >> 20), "%.2f".formatted((double) bytes / points)
        };
    }
}
