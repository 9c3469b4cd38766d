package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.SettableClock;
import dev.andon.TestDatabase;
import dev.andon.rollup.Rollups;
import dev.andon.store.SampleStore;
import dev.andon.store.Samples;
import dev.andon.store.StoreFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** Kept answers are those that an engine gives that keeps none. */
class KeptAnswersTest {
    private static final Instant START = Instant.parse("2026-03-27T00:30:00Z");
    private static final List<String> SHAPES =
            List.of(
                    """
                    SELECT $__timeGroup(timestamp, '1m') AS time, machine_id, avg(value), min(value), count(*)
                    FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1, 2 ORDER BY 1, 2
                    """,
                    """
                    SELECT time_bucket('5 minutes', timestamp) AS time, max(value) FROM machine_metrics
                    WHERE machine_id = 'A' AND $__timeFilter(timestamp) GROUP BY 1 ORDER BY 1
                    """,
                    """
                    SELECT date_trunc('hour', timestamp) AS time, sum(value) AS "all" FROM machine_metrics m
                    WHERE $__timeFilter(m.timestamp) GROUP BY time HAVING count(*) > 2 ORDER BY time
                    """,
                    """
                    SELECT date_trunc('day', timestamp, 'Europe/Berlin') AS time, machine_id AS metric, stddev(value)
                    FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1, 2 ORDER BY 1, 2;
                    """,
                    """
                    SELECT date_bin('17 minutes', timestamp, '2026-01-01 00:00:01+00') AS time, count(value)
                    FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1 -- the end
                    """);

    private final TestDatabase database = TestDatabase.migrated();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final SettableClock clock = new SettableClock(START);
    private final SampleStore store = StoreFixture.on(database.owner());
    private final Rollups rollups =
            new Rollups(database.owner(), ZoneId.of("Europe/Berlin"), clock);
    private final QueryEngine keeping =
            QueryEngine.over(database.reader(), database.owner(), Ask.CONFIG);
    private final QueryEngine forgetting =
            QueryEngine.over(database.reader(), database.owner(), keepingNothing());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Integer> series = new ArrayList<>();

    @BeforeEach
    void twoMachines() {
        for (String machine : List.of("A", "B")) {
            owner.sql("insert into machines (id, name) values (?, ?)")
                    .params(machine, machine)
                    .update();
            series.add(
                    owner.sql(
                                    "insert into series (machine_id, metric_type) values (?, 't') returning id")
                            .param(machine)
                            .query(Integer.class)
                            .single());
        }
        keeping.measuredIn(meters);
    }

    @AfterEach
    void stop() {
        keeping.close();
        forgetting.close();
        database.close();
    }

    @Test
    void areWhatTheDatabaseWouldHaveSaid() throws SQLException {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("KeptAnswersTest seed " + seed);
        Random random = new Random(seed);
        for (int step = 0; step < 400; step++) {
            happen(random);
            compare(question(random), "seed %d, step %d".formatted(seed, step));
        }
        assertThat(count("part")).isGreaterThan(100);
    }

    private void happen(Random random) throws SQLException {
        Instant now = clock.instant();
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> append(random, now.minusSeconds(600), now);
            case 3 -> append(random, now.minus(Duration.ofHours(30)), now);
            case 4 -> clock.advance(Duration.ofMinutes(random.nextInt(90)));
            case 5 -> rollups.settle();
            case 6 -> rollups.pass();
            default -> {
                // Another question.
            }
        }
    }

    private void append(Random random, Instant from, Instant to) {
        Samples samples = new Samples(40);
        for (int point = 0; point < 40; point++) {
            Instant time =
                    from.plusSeconds(random.nextLong(Duration.between(from, to).toSeconds()));
            samples.add(
                    series.get(random.nextInt(series.size())),
                    ChronoUnit.MICROS.between(Instant.EPOCH, time.truncatedTo(ChronoUnit.SECONDS)),
                    random.nextInt(1_000) / 10.0,
                    Double.NaN);
        }
        store.append(samples);
    }

    private Question question(Random random) {
        Instant to = clock.instant().plusMillis(random.nextInt(-8_000_000, 60_000));
        Instant from = to.minus(Duration.ofMillis(random.nextInt(30, 120_000_000)));
        if (random.nextInt(5) == 0) {
            from = from.truncatedTo(ChronoUnit.HOURS);
            to = from.plus(Duration.ofHours(1 + random.nextInt(30))).minusMillis(1);
        }
        return new Question(
                "A",
                SHAPES.get(random.nextInt(SHAPES.size())),
                Format.TABLE,
                Dialect.POSTGRES,
                new TimeRange(from, to),
                Duration.ofMinutes(1),
                1_000);
    }

    private void compare(Question question, String context) {
        List<String> expected = rows(forgetting, question);
        assertThat(rows(keeping, question)).as("%s: %s", context, question).isEqualTo(expected);
        assertThat(rows(keeping, question)).as("again, %s", context).isEqualTo(expected);
    }

    /** Numbers to ten digits: in what order they are added up is the database's choice. */
    private static List<String> rows(QueryEngine engine, Question question) {
        Frame frame = Ask.frame(engine.ask(question, Cancellation.of(null)));
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < frame.rows(); row++) {
            StringBuilder line = new StringBuilder();
            for (Frame.Field field : frame.fields()) {
                String text = Objects.requireNonNullElse(field.values().text(row), "null");
                line.append(' ')
                        .append(
                                field.values() instanceof Column.Doubles && !text.equals("null")
                                        ? "%.10g".formatted(Double.parseDouble(text))
                                        : text);
            }
            rows.add(line.toString());
        }
        // Some of these questions leave the order open.
        return rows.stream().sorted().toList();
    }

    @Test
    void aLatePointIsSeenAtOnceAndCostsOnlyItsBucket() throws SQLException {
        append(new Random(1), START.minus(Duration.ofHours(20)), START);
        rollups.settle();
        Question day =
                new Question(
                        "A",
                        SHAPES.get(1),
                        Format.TABLE,
                        Dialect.POSTGRES,
                        new TimeRange(START.minus(Duration.ofHours(20)), START),
                        Duration.ofMinutes(1),
                        1_000);
        compare(day, "first");
        Samples late = new Samples(1);
        late.add(
                series.getFirst(),
                ChronoUnit.MICROS.between(Instant.EPOCH, START.minus(Duration.ofHours(3))),
                5_000,
                Double.NaN);
        store.append(late);
        compare(day, "late, not repaired");
        rollups.settle();
        double found = count("part");
        compare(day, "repaired");

        assertThat(count("part") - found).isEqualTo(2);
        assertThat(String.join("", rows(keeping, day))).contains("5000.000000");
    }

    @Test
    void memoryIsBounded() throws SQLException {
        append(new Random(1), START.minus(Duration.ofHours(20)), START);
        rollups.settle();
        try (QueryEngine tight =
                QueryEngine.over(
                        database.reader(), database.owner(), keeping(DataSize.ofBytes(5_000)))) {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            tight.measuredIn(registry);
            for (String shape : SHAPES) {
                rows(
                        tight,
                        new Question(
                                "A",
                                shape,
                                Format.TABLE,
                                Dialect.POSTGRES,
                                new TimeRange(START.minus(Duration.ofHours(20)), START),
                                Duration.ofMinutes(1),
                                1_000));
                assertThat(registry.get("andon.query.kept.size").gauge().value())
                        .isLessThanOrEqualTo(5_000);
            }
        }
    }

    private double count(String found) {
        return meters.get("andon.query.kept").tag("found", found).functionCounter().count();
    }

    private static QueryConfig keepingNothing() {
        return keeping(DataSize.ofBytes(0));
    }

    private static QueryConfig keeping(DataSize size) {
        return new QueryConfig(
                Ask.CONFIG.timeout(),
                Ask.CONFIG.rowLimit(),
                Ask.CONFIG.sizeLimit(),
                Ask.CONFIG.concurrency(),
                Ask.CONFIG.concurrencyPerCaller(),
                Ask.CONFIG.queueWait(),
                size,
                Ask.CONFIG.reduction(),
                Ask.CONFIG.quoting());
    }
}
