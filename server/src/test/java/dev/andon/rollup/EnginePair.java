package dev.andon.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.andon.SettableClock;
import dev.andon.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One history on two databases: one that Andon keeps, and one that TimescaleDB keeps. */
final class EnginePair implements AutoCloseable {
    /** What Grafana, the pages and the customer's own queries ask for. */
    private static final List<String> QUESTIONS =
            List.of(
                    "select * from public.machine_metrics order by machine_id, \"timestamp\"",
                    """
                    select time_bucket('5 minutes', "timestamp") as bucket, machine_id, avg(value), min(value), max(value)
                    from public.machine_metrics where "timestamp" >= '2026-03-27' and "timestamp" < '2026-03-29'
                    group by 1, 2 order by 1, 2
                    """,
                    """
                    select time_bucket('1 day', "timestamp", 'Europe/Berlin') as day, machine_id, count(*)
                    from public.machine_metrics group by 1, 2 order by 1, 2
                    """,
                    """
                    select distinct on (machine_id) machine_id, "timestamp", value
                    from public.machine_metrics order by machine_id, "timestamp" desc
                    """,
                    "select * from public.machine_metrics_5m order by machine_id, bucket",
                    "select * from public.machine_metrics_hourly order by machine_id, hour",
                    "select * from public.machine_metrics_daily order by machine_id, bucket",
                    """
                    select hour, avg_value, point_count from public.machine_metrics_hourly
                    where machine_id = 'A' and hour >= '2026-03-26' and hour < '2026-03-28' order by hour
                    """);

    final SettableClock clock = new SettableClock(Instant.parse("2026-03-27T00:30:00Z"));
    private final TestDatabase database = TestDatabase.migrated();
    final DataSource plain = database.owner();
    final DataSource timescale;
    private final Rollups plainRollups;
    private final Rollups timescaleRollups;

    EnginePair(DataSource timescale, ZoneId zone) throws SQLException {
        this.timescale = timescale;
        plainRollups = new Rollups(plain, zone, clock);
        timescaleRollups = new Rollups(timescale, zone, clock);
        pass();
    }

    /** The same statement on both. */
    void execute(String sql) {
        for (DataSource source : List.of(plain, timescale)) {
            JdbcClient.create(source).sql(sql).update();
        }
    }

    void onTimescale(String sql) {
        JdbcClient.create(timescale).sql(sql).query().listOfRows();
    }

    void pass() throws SQLException {
        plainRollups.pass();
        timescaleRollups.pass();
    }

    /** Until neither has anything to do. */
    void settle() throws SQLException {
        boolean working = true;
        while (working) {
            boolean plainWorks = plainRollups.pass();
            working = timescaleRollups.pass() || plainWorks;
        }
    }

    /** Counts, extremes and times exactly, sums to 12 digits. */
    void answersAgree(String context) {
        for (String question : QUESTIONS) {
            List<Map<String, @Nullable Object>> expected = rows(plain, question);
            List<Map<String, @Nullable Object>> actual = rows(timescale, question);
            assertThat(actual).as("%s: %s", context, question).hasSameSizeAs(expected);
            for (int row = 0; row < expected.size(); row++) {
                for (Map.Entry<String, @Nullable Object> cell : expected.get(row).entrySet()) {
                    Object answer = actual.get(row).get(cell.getKey());
                    String where =
                            "%s: %s, row %d, %s".formatted(context, question, row, cell.getKey());
                    if (cell.getValue() instanceof Double number) {
                        assertThat((Double) answer)
                                .as(where)
                                .isCloseTo(number, within(1e-12 * Math.max(1, Math.abs(number))));
                    } else {
                        assertThat(answer).as(where).isEqualTo(cell.getValue());
                    }
                }
            }
        }
    }

    /** What stands in the tables of closed buckets, without the help of the views. */
    void tablesAgree(String context) {
        for (String level : List.of("5m", "1h", "1d")) {
            String question =
                    """
                    select bucket, s.machine_id, count, min, max, first, last, target_count
                    from andon.rollup_%1$s r join andon.series s on s.id = r.series_id
                    where bucket < (select complete_until from andon.rollup_state where level = '%1$s')
                    order by 1, 2
                    """
                            .formatted(level);
            assertThat(rows(timescale, question))
                    .as("%s: %s", context, level)
                    .isEqualTo(rows(plain, question));
        }
    }

    private static List<Map<String, @Nullable Object>> rows(DataSource source, String question) {
        return JdbcClient.create(source).sql(question).query().listOfRows();
    }

    @Override
    public void close() {
        database.close();
    }
}
