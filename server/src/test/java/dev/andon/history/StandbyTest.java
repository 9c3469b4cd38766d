package dev.andon.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.Eventually;
import dev.andon.SettableClock;
import dev.andon.TestDatabase;
import dev.andon.postgres.DebianPostgres;
import dev.andon.rollup.Rollups;
import dev.andon.store.Samples;
import dev.andon.store.StoreFixture;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A standby of PostgreSQL 15, which may not write a thing, answers as its primary does. */
class StandbyTest {
    private static final Instant START = Instant.parse("2025-03-28T00:00:00Z");
    private static final Instant NOW = Instant.parse("2025-04-02T10:30:00Z");

    /** Over sealed and raw days, closed, changed and open buckets. */
    private static final List<String> QUESTIONS =
            List.of(
                    "select * from machine_metrics order by machine_id, \"timestamp\"",
                    """
                    select "timestamp", value, target_value from machine_metrics
                    where machine_id = 'M-1' and "timestamp" between '2025-03-29 12:00Z' and '2025-04-02 12:00Z' order by 1
                    """,
                    """
                    select time_bucket('5400.000s', "timestamp") as "time", machine_id as metric, avg(value) as value
                    from machine_metrics
                    where "timestamp" between '2025-03-30T22:00:00Z' and '2025-04-02T10:30:00Z' and metric_type = 'temperature'
                    group by 1, 2 order by 1, 2
                    """,
                    """
                    select time_bucket('1 day', "timestamp", 'Europe/Berlin') as day, max(value), count(*)
                    from machine_metrics group by 1 order by 1
                    """,
                    """
                    select distinct on (machine_id) machine_id, "timestamp", value
                    from machine_metrics order by machine_id, "timestamp" desc
                    """,
                    "select * from machine_metrics_5m order by machine_id, bucket",
                    "select * from machine_metrics_hourly order by machine_id, hour",
                    "select * from machine_metrics_daily order by machine_id, bucket",
                    "select * from machines order by id");

    private static DebianPostgres primary;
    private static DebianPostgres standby;
    private static TestDatabase database;
    private static JdbcClient owner;
    private static JdbcClient reader;
    private static JdbcClient standbyReader;

    @BeforeAll
    static void start() {
        primary = DebianPostgres.start();
        database = TestDatabase.migrated(primary);
        standby = primary.standby();
        owner = JdbcClient.create(database.owner());
        reader = JdbcClient.create(database.reader());
        standbyReader = JdbcClient.create(database.readerOn(standby));
    }

    @AfterAll
    static void stop() {
        if (standby != null) {
            standby.close();
        }
        if (database != null) {
            database.close();
        }
        if (primary != null) {
            primary.close();
        }
    }

    @Test
    void aStandbyAnswersTheSame() throws SQLException {
        owner.sql("insert into machines (id, name) values ('M-1', 'Press'), ('M-2', 'Bench')")
                .update();
        owner.sql(
                        "insert into series (machine_id, metric_type) values ('M-1', 'temperature'), ('M-2', 'temperature')")
                .update();
        StoreFixture store = StoreFixture.eager(database.owner());
        Rollups rollups =
                new Rollups(database.owner(), ZoneId.of("Europe/Berlin"), new SettableClock(NOW));
        store.samples().append(points(START, 5 * 24 * 6 + 60, 0));
        settle(rollups);
        Eventually.holds(
                "two days are sealed",
                () -> {
                    store.seal();
                    return count("select count(*) from samples where \"timestamp\" < '2025-03-30'")
                            == 0;
                });
        answersAreTheSame("sealed and rolled up");

        // New points and corrections of a sealed day and of an open hour.
        store.samples().append(points(START.plusSeconds(300), 30, 1));
        store.samples().append(points(START.plus(1, ChronoUnit.DAYS), 30, 1));
        store.samples().append(points(NOW.minusSeconds(1200), 5, 1));
        assertThat(count("select count(*) from sample_changes")).isPositive();
        answersAreTheSame("changed");

        settle(rollups);
        assertThat(count("select count(*) from sample_changes")).isZero();
        answersAreTheSame("repaired");
    }

    /** Of both series, every ten minutes. */
    private static Samples points(Instant from, int count, double offset) {
        Samples samples = new Samples(2 * count);
        for (int point = 0; point < count; point++) {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, from.plusSeconds(600L * point));
            samples.add(1, micros, Math.sin(point) + offset, Double.NaN);
            samples.add(2, micros, point % 50 / 4.0 + offset, point % 3 == 0 ? 80 : Double.NaN);
        }
        return samples;
    }

    private static void settle(Rollups rollups) throws SQLException {
        boolean working = true;
        while (working) {
            working = rollups.pass();
        }
    }

    private static void answersAreTheSame(String when) {
        String written =
                owner.sql("select pg_current_wal_lsn()::text").query(String.class).single();
        Eventually.holds(
                "the standby has it all",
                () ->
                        standbyReader
                                .sql(
                                        "select pg_is_in_recovery() and pg_last_wal_replay_lsn() >= ?::pg_lsn")
                                .param(written)
                                .query(Boolean.class)
                                .single());
        for (String question : QUESTIONS) {
            List<Map<String, @Nullable Object>> expected = rows(reader, question);
            assertThat(expected).as(question).isNotEmpty();
            assertThat(rows(standbyReader, question))
                    .as("%s: %s", when, question)
                    .isEqualTo(expected);
        }
    }

    private static List<Map<String, @Nullable Object>> rows(JdbcClient client, String question) {
        return client.sql(question).query().listOfRows();
    }

    private static long count(String sql) {
        return owner.sql(sql).query(Long.class).single();
    }
}
