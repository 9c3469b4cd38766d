package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import dev.andon.planner.Plan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The newest or the oldest points of a long range are those of the whole range. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstRowsTest {
    private static final long FIRST = Instant.parse("2025-01-01T00:00:00Z").getEpochSecond();
    private static final int DAYS = 90;

    private TestDatabase database;
    private QueryEngine engine;

    /** One machine all the time, one that fell silent, one that sends rarely. */
    @BeforeAll
    void aWinter() throws SQLException {
        database = TestDatabase.migrated();
        engine = QueryEngine.over(database.reader(), database.owner(), Ask.CONFIG);
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into public.machine_metrics (machine_id, metric_type, value, "timestamp")
                    select m, 't', n, timestamptz '2025-01-01 00:00:00+00' + n * every
                    from (values ('M1', interval '40 minutes', 3240), ('M2', interval '1 hour', 500),
                                 ('M3', interval '11 days', 8)) s (m, every, points),
                         generate_series(0, points - 1) n
                    """);
            statement.execute("select close_until('2025-04-10 00:00:00+00')");
            statement.execute("select close_rollup('5m', interval '200 days')");
        }
    }

    @AfterAll
    void stop() {
        engine.close();
        database.close();
    }

    @Test
    void randomOnesAreThoseOfTheWholeRange() throws SQLException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int sooner = 0;
        for (int question = 0; question < 150; question++) {
            String sql = random(random);
            Frame frame = Ask.frame(engine.ask(Ask.table(sql), Cancellation.of(null)));
            assertThat(rows(frame)).as("seed %d: %s", seed, sql).isEqualTo(rows(sql));
            sooner += isNarrowed(frame) ? 1 : 0;
        }
        assertThat(sooner).as("seed %d", seed).isGreaterThan(30);
    }

    private static String random(Random random) {
        long from = FIRST + random.nextInt(DAYS * 86_400);
        long to = from + random.nextInt(DAYS * 86_400);
        String machine =
                List.of(
                                "",
                                "machine_id = 'M1' and ",
                                "machine_id = 'M2' and ",
                                "machine_id = 'M3' and ")
                        .get(random.nextInt(4));
        String value = random.nextInt(3) == 0 ? "value::int % 7 = 3 and " : "";
        String direction = List.of("", " asc", " desc", " desc nulls last").get(random.nextInt(4));
        return "select timestamp as time, machine_id, value from machine_metrics where %s%stimestamp between '%s' and '%s' order by %s%s, machine_id limit %d"
                .formatted(
                        machine,
                        value,
                        Instant.ofEpochSecond(from),
                        Instant.ofEpochSecond(to),
                        List.of("timestamp", "time", "1").get(random.nextInt(3)),
                        direction,
                        random.nextInt(4) == 0 ? random.nextInt(60) : 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select value from machine_metrics where R order by timestamp desc limit 1",
                "select * from machine_metrics m where R order by m.timestamp desc limit 5;",
                "select timestamp as time, value from machine_metrics where (machine_id = 'M1' or value > 3) and R order by 1 limit 1",
            })
    void theEndIsAskedFirst(String text) {
        Frame frame = ask(text);
        assertThat(isNarrowed(frame)).as(String.valueOf(frame.meta().plan())).isTrue();
        assertThat(frame.rows()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select value from machine_metrics where R order by value desc limit 1",
                "select value as timestamp from machine_metrics where R order by timestamp desc limit 1",
                "select value, now()::timestamp from machine_metrics where R order by timestamp desc limit 1",
                "select value, lag(value) over (order by timestamp) from machine_metrics where R order by timestamp desc limit 1",
                "select distinct timestamp from machine_metrics where R order by timestamp desc limit 1",
                "select value from machine_metrics where R order by timestamp desc limit 1 offset 3",
                "select value from machine_metrics where R order by timestamp desc fetch first 1 rows with ties",
                "select value from machine_metrics where R order by timestamp desc",
                "select value from machine_metrics where timestamp > '2025-01-02' order by timestamp desc limit 1",
                "select m.value from machine_metrics m join machines k on k.id = m.machine_id where R order by m.timestamp desc limit 1",
                "(select value from machine_metrics where R order by timestamp desc limit 1) union all select 1",
                "select min(timestamp) from machine_metrics where R group by machine_id order by 1 limit 1",
            })
    void othersAreAskedAsTheyAre(String text) {
        assertThat(isNarrowed(ask(text))).isFalse();
    }

    private Frame ask(String text) {
        String sql = text.replace("R", "timestamp between '2025-01-03' and '2025-03-20'");
        return Ask.frame(engine.ask(Ask.table(sql), Cancellation.of(null)));
    }

    /** Whether the answer came from a part of the range. */
    private static boolean isNarrowed(Frame frame) {
        Plan plan = Objects.requireNonNull(frame.meta().plan());
        return plan.sql().contains(") and \"");
    }

    private static List<String> rows(Frame frame) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < frame.rows(); row++) {
            StringBuilder line = new StringBuilder();
            for (Frame.Field field : frame.fields().subList(1, 3)) {
                line.append(field.values().text(row)).append(' ');
            }
            rows.add(line.toString());
        }
        return rows;
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(2) + " " + result.getString(3) + " ");
            }
        }
        return rows;
    }
}
