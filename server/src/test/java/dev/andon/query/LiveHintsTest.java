package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveHintsTest {
    private static TestDatabase database;
    private static LiveHints hints;

    @BeforeAll
    static void start() throws SQLException {
        database = TestDatabase.migrated();
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into andon.machines(id, name) values ('M-01', 'Extruder'), ('M''2', 'Press');
                    insert into andon.series(machine_id, metric_type, zone_number) values
                        ('M-01', 'temperature', null), ('M''2', 'temperature', null),
                        ('M-01', 'heat', 1), ('M-01', 'heat', 2), ('M-01', 'one_zone', 7)
                    """);
        }
        hints = new LiveHints(new SeriesQueries(database.owner()));
    }

    @AfterAll
    static void stop() {
        hints.close();
        database.close();
    }

    @Test
    void appendsToRawPointsOfOneSeries() {
        assertThat(
                        hint(
                                """
                                SELECT
                                  timestamp AS time,
                                  value AS temperature,
                                  target_value AS target
                                FROM machine_metrics
                                WHERE
                                  machine_id = 'M-01'
                                  AND metric_type = 'temperature'
                                  AND timestamp >= '2025-03-19T08:00:00Z'
                                  AND timestamp <= '2025-03-19T08:10:00Z'
                                ORDER BY timestamp ASC;
                                """))
                .isEqualTo(
                        new LiveHint.Append(
                                List.of("M-01"),
                                List.of("temperature"),
                                null,
                                Map.of("temperature", "value", "target", "target_value")));
    }

    @Test
    void appendsToOneZone() {
        assertThat(
                        hint(
                                """
                                SELECT "timestamp" AS "time", value FROM public.machine_metrics m
                                WHERE m.machine_id IN ('M-01') AND (m.metric_type = 'heat')
                                  AND m.zone_number = 2
                                  AND m."timestamp" BETWEEN '2025-03-19T08:00:00Z' AND '2025-03-19T10:00:00Z'
                                ORDER BY 1
                                """))
                .isEqualTo(
                        new LiveHint.Append(
                                List.of("M-01"),
                                List.of("heat"),
                                List.of(2),
                                Map.of("value", "value")));
    }

    @Test
    void knowsTheOnlyZoneOfASeries() {
        assertThat(
                        hint(
                                "SELECT timestamp AS time, value FROM machine_metrics WHERE"
                                        + " machine_id = 'M-01' AND metric_type = 'one_zone'"))
                .isEqualTo(
                        new LiveHint.Append(
                                List.of("M-01"),
                                List.of("one_zone"),
                                List.of(7),
                                Map.of("value", "value")));
    }

    /** Each differs in one thing from raw points of one series. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT timestamp AS time, value FROM machine_metrics WHERE machine_id = 'M-01' AND metric_type = 'heat'",
                "SELECT timestamp AS time, value FROM machine_metrics WHERE machine_id = 'M-01' AND metric_type = 'heat' AND zone_number IS NULL",
                "SELECT timestamp AS time, avg(value) FROM machine_metrics WHERE machine_id = 'M-01' AND metric_type = 'heat' AND zone_number = 1 GROUP BY 1",
                "SELECT timestamp AS time, value * 2 AS value FROM machine_metrics WHERE machine_id = 'M-01' AND metric_type = 'heat' AND zone_number = 1",
                "SELECT timestamp AS time, value FROM machine_metrics WHERE machine_id = 'M-01' AND metric_type = 'heat' AND zone_number = 1 AND value > 80",
                "SELECT timestamp AS time, value FROM machine_metrics WHERE machine_id = 'M-01' AND metric_type = 'heat' AND zone_number = 1 LIMIT 10",
                "SELECT timestamp AS time, value FROM machine_metrics WHERE machine_id = 'M-01' AND metric_type = 'heat' AND zone_number = 1 ORDER BY timestamp DESC",
                "SELECT DISTINCT timestamp AS time, value FROM machine_metrics WHERE machine_id = 'M-01' AND metric_type = 'heat' AND zone_number = 1",
                "SELECT timestamp AS time, value, machine_id FROM machine_metrics WHERE machine_id = 'M-01' AND metric_type = 'heat' AND zone_number = 1",
                "SELECT timestamp AS time, value FROM machine_metrics m JOIN machines x ON x.id = m.machine_id WHERE m.machine_id = 'M-01' AND m.metric_type = 'heat' AND m.zone_number = 1",
                "SELECT date_trunc('hour', timestamp) AS time, value FROM machine_metrics WHERE machine_id = 'M-01' AND metric_type = 'heat' AND zone_number = 1",
            })
    void refreshesWhatIsMoreThanThat(String sql) {
        assertThat(hint(sql)).isEqualTo(new LiveHint.Refresh(List.of("M-01"), List.of("heat")));
    }

    @Test
    void collectsWhatEveryPartOfAQueryReads() {
        assertThat(
                        hint(
                                """
                                WITH hot AS (
                                    SELECT machine_id, avg(value) v FROM machine_metrics
                                    WHERE metric_type = 'temperature' AND machine_id IN ('M-01', 'M''2')
                                    GROUP BY 1)
                                SELECT h.v, m.name FROM hot h JOIN machines m ON m.id = h.machine_id
                                UNION ALL
                                SELECT value, x.name FROM machines x
                                LEFT JOIN machine_metrics mm
                                    ON mm.machine_id = x.id AND mm.metric_type = 'power'
                                WHERE mm.machine_id = 'M-03'
                                """))
                .isEqualTo(
                        new LiveHint.Refresh(
                                List.of("M-01", "M'2", "M-03"), List.of("temperature", "power")));
    }

    @Test
    void takesAnySampleWhereAConditionDoesNotBind() {
        assertThat(
                        hint(
                                "SELECT avg(value) FROM machine_metrics WHERE metric_type = 'a' OR value > 3"))
                .isEqualTo(LiveHint.Refresh.ANY);
        assertThat(
                        hint(
                                "SELECT avg(value) FROM machine_metrics WHERE metric_type <> 'a' AND machine_id = 'M-01'"))
                .isEqualTo(new LiveHint.Refresh(List.of("M-01"), null));
        assertThat(
                        hint(
                                "SELECT * FROM machine_metrics a FULL JOIN machine_metrics b ON"
                                        + " b.metric_type = 'x' WHERE a.metric_type = 'y'"))
                .isEqualTo(LiveHint.Refresh.ANY);
    }

    @Test
    void refreshesOtherTablesByAnySample() {
        assertThat(hint("SELECT id, name FROM machines")).isEqualTo(LiveHint.Refresh.ANY);
    }

    @Test
    void nothingChangesConstants() {
        assertThat(hint("SELECT 1 AS a, now() AS b")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT FROM WHERE",
                "SET work_mem = '8MB'; SELECT value FROM machine_metrics",
                "SHOW work_mem",
                "SELECT ((((((((((((((((((((((((((((((((((((((((((((((((((((((((1",
                "SELECT '\uD83D",
            })
    void refreshesWhatItDoesNotUnderstand(String sql) {
        assertThat(hint(sql)).isEqualTo(LiveHint.Refresh.ANY);
    }

    @Test
    void doesNotEvenReadWhatIsVeryLong() {
        assertThat(hint("SELECT 1" + " ".repeat(30_000))).isEqualTo(LiveHint.Refresh.ANY);
    }

    /** Whatever the text: a hint or none, and soon. */
    @ParameterizedTest
    @MethodSource("seeds")
    void survivesAnyText(long seed) {
        Random random = new Random(seed);
        String[] pieces = {
            "SELECT ",
            "FROM ",
            "machine_metrics ",
            "WHERE ",
            "machine_id ",
            "= ",
            "'a' ",
            "(",
            ")",
            ", ",
            "AND ",
            "OR ",
            "CASE WHEN ",
            "THEN ",
            "END ",
            "1 ",
            "IN ",
            "NOT ",
            "value ",
            "JOIN ",
            "ON ",
            "'",
        };
        StringBuilder sql = new StringBuilder("SELECT ");
        for (int piece = random.nextInt(80); piece > 0; piece--) {
            sql.append(pieces[random.nextInt(pieces.length)]);
        }
        hint(sql.toString());
    }

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    /** Asked twice, since the second time the text is known. */
    private static @Nullable LiveHint hint(String sql) {
        LiveHint first = hints.of(Ask.table(sql), sql);
        assertThat(hints.of(Ask.table(sql), sql)).isEqualTo(first);
        return first;
    }
}
