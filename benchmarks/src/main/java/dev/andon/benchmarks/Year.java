package dev.andon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A year of the plant: brought into Andon as an archive, month after month, with the space it takes
 * on the way; then questions over the whole year.
 */
final class Year {
    private static final int MACHINES = 20;
    private static final Duration CADENCE = Duration.ofSeconds(30);

    /** The seed's table of all machines would take 50 GB and hours. */
    private static final int MACHINES_OF_OTHERS = 2;

    private final Path work;
    private final Report report;
    private final History year;
    private final History part;
    private final QuestionTimes questions;

    Year(Path work, Report report, int shorten) {
        this.work = work;
        this.report = report;
        LocalDate until = LocalDate.now(Clock.systemUTC()).withDayOfMonth(1).minusMonths(1);
        Instant from = until.minusYears(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        long days = Duration.between(from, until.atStartOfDay().toInstant(ZoneOffset.UTC)).toDays();
        this.year =
                History.of(
                        Signal.QUANTISED,
                        Math.max(MACHINES_OF_OTHERS, MACHINES / shorten),
                        Batch.METRICS_EACH,
                        from,
                        Duration.ofDays(days / shorten),
                        CADENCE);
        this.part = year.of(MACHINES_OF_OTHERS);
        this.questions =
                new QuestionTimes(
                        List.of(
                                Question.of(
                                        "1 series, whole range, 1 h",
                                        part,
                                        List.of(part.series() - 1),
                                        "1 hour")));
    }

    void measure() throws Exception {
        report.text(
                """
                %,d points: %d series from %s until %s, a point every %d s, %s, seed %d. They come through `andon import` of line protocol, a month a run, day by day and of each day series by series.\
                """
                        .formatted(
                                year.points(),
                                year.series(),
                                year.from(),
                                year.until(),
                                CADENCE.toSeconds(),
                                year.signal().title,
                                Signal.SEED));
        Path data = work.resolve("year");
        Map<String, String> settings;
        try (Andon andon = Stored.sealingAnArchive(data)) {
            report.text("PostgreSQL " + andon.postgresVersion() + ".");
            settings = PostgresSettings.of(andon);
            fill(andon);
            fillSeed(SeedTable.in(andon));
        }
        try (Andon andon = Stored.sealingAnArchive(data)) {
            questions.ask(Side.ROLLUPS, andon.reader(), Question::ofRollup);
            questions.ask(Side.SEALED, andon.reader(), Question::ofPoints);
            questions.ask(Side.SEED, SeedTable.in(andon).database(), Question::ofPoints);
        }
        Optional<Path> programs = Timescale.programs();
        if (programs.isPresent()) {
            try (Timescale timescale =
                    Timescale.start(programs.get(), work.resolve("year-timescale"), settings)) {
                timescale(timescale);
            }
        } else {
            report.text("**TimescaleDB is not installed here: it is left out.**");
        }
        questions.write(report);
        report.text(
                "Target: Andon's rollups < 50 ms, at least 100 times as fast as the seed's table, and no slower than continuous aggregates.");
    }

    private void fill(Andon andon) throws Exception {
        Stored stored = new Stored(andon);
        stored.awaitClosed();
        report.table(
                "step",
                "points",
                "points/s",
                "s",
                "raw, MiB",
                "blocks, MiB",
                "rollups, MiB",
                "whole data folder with its log, MiB",
                "bytes a point: blocks");
        Duration all = Duration.ZERO;
        long points = 0;
        LocalDate month = LocalDate.ofInstant(year.from(), ZoneOffset.UTC);
        for (; start(month).isBefore(year.until()); month = month.plusMonths(1)) {
            History piece = year.between(start(month), start(month.plusMonths(1)));
            Duration taken = Import.run(andon, piece);
            all = all.plus(taken);
            points += piece.points();
            step(
                    "imported: " + month.toString().substring(0, 7),
                    piece.points(),
                    taken,
                    points,
                    stored);
        }
        step("imported, all", points, all, points, stored);
        all = all.plus(stored.awaitRollups());
        step("… until the rollups are written", points, all, points, stored);
        all = all.plus(stored.awaitSealed(year));
        step("… until nothing of it is raw", points, all, points, stored);
        stored.vacuum();
        step("vacuumed", points, all, points, stored);
        for (String level : Stored.LEVELS) {
            report.text(
                    "Rollup %s: %,d MiB, %.2f bytes a point."
                            .formatted(
                                    level,
                                    stored.rollupBytes(level) >> 20,
                                    (double) stored.rollupBytes(level) / points));
        }
        report.text(
                "Resident memory of Andon: at most %d MiB.".formatted(andon.largestBytes() >> 20));
    }

    private void step(String what, long points, Duration taken, long stored, Stored sizes)
            throws Exception {
        long rollups = 0;
        for (String level : Stored.LEVELS) {
            rollups += sizes.rollupBytes(level);
        }
        long blocks = sizes.sealedBytes(year);
        report.row(
                what,
                "%,d".formatted(points),
                "%,.0f".formatted(points / (taken.toNanos() / 1e9)),
                "%,d".formatted(taken.toSeconds()),
                "%,d".formatted(sizes.rawBytes(year) >> 20),
                "%,d".formatted(blocks >> 20),
                "%,d".formatted(rollups >> 20),
                "%,d".formatted(folderBytes(work.resolve("year")) >> 20),
                "%.2f".formatted((double) blocks / stored));
    }

    private void fillSeed(SeedTable seed) throws Exception {
        seed.create(year.until().minus(Duration.ofDays(30)));
        Duration taken = seed.load(part);
        seed.vacuum();
        report.text(
                """
                The seed's table and TimescaleDB have the first %d machines only, %,d points: that is to their favour, for the rows of a series lie closer together. \
                The seed's table took %,d s (%,.0f points/s) and has %,d MiB, %.1f bytes a point.\
                """
                        .formatted(
                                MACHINES_OF_OTHERS,
                                part.points(),
                                taken.toSeconds(),
                                part.points() / (taken.toNanos() / 1e9),
                                seed.bytes() >> 20,
                                (double) seed.bytes() / part.points()));
    }

    private void timescale(Timescale timescale) throws Exception {
        Hypertable table = new Hypertable(timescale);
        table.create();
        table.load(part);
        table.refresh(part);
        table.compress();
        table.vacuum();
        report.text(
                "%s: compressed %,d MiB, %.2f bytes a point; `metrics_hourly` %,d MiB."
                        .formatted(
                                timescale.version(),
                                table.bytes() >> 20,
                                (double) table.bytes() / part.points(),
                                table.bytesOf("metrics_hourly") >> 20));
        timescale.restart();
        questions.ask(Side.COMPRESSED, timescale.database(), Question::ofHypertable);
        questions.ask(Side.AGGREGATES, timescale.database(), Question::ofAggregate);
    }

    private static Instant start(LocalDate month) {
        return month.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static long folderBytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(Year::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            // PostgreSQL deletes files all the time.
            return 0;
        }
    }
}
