package dev.andon.retention;

import dev.andon.SettableClock;
import dev.andon.TestDatabase;
import dev.andon.store.Samples;
import dev.andon.store.StoreFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A plant of three signals, a point every six hours from 20 February to 15 June 2026. Days before
 * May are sealed, and everything is summed up.
 */
final class StoredHistory implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-06-15T00:30:00Z");
    private static final Instant START = Instant.parse("2026-02-20T00:00:00Z");
    private static final Duration STEP = Duration.ofHours(6);

    private final TestDatabase database = TestDatabase.migrated();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final SettableClock clock = new SettableClock(NOW);

    StoredHistory() {
        owner.sql(
                        """
                        insert into machines (id, name, area) values ('M-1', 'Press', 'Presses'), ('M-2', 'Bench', 'Test bench');
                        insert into series (machine_id, metric_type)
                        values ('M-1', 'temperature'), ('M-1', 'vibration_x'), ('M-2', 'temperature');
                        """)
                .update();
        Samples samples = new Samples(2_000);
        for (Instant at = START; at.isBefore(NOW); at = at.plus(STEP)) {
            for (int series = 1; series <= 3; series++) {
                samples.add(
                        series, at.toEpochMilli() * 1000, series * 100 + at.hashCode() % 7, 1.5);
            }
        }
        StoreFixture.on(database.owner()).append(samples);
        owner.sql("select set_rollup_zone('Europe/Berlin')").query(Boolean.class).single();
        sumUp(NOW);
        seal();
    }

    JdbcClient sql() {
        return owner;
    }

    /** As {@link dev.andon.rollup} does it. */
    void sumUp(Instant until) {
        owner.sql("select close_until(?::timestamptz)").param(until.toString()).query().singleRow();
        for (String level : List.of("5m", "1h", "1d")) {
            while (owner.sql("select close_rollup(?, interval '400 days') is not null")
                    .param(level)
                    .query(Boolean.class)
                    .single()) {}
        }
        repair();
    }

    void repair() {
        owner.sql("select * from repair_rollups(1000, 100000, '0', '0')").query().singleRow();
    }

    /** In the plainest of encodings: retention does not look inside. */
    private void seal() {
        for (String month : List.of("2026-02-01", "2026-03-01", "2026-04-01")) {
            owner.sql("select ensure_blocks_month(?::date)").param(month).query().singleRow();
        }
        owner.sql(
                        """
                        insert into sample_blocks (series_id, points, first_micros, last_micros, step_micros,
                                                   value_doubles, target_base)
                        select series_id, count(*), epoch_micros(min("timestamp")), epoch_micros(max("timestamp")),
                               21600000000, array_agg(value order by "timestamp"), 1.5
                        from samples where "timestamp" < '2026-05-01 00:00:00+00'
                        group by series_id, "timestamp"::date;
                        delete from samples where "timestamp" < '2026-05-01 00:00:00+00';
                        """)
                .update();
    }

    /** A server with these rules. */
    Retention with(Rule... rules) {
        return with(database.owner(), rules);
    }

    Retention with(DataSource dataSource, Rule... rules) {
        JdbcClient client = JdbcClient.create(dataSource);
        RetentionConfig config = new RetentionConfig(2, List.of(rules));
        RetentionQueries queries = new RetentionQueries(client);
        return new Retention(
                new RetentionPlanner(queries, config, clock),
                new RetentionStore(client, new JdbcTransactionManager(dataSource), queries),
                config,
                clock,
                new SimpleMeterRegistry());
    }

    DataSource dataSource() {
        return database.owner();
    }

    /** Of each series: how many points, and from when. */
    List<String> points() {
        return lines(
                """
                select concat_ws(' ', machine_id, metric_type, count(*), to_char(min("timestamp") at time zone 'UTC', 'MM-DD'))
                from public.machine_metrics group by machine_id, metric_type order by 1
                """);
    }

    /** All rows of a view of rollups. */
    List<String> rollup(String view) {
        return lines("select v::text from public.%s v order by 1".formatted(view));
    }

    List<String> log() {
        return lines(
                """
                select concat_ws(' ', object, case when whole then 'all' else 'some' end, series, points, rule)
                from retention_log order by object
                """);
    }

    List<String> lines(String query) {
        return owner.sql(query).query((row, number) -> row.getString(1)).list();
    }

    @Override
    public void close() {
        database.close();
    }
}
