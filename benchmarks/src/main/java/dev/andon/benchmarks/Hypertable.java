package dev.andon.benchmarks;

import java.sql.SQLException;
import java.time.Duration;

/**
 * A hypertable as narrow as Andon's rows, with continuous aggregates of 5 minutes and hours. The
 * number of a series stands for its names, which is to its favour: no question has to join them.
 */
final class Hypertable {
    private final Timescale timescale;

    Hypertable(Timescale timescale) {
        this.timescale = timescale;
    }

    /** Empty, instead of the one before. Aggregates are there from the beginning, as in use. */
    void create() throws SQLException {
        timescale
                .database()
                .execute(
                        "drop table if exists metrics cascade",
                        """
                        create table metrics (series_id integer not null, "timestamp" timestamptz not null,
                            value double precision not null, target_value double precision)
                        """,
                        "select create_hypertable('metrics', 'timestamp', create_default_indexes => false)",
                        "create unique index on metrics (series_id, \"timestamp\")",
                        "alter table metrics set (timescaledb.compress, timescaledb.compress_segmentby = 'series_id', timescaledb.compress_orderby = '\"timestamp\"')",
                        aggregate("metrics_5m", "5 minutes"),
                        aggregate("metrics_hourly", "1 hour"));
    }

    private static String aggregate(String name, String width) {
        return """
        create materialized view %s with (timescaledb.continuous) as
        select time_bucket('%s', "timestamp") as bucket, series_id, avg(value) as avg_value, min(value) as min_value,
            max(value) as max_value, count(*) as point_count
        from metrics group by 1, 2 with no data
        """
                .formatted(name, width);
    }

    /** What it took. */
    Duration load(History history) throws Exception {
        return history.send(this::rows);
    }

    /** To be filled and closed. */
    CopyRows rows() throws SQLException {
        CopyRows.Key key = new CopyRows.Key(1, CopyRows::number);
        return new CopyRows(timescale.database(), "metrics", "series_id", key);
    }

    Duration refresh(History history) throws SQLException {
        return refresh("metrics_5m", history).plus(refresh("metrics_hourly", history));
    }

    /** Of one aggregate, the range of the history. */
    Duration refresh(String aggregate, History history) throws SQLException {
        return took(
                "call refresh_continuous_aggregate('%s', '%s', '%s')"
                        .formatted(aggregate, history.from(), history.until()));
    }

    Duration compress() throws SQLException {
        return took("select compress_chunk(chunk) from show_chunks('metrics') chunk");
    }

    void vacuum() throws SQLException {
        timescale.database().execute("vacuum (analyze) metrics", "checkpoint");
    }

    private Duration took(String statement) throws SQLException {
        long begin = System.nanoTime();
        timescale.database().execute(statement);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    long bytes() throws SQLException {
        return timescale.database().number("select hypertable_size('metrics')");
    }

    long bytesOf(String aggregate) throws SQLException {
        return timescale
                .database()
                .number("select hypertable_size('%s')".formatted(materialized(aggregate)));
    }

    /** The hypertable behind an aggregate. */
    private String materialized(String aggregate) throws SQLException {
        return timescale
                .database()
                .text(
                        """
                        select format('%%I.%%I', materialization_hypertable_schema, materialization_hypertable_name)
                        from timescaledb_information.continuous_aggregates where view_name = '%s'
                        """
                                .formatted(aggregate));
    }

    /** Rows of the table that were read until now. */
    long rowsRead() throws SQLException {
        return statistics("metrics", "seq_tup_read + coalesce(idx_tup_fetch, 0)");
    }

    /** Rows of an aggregate that were written or deleted until now. */
    long rowsWritten(String aggregate) throws SQLException {
        String name = materialized(aggregate);
        return statistics(
                name.substring(name.indexOf('.') + 1), "n_tup_ins + n_tup_upd + n_tup_del");
    }

    private long statistics(String hypertable, String sum) throws SQLException {
        return timescale
                .database()
                .number(
                        """
                        select sum(%s) from pg_stat_all_tables t
                        join timescaledb_information.chunks c on c.chunk_schema = t.schemaname and c.chunk_name = t.relname
                        where c.hypertable_name = '%s'
                        """
                                .formatted(sum, hypertable));
    }
}
