package dev.andon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Sealed samples on one server: for readers and writers of SQL as if they were not sealed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SealedSamplesContract {
    private static final long DAY = SortedSamples.MICROS_A_DAY;
    private static final LocalDate MARCH_10 = LocalDate.of(2025, 3, 10);

    private @Nullable TestDatabase database;

    @SuppressWarnings("NullAway.Init") // Made before any test.
    private SealedPlant plant;

    abstract TestDatabase open();

    @BeforeAll
    void createDatabase() {
        database = open();
        plant = new SealedPlant(database);
    }

    @AfterAll
    void dropDatabase() {
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void empty() {
        plant.empty();
    }

    @Test
    void postgresDecodesEveryBit() throws SQLException {
        long seed = new Random().nextLong();
        System.out.println("seed of signals: " + seed);
        List<Signals> signals = Signals.all(seed);
        List<SampleBlock> sealed = new ArrayList<>();
        for (int series = 0; series < signals.size(); series++) {
            sealed.addAll(signals.get(series).encode(series));
        }
        long start = Signals.DAY.toEpochDay() * DAY;
        int[] ids = IntStream.range(0, signals.size()).toArray();
        plant.seal(YearMonth.from(Signals.DAY), sealed);

        List<String> wrong = new ArrayList<>();
        int[] next = new int[signals.size()];
        try (Connection connection = plant.connection()) {
            plant.store()
                    .decoded(
                            connection,
                            ids,
                            start,
                            start + DAY,
                            (series, micros, value, target) -> {
                                Signals signal = signals.get(series);
                                int point = next[series]++;
                                if (micros != signal.micros()[point]
                                        || bits(value) != bits(signal.values()[point])
                                        || bits(target) != bits(signal.targets()[point])) {
                                    wrong.add(signal.name() + " point " + point);
                                }
                            });
        }

        assertThat(wrong).isEmpty();
        assertThat(next)
                .containsExactly(signals.stream().mapToInt(s -> s.micros().length).toArray());
    }

    @Test
    void blocksAreReadAndTakenAsTheyWereWritten() throws SQLException {
        List<Signals> signals = Signals.all(1);
        List<SampleBlock> sealed = new ArrayList<>();
        for (int series = 0; series < signals.size(); series++) {
            sealed.addAll(signals.get(series).encode(series));
        }
        long start = Signals.DAY.toEpochDay() * DAY;
        int[] ids = IntStream.range(0, signals.size()).toArray();
        plant.seal(YearMonth.from(Signals.DAY), sealed);

        try (Connection connection = plant.connection()) {
            connection.setAutoCommit(false);
            assertThat(
                            plant.store().read(connection, ids, start, start + DAY).stream()
                                    .map(SealedPlant::points))
                    .containsExactlyElementsOf(sealed.stream().map(SealedPlant::points).toList());
            assertThat(plant.store().read(connection, ids, start - DAY, start)).isEmpty();
            assertThat(
                            plant.store()
                                    .read(
                                            connection,
                                            new int[] {0},
                                            start + DAY / 2,
                                            start + DAY / 2 + 1))
                    .hasSize(1);

            List<SampleBlock> taken = plant.store().take(connection, ids, start, start + DAY);

            assertThat(taken.stream().map(SealedPlant::points))
                    .containsExactlyElementsOf(sealed.stream().map(SealedPlant::points).toList());
            assertThat(plant.store().read(connection, ids, start, start + DAY)).isEmpty();
            connection.commit();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from machine_metrics order by machine_id, metric_type, zone_number, \"timestamp\"",
                "select machine_id, zone_number, count(*), min(value), max(value), count(target_value), min(\"timestamp\")"
                        + " from machine_metrics group by 1, 2 order by 1, 2",
                "select time_bucket('1 hour', \"timestamp\"), metric_type, max(value), min(target_value) from machine_metrics"
                        + " where \"timestamp\" >= '2025-03-10 06:30:00Z' and \"timestamp\" < '2025-03-10 18:00:00Z'"
                        + " group by 1, 2 order by 1, 2",
                "select distinct on (machine_id, metric_type, zone_number) * from machine_metrics"
                        + " order by machine_id, metric_type, zone_number, \"timestamp\" desc",
                "select count(*) from machine_metrics where zone_number is null",
                "select count(*), sum(value) from machine_metrics where target_value is null and zone_number = 2",
                "select value from machine_metrics where metric_type = 'temp' and machine_id = 'M'"
                        + " and \"timestamp\" between '2025-03-10T11:59:30Z' and '2025-03-10T12:00:30Z' order by \"timestamp\""
            })
    void answersAreTheSame(String query) throws SQLException {
        plant.insertDay(MARCH_10);
        List<String> raw = SealedPlant.rows(plant.reader(), query);
        assertThat(raw).isNotEmpty();

        plant.sealDay(MARCH_10);

        assertThat(SealedPlant.text(plant.owner(), "select count(*) from samples")).isEqualTo("0");
        assertThat(SealedPlant.rows(plant.reader(), query)).isEqualTo(raw);
    }

    @Test
    void aConstantRangeReadsItsMonthsAndNoOthers() throws SQLException {
        for (int month = 1; month <= 6; month++) {
            plant.store().ensureMonth(YearMonth.of(2025, month));
        }
        for (String range :
                List.of(
                        "\"timestamp\" >= '2025-03-10T00:00:00Z' and \"timestamp\" < '2025-03-11T02:00:00Z'",
                        "\"timestamp\" BETWEEN '2025-03-10T00:00:00Z' AND '2025-03-11T02:00:00Z'",
                        "time_bucket('1 hour', \"timestamp\") is not null and \"timestamp\" >= timestamptz '2025-03-01 00:00+00'"
                                + " and \"timestamp\" < timestamptz '2025-04-01 00:00+00'")) {
            assertThat(
                            SealedPlant.months(
                                    plant.reader(), "select * from machine_metrics where " + range))
                    .containsExactly("sample_blocks_202503");
        }
        assertThat(
                        SealedPlant.months(
                                plant.reader(),
                                "select max(value) from machine_metrics where \"timestamp\" >= '2025-04-30T23:59:59Z'"))
                .containsExactly(
                        "sample_blocks_202504", "sample_blocks_202505", "sample_blocks_202506");
        assertThat(
                        SealedPlant.months(
                                plant.reader(),
                                "select * from machine_metrics where \"timestamp\" >= '2025-07-01T00:00:00Z'"))
                .isEmpty();
    }

    @Test
    void pointsOfARangeTouchOnlyTheirBlocks() throws SQLException {
        plant.store().ensureMonth(YearMonth.of(2025, 2));
        for (LocalDate day : List.of(MARCH_10.minusDays(1), MARCH_10, MARCH_10.plusDays(1))) {
            plant.insertDay(day);
            plant.sealDay(day);
        }
        String between = "samples_between(1, '2025-03-10 09:00:00Z', '2025-03-10 10:00:00Z') as p";

        try (Connection connection = plant.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local enable_seqscan = off");
            JdbcClient client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            assertThat(SealedPlant.text(client, "select count(*) from " + between))
                    .isEqualTo("120");
            // The block of that hour, and two that the index cannot tell from it.
            assertThat(
                            SealedPlant.text(
                                    client,
                                    "select pg_stat_get_xact_tuples_fetched('sample_blocks_202503'::regclass)"
                                            + " + pg_stat_get_xact_tuples_fetched('sample_blocks_202503_pkey'::regclass)"))
                    .isEqualTo("3");
        }
        plant.owner().sql("create view public.an_hour as select * from " + between).update();
        plant.owner().sql("grant select on public.an_hour to andon_reader").update();
        try {
            assertThat(SealedPlant.text(plant.reader(), "select count(*) from an_hour"))
                    .isEqualTo("120");
        } finally {
            plant.owner().sql("drop view public.an_hour").update();
        }
    }

    @Test
    void pointsBetweenTakesNoHarmFromInfinity() throws SQLException {
        plant.insertDay(MARCH_10);
        plant.sealDay(MARCH_10);
        plant.insertDay(MARCH_10.plusDays(1));

        assertThat(
                        SealedPlant.text(
                                plant.owner(),
                                "select count(*) from samples_between(1, '-infinity', 'infinity')"))
                .isEqualTo("5760");
        assertThat(
                        SealedPlant.text(
                                plant.owner(),
                                "select max(\"timestamp\") at time zone 'UTC'"
                                        + " from samples_between(1, '-infinity', '2025-03-11Z')"))
                .isEqualTo("2025-03-10 23:59:30");
    }

    @Test
    void aSealedPointThatComesAgainStaysSealed() throws SQLException {
        plant.sealOneSeries(MARCH_10);

        plant.insert("2025-03-10T12:00:00Z", "1440", "null");

        assertThat(SealedPlant.text(plant.owner(), "select count(*) from samples")).isEqualTo("0");
        assertThat(SealedPlant.text(plant.owner(), "select sum(points) from sample_blocks"))
                .isEqualTo("2880");
    }

    @Test
    void aCorrectionUnsealsItsBlockAndNoOther() throws SQLException {
        plant.sealOneSeries(MARCH_10);
        plant.owner().sql("select close_until('2025-04-01Z')").query().singleRow();

        plant.insert("2025-03-10T12:00:00Z", "-1", "null");

        assertThat(SealedPlant.text(plant.owner(), "select count(*) from samples"))
                .isEqualTo("960");
        assertThat(SealedPlant.text(plant.owner(), "select sum(points) from sample_blocks"))
                .isEqualTo("1920");
        assertThat(
                        SealedPlant.text(
                                plant.reader(),
                                "select count(*) || ' ' || min(value) || ' ' || sum(value) from machine_metrics"))
                .isEqualTo("2880 -1 " + (2880L * 2879 / 2 - 1441));
        assertThat(
                        SealedPlant.text(
                                plant.owner(),
                                "select since at time zone 'UTC' from sample_changes"))
                .isEqualTo("2025-03-10 12:00:00");
    }

    @Test
    void aPointBetweenSealedOnesUnsealsNothing() throws SQLException {
        plant.sealOneSeries(MARCH_10);

        plant.insert("2025-03-10T12:00:01Z", "5", "6");
        plant.insert("2025-03-10T12:00:01Z", "5", "7");

        assertThat(SealedPlant.text(plant.owner(), "select sum(points) from sample_blocks"))
                .isEqualTo("2880");
        assertThat(
                        SealedPlant.text(
                                plant.owner(),
                                "select count(*) || ' ' || max(target_value) from samples"))
                .isEqualTo("1 7");
        assertThat(SealedPlant.text(plant.reader(), "select count(*) from machine_metrics"))
                .isEqualTo("2881");
    }

    /** A writer to an old day waits for who moves its points; one to today never does. */
    @Test
    void writersOfOldDaysShareTheLockOfTheDay() throws SQLException {
        plant.sealOneSeries(MARCH_10);
        plant.insert("2025-03-10T12:00:01Z", "5", "6");
        try (Connection mover = plant.connection();
                Statement statement = mover.createStatement()) {
            mover.setAutoCommit(false);
            statement.execute(
                    "select pg_advisory_xact_lock(hashtext('andon.sealing'), date '2025-03-10' - date '1970-01-01')");

            for (String time :
                    List.of(
                            "2025-03-10T12:00:00Z",
                            "2025-03-10T12:00:02Z",
                            "2025-03-10T23:59:59Z")) {
                assertThatThrownBy(() -> plant.insertImpatiently(time))
                        .hasMessageContaining("lock timeout");
            }
            plant.insertImpatiently("2025-03-11T12:00:00Z");
            plant.insertImpatiently("now");
            mover.rollback();
        }
        plant.insertImpatiently("2025-03-10T12:00:02Z");
    }

    @Test
    void manyMakeTheSameMonthsAtOnce() throws Exception {
        List<Callable<Object>> work = new ArrayList<>();
        List<YearMonth> months =
                IntStream.rangeClosed(1, 8).mapToObj(month -> YearMonth.of(1999, month)).toList();
        for (int worker = 0; worker < 4; worker++) {
            List<YearMonth> order = worker % 2 == 0 ? months : months.reversed();
            work.add(() -> {
                for (YearMonth month : order) {
                    plant.store().ensureMonth(month);
                }
                return order;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Object> done : threads.invokeAll(work)) {
                done.get();
            }
        }
        assertThat(
                        SealedPlant.months(
                                plant.owner(), "select * from machine_metrics where value > 0"))
                .contains("sample_blocks_199901", "sample_blocks_199908");
        for (YearMonth month : months) {
            plant.owner()
                    .sql("select drop_blocks_month(?)")
                    .param(month.atDay(1))
                    .query()
                    .singleRow();
        }
        assertThat(
                        SealedPlant.months(
                                plant.owner(), "select * from machine_metrics where value > 0"))
                .noneMatch(name -> name.startsWith("sample_blocks_1999"));
    }

    @Test
    void aReaderInTheMiddleOfAQueryIsNotWaitedForForEver() throws SQLException {
        try (Connection connection = plant.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select count(*) from machine_metrics");

            assertThatThrownBy(() -> plant.store().ensureMonth(YearMonth.of(1990, 1)))
                    .satisfies(failure ->
                            assertThat(DatabaseFailure.of(failure))
                                    .isEqualTo(DatabaseFailure.COLLISION));
            connection.rollback();
        }
        plant.store().ensureMonth(YearMonth.of(1990, 1));
    }

    private static long bits(double number) {
        return Double.doubleToLongBits(number);
    }
}
