package dev.andon.status;

import dev.andon.status.PartContents.DayOfMetric;
import dev.andon.status.StoredPart.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is stored, and where. A part is looked into only when it has changed since the last time; of
 * a day too large for that a sample is taken.
 */
@Component
class StorageQueries {
    private static final long COUNTABLE = 5_000_000;
    private static final double SAMPLED_ROWS = 500_000;

    /** A session reports its changes at most this long after it made them. */
    private static final Duration STATISTICS_LAG = Duration.ofSeconds(15);

    /** More are not told apart from many. */
    private static final int MAX_CHANGES = 100_000;

    private final JdbcClient database;
    private final Clock clock;
    private final Map<String, PartContents> known = new ConcurrentHashMap<>();

    StorageQueries(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A rollup.
     *
     * @param closesEvery so much is added at once
     */
    record Rollup(
            String level,
            long rows,
            long bytes,
            @Nullable Instant completeUntil,
            Duration closesEvery) {}

    /** Late points that are not in the rollups yet. */
    record Repairs(int spans, int series, @Nullable Instant oldest) {}

    long databaseBytes() {
        return database.sql("select pg_database_size(current_database())")
                .query(Long.class)
                .single();
    }

    /** All partitions or chunks of points and rollups, the oldest first. */
    List<StoredPart> parts() {
        return database.sql(
                        """
                        with part as (
                            select c.oid, c.oid::regclass::text as name, c.reltuples,
                                   case p.relname when 'samples' then 'RAW' when 'sample_blocks' then 'SEALED'
                                                  else 'ROLLUP' end as kind,
                                   substring(pg_get_expr(c.relpartbound, c.oid) from 'FROM \\(''(.*)''\\) TO') as lower
                            from pg_inherits i
                            join pg_class c on c.oid = i.inhrelid
                            join pg_class p on p.oid = i.inhparent
                            where c.relpartbound is not null
                                and (i.inhparent in (to_regclass('samples'), to_regclass('sample_blocks'))
                                     or i.inhparent in (select to_regclass('rollup_' || name) from rollup_levels))
                        )
                        select kind, name,
                               case kind when 'SEALED' then to_timestamp(lower::numeric / 1000000)
                                         else lower::timestamptz end,
                               coalesce(t.n_tup_ins + t.n_tup_del, 0),
                               case kind when 'RAW' then coalesce(t.n_live_tup, 0) else greatest(reltuples, 0) end::bigint,
                               pg_total_relation_size(oid)
                        from part left join pg_stat_user_tables t on t.relid = part.oid
                        union all
                        select case when compressed then 'COMPRESSED' else 'RAW' end, name, since, changes, live_rows, bytes
                        from chunks('samples')
                        union all
                        select 'ROLLUP', c.name, c.since, c.changes, c.live_rows, c.bytes
                        from rollup_levels l, chunks('rollup_' || l.name) c
                        order by 3
                        """)
                .query((row, number) ->
                        new StoredPart(
                                Kind.valueOf(row.getString(1)),
                                row.getString(2),
                                instant(row, 3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6)))
                .list();
    }

    /** Of points, raw or sealed. */
    PartContents contents(StoredPart part) {
        return known.compute(part.table(), (_, last) -> contents(part, last));
    }

    void forgetAllBut(List<StoredPart> parts) {
        known.keySet().retainAll(parts.stream().map(StoredPart::table).toList());
    }

    private PartContents contents(StoredPart part, @Nullable PartContents last) {
        Instant now = clock.instant();
        Instant since = now;
        if (last != null && last.changes() == part.changes()) {
            if (last.settled()) {
                return last;
            }
            since = last.since();
        }
        boolean settled = now.isAfter(since.plus(STATISTICS_LAG));
        boolean exact = part.kind() == Kind.SEALED || part.rows() < COUNTABLE;
        List<DayOfMetric> points = part.kind() == Kind.SEALED ? sealed(part) : raw(part, exact);
        return new PartContents(part.changes(), since, settled, exact, points);
    }

    /** Raw rows are all of one size. */
    private List<DayOfMetric> raw(StoredPart part, boolean exact) {
        double percent = exact ? 100 : 100 * SAMPLED_ROWS / part.rows();
        return database.sql(
                        """
                        select s.metric_type, ?::timestamptz, (sum(r.points) * 100 / ?)::bigint,
                               (sum(r.points) / sum(sum(r.points)) over ())::double precision
                        from (select series_id, count(*) as points from %s %s group by series_id) r
                        join series s on s.id = r.series_id
                        group by s.metric_type
                        """
                                .formatted(
                                        part.table(),
                                        exact ? "" : "tablesample system (%s)".formatted(percent)))
                .params(part.from().atOffset(ZoneOffset.UTC), percent)
                .query(StorageQueries::dayOfMetric)
                .list();
    }

    private List<DayOfMetric> sealed(StoredPart part) {
        return database.sql(
                        """
                        select s.metric_type, to_timestamp(b.day * 86400), sum(b.points)::bigint,
                               (sum(b.bytes) / sum(sum(b.bytes)) over ())::double precision
                        from (select series_id, first_micros / 86400000000 as day, sum(points) as points,
                                     sum(pg_column_size(p.*)) as bytes
                              from %s p group by 1, 2) b
                        join series s on s.id = b.series_id
                        group by 1, 2
                        """
                                .formatted(part.table()))
                .query(StorageQueries::dayOfMetric)
                .list();
    }

    private static DayOfMetric dayOfMetric(ResultSet row, int number) throws SQLException {
        return new DayOfMetric(row.getString(1), instant(row, 2), row.getLong(3), row.getDouble(4));
    }

    /** How many series each metric has. */
    Map<String, Integer> seriesByMetric() {
        Map<String, Integer> series = new HashMap<>();
        database.sql("select metric_type, count(*) from series group by metric_type")
                .query(row -> {
                    series.put(row.getString(1), row.getInt(2));
                });
        return series;
    }

    /** The finest first. */
    List<Rollup> rollups() {
        return database.sql(
                        """
                        select l.name,
                               coalesce(sum(greatest(c.reltuples, t.n_live_tup, 0)), 0)::bigint
                                   + (select coalesce(sum(live_rows), 0)::bigint from chunks('rollup_' || l.name)),
                               coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
                                   + (select coalesce(sum(bytes), 0)::bigint from chunks('rollup_' || l.name)),
                               case when isfinite(s.complete_until) then s.complete_until end,
                               extract(epoch from l.closes_every)::bigint
                        from rollup_levels l
                        join rollup_state s on s.level = l.name
                        left join pg_inherits i on i.inhparent = to_regclass('rollup_' || l.name)
                        left join pg_class c on c.oid = i.inhrelid
                        left join pg_stat_user_tables t on t.relid = c.oid
                        group by l.name, l.width, l.closes_every, s.complete_until
                        order by l.width
                        """)
                .query((row, number) ->
                        new Rollup(
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(3),
                                instantOrNull(row, 4),
                                Duration.ofSeconds(row.getLong(5))))
                .list();
    }

    Repairs repairs() {
        return database.sql(
                        """
                        select count(*), count(distinct series_id), min(since)
                        from (select series_id, since from sample_changes limit ?) as waiting
                        """)
                .param(MAX_CHANGES)
                .query((row, number) ->
                        new Repairs(row.getInt(1), row.getInt(2), instantOrNull(row, 3)))
                .single();
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
