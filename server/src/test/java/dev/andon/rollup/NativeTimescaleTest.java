package dev.andon.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.postgres.NativeTimescale;
import dev.andon.store.Appended;
import dev.andon.store.SampleStore;
import dev.andon.store.Samples;
import dev.andon.store.StoreFixture;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What TimescaleDB in memory cannot show: COPY, several connections, and more points. */
class NativeTimescaleTest {
    private static NativeTimescale timescale;

    @BeforeAll
    static void start() {
        timescale = NativeTimescale.start();
    }

    @AfterAll
    static void stop() {
        if (timescale != null) {
            timescale.close();
        }
    }

    @Test
    void groupsAreCopiedMergedAndAnswered() throws SQLException {
        sameHistory(
                timescale.migrated(),
                7,
                "select compress_chunk(c, if_not_compressed => true) from show_chunks('andon.samples') c");
    }

    @Test
    void theApacheEditionAnswersTheSame() throws SQLException {
        try (NativeTimescale apache = NativeTimescale.apacheEdition()) {
            sameHistory(apache.migrated(), 8, "select show_chunks('andon.samples')");
        }
    }

    private static void sameHistory(DataSource database, long seed, String upkeep)
            throws SQLException {
        Random random = new Random(seed);
        try (EnginePair engines = new EnginePair(database, ZoneId.of("Europe/Berlin"))) {
            engines.execute("insert into machines (id, name) values ('A', 'A'), ('B', 'B')");
            engines.execute(
                    "insert into series (machine_id, metric_type) values ('A', 't'), ('B', 't')");
            SampleStore plain = StoreFixture.on(engines.plain);
            SampleStore other = StoreFixture.on(engines.timescale);
            engines.clock.set(Instant.parse("2026-03-31T10:00:00Z"));
            for (int step = 0; step < 30; step++) {
                String context = "seed %d, step %d".formatted(seed, step);
                Instant from =
                        engines.clock
                                .instant()
                                .minus(random.nextInt(5 * 24), ChronoUnit.HOURS)
                                .truncatedTo(ChronoUnit.HOURS);
                sameFates(plain, other, random.nextLong(), from);
                engines.clock.advance(Duration.ofMinutes(20));
                if (step % 7 == 6) {
                    engines.onTimescale(upkeep);
                }
                engines.pass();
                engines.answersAgree(context);
            }
            engines.settle();
            engines.tablesAgree("the end");
            engines.answersAgree("the end");
        }
    }

    /**
     * A machine that was away for a month sends it again: more than TimescaleDB unpacks by default.
     */
    @Test
    void aMonthIsCorrectedInCompressedChunks() {
        DataSource database = timescale.migrated();
        JdbcClient owner = JdbcClient.create(database);
        SampleStore store = StoreFixture.on(database);
        Instant from = Instant.parse("2025-01-01T00:00:00Z");
        int points = 200_000;
        assertThat(fates(store.append(run(77, from, points, 0)), points))
                .containsOnlyKeys("STORED");
        owner.sql(
                        "select compress_chunk(c) from show_chunks('andon.samples', newer_than => timestamptz '2025-01-01', older_than => timestamptz '2025-04-01') c")
                .query()
                .listOfRows();

        assertThat(fates(store.append(run(77, from, points, 0)), points))
                .containsOnlyKeys("UNCHANGED");
        assertThat(fates(store.append(run(77, from, points, 1)), points))
                .containsOnlyKeys("CORRECTED");
        assertThat(
                        owner.sql("select count(*) from andon.samples where series_id = 77")
                                .query(Integer.class)
                                .single())
                .isEqualTo(points);
    }

    @Test
    void severalWritersMakeTheirChunksAtOnce() throws Exception {
        SampleStore store = StoreFixture.on(timescale.migrated());
        List<Future<Appended>> results = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(6)) {
            for (int writer = 0; writer < 24; writer++) {
                int series = 1000 + writer;
                results.add(
                        writers.submit(() ->
                                store.append(
                                        run(
                                                series,
                                                Instant.parse("2024-05-01T00:00:00Z"),
                                                20_000,
                                                0))));
            }
            for (Future<Appended> result : results) {
                assertThat(result.get().changes()).isEqualTo(20_000);
            }
        }
    }

    /** As docs/operations.md says how to drop chunks. */
    @Test
    void rollupsOutliveTheirPoints() throws SQLException {
        DataSource database = timescale.migrated();
        JdbcClient owner = JdbcClient.create(database);
        try (EnginePair engines = new EnginePair(database, ZoneId.of("Europe/Berlin"))) {
            engines.execute(
                    """
                    insert into public.machine_metrics
                    select 'A', 't', extract(minute from t), t, null, null
                    from generate_series(timestamptz '2026-03-20 00:00:00+00', '2026-03-26 00:00:00+00', '1 min') t
                    """);
            engines.settle();
            List<@Nullable String> hours = hours(owner);

            owner.sql("select andon.keep_only_since('samples', null, '2026-03-23 00:00Z')")
                    .query()
                    .singleRow();
            owner.sql("select drop_chunks('andon.samples', '2026-03-23 00:00Z'::timestamptz)")
                    .query()
                    .listOfRows();
            engines.onTimescale(
                    "insert into public.machine_metrics values ('A', 't', 99, '2026-03-21 10:00:30Z', null, null) returning 1");
            engines.settle();

            assertThat(hours(owner)).hasSizeGreaterThan(120).isEqualTo(hours);
            assertThat(
                            owner.sql("select count(*) from andon.samples")
                                    .query(Integer.class)
                                    .single())
                    .isEqualTo(3 * 24 * 60 + 2);
        }
    }

    private static List<@Nullable String> hours(JdbcClient owner) {
        return owner.sql("select h::text from public.machine_metrics_hourly h order by 1")
                .query(String.class)
                .list();
    }

    private static void sameFates(
            SampleStore plain, SampleStore timescaleStore, long seed, Instant from) {
        Appended expected = plain.append(batch(new Random(seed), from));
        Appended actual = timescaleStore.append(batch(new Random(seed), from));
        assertThat(fates(actual, actual.changes())).isEqualTo(fates(expected, expected.changes()));
        assertThat(actual.changes()).isEqualTo(expected.changes());
    }

    private static Samples batch(Random random, Instant from) {
        int count = 1 + random.nextInt(300);
        Samples samples = new Samples(count);
        for (int point = 0; point < count; point++) {
            samples.add(
                    1 + random.nextInt(2),
                    ChronoUnit.MICROS.between(
                            Instant.EPOCH, from.plusSeconds(30L * random.nextInt(120))),
                    random.nextInt(20) / 10.0,
                    random.nextBoolean() ? Double.NaN : 1.5);
        }
        return samples;
    }

    private static Samples run(int series, Instant from, int count, double offset) {
        Samples samples = new Samples(count);
        for (int point = 0; point < count; point++) {
            samples.add(
                    series,
                    ChronoUnit.MICROS.between(Instant.EPOCH, from.plusSeconds(30L * point)),
                    point % 100 + offset,
                    Double.NaN);
        }
        return samples;
    }

    private static Map<String, Integer> fates(Appended appended, int count) {
        Map<String, Integer> fates = new TreeMap<>();
        for (int point = 0; point < count; point++) {
            fates.merge(appended.fate(point).toString(), 1, Integer::sum);
        }
        return fates;
    }
}
