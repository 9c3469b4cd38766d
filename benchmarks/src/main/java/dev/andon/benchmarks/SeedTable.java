package dev.andon.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * The customer's table with all indexes of his guide, filled as by his application: with the
 * indexes there, in order of time. Only what the guide writes as {@code NOW() - INTERVAL '30 days'}
 * is a constant here, since PostgreSQL refuses the other.
 */
final class SeedTable {
    private final Database database;

    private SeedTable(Database database) {
        this.database = database;
    }

    /** In a database of its own in Andon's PostgreSQL: the same program, the same settings. */
    static SeedTable in(Andon andon) throws Exception {
        Database maintenance = andon.administrator("postgres");
        if (!maintenance.isTrue("select exists (select from pg_database where datname = 'seed')")) {
            maintenance.execute("create database seed");
        }
        return new SeedTable(andon.administrator("seed"));
    }

    Database database() {
        return database;
    }

    /** An empty table instead of the one before. */
    void create(Instant partialFrom) throws SQLException {
        database.execute(
                "drop table if exists machine_metrics",
                """
                create table machine_metrics (machine_id text not null, metric_type text not null, value double precision not null,
                    "timestamp" timestamptz not null default now(), zone_number integer, target_value double precision)
                """,
                "create index idx_machine_metrics_machine_id on machine_metrics (machine_id)",
                "create index idx_machine_metrics_timestamp on machine_metrics (\"timestamp\")",
                "create index idx_machine_metrics_type on machine_metrics (metric_type)",
                "create index idx_machine_metrics_composite on machine_metrics (machine_id, metric_type, \"timestamp\" desc)",
                "create index idx_machine_metrics_time_type on machine_metrics (\"timestamp\", metric_type) where \"timestamp\" > '%s'"
                        .formatted(partialFrom));
    }

    /** What it took. */
    Duration load(History history) throws Exception {
        String columns = history.zones() == 0 ? "" : ", zone_number";
        CopyRows.Key key =
                new CopyRows.Key(
                        history.zones() == 0 ? 2 : 3, series -> CopyRows.names(history, series));
        return history.send(() ->
                new CopyRows(
                        database, "machine_metrics", "machine_id, metric_type" + columns, key));
    }

    /** As autovacuum does it some time later. */
    void vacuum() throws SQLException {
        database.execute("vacuum (analyze) machine_metrics", "checkpoint");
    }

    long bytes() throws SQLException {
        return database.number("select pg_total_relation_size('machine_metrics')");
    }

    long bytesOfPartialIndex() throws SQLException {
        return database.number("select pg_relation_size('idx_machine_metrics_time_type')");
    }
}
