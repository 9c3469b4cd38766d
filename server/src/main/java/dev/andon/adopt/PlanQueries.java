package dev.andon.adopt;

import dev.andon.adopt.DependentQueries.Occupant;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a person wants to know before anything is changed. All of it is one transaction that is
 * rolled back, with a snapshot of its own: the application goes on, and the numbers belong
 * together.
 */
final class PlanQueries {
    private static final int SAMPLE_ROWS = 200_000;

    private final DataSource dataSource;
    private final RowQueries rows;
    private final Instant latest;

    /**
     * @param latest later times are mistakes of a clock
     */
    PlanQueries(DataSource dataSource, RowQueries rows, Instant latest) {
        this.dataSource = dataSource;
        this.rows = rows;
        this.latest = latest;
    }

    AdoptionPlan read() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return read(SwitchStore.on(connection));
            } finally {
                connection.rollback();
            }
        }
    }

    /** What cannot be kept, without a look at the rows. */
    List<String> losses() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                JdbcClient database = SwitchStore.on(connection);
                return AdoptionPlan.losses(
                        rows.source(), dependents(database), machineColumns(database));
            } finally {
                connection.rollback();
            }
        }
    }

    private List<Dependent> dependents(JdbcClient database) {
        DependentQueries queries = new DependentQueries(database);
        List<Occupant> occupants = queries.occupants(rows.source().table());
        List<Dependent> dependents = new ArrayList<>();
        for (Occupant occupant : occupants) {
            if (occupant.kind().equals("table")) {
                dependents.addAll(queries.of(occupant.name(), occupants));
            }
        }
        return dependents;
    }

    private AdoptionPlan read(JdbcClient database) {
        SwitchStore.execute(database, "set local work_mem = '256MB'");
        group(database);
        AdoptionPlan.Extent extent = extent(database);
        return new AdoptionPlan(
                rows.source(),
                extent,
                rejections(database),
                repetitions(database),
                new DependentQueries(database).occupants(rows.source().table()),
                dependents(database),
                machineColumns(database),
                extent.newest() == null ? null : sample(database, extent.newest()));
    }

    /** One pass over the table; the rest is asked of what it leaves. */
    private void group(JdbcClient database) {
        SwitchStore.execute(
                database,
                """
                create temporary table andon_plan_groups on commit drop as
                select machine_id, metric_type, zone_number, time_defect, point_defect,
                       case when time_defect is null then (at at time zone 'UTC')::date end as day,
                       count(*) as rows, min(at) as oldest, max(at) as newest
                from (select r.*, %s as time_defect, %s as point_defect from (select %s from %s) r) d
                group by 1, 2, 3, 4, 5, 6
                """
                        .formatted(
                                RowQueries.timeDefect("r.at", latest),
                                RowQueries.pointDefect("r.value", "r.target_value"),
                                rows.fields(),
                                rows.table()));
    }

    private AdoptionPlan.Extent extent(JdbcClient database) {
        String table = RowQueries.literal(rows.source().table().quoted());
        return database.sql(
                        """
                        select coalesce(sum(rows), 0) as rows, min(oldest) filter (where day is not null) as oldest,
                               max(newest) filter (where day is not null) as newest, count(distinct day) as days,
                               count(distinct machine_id) as machines, count(distinct metric_type) as metrics,
                               count(distinct (machine_id, metric_type, zone_number)) as series,
                               pg_table_size(%1$s) as heap, pg_indexes_size(%1$s) as indexes
                        from andon_plan_groups
                        """
                                .formatted(table))
                .query((row, number) ->
                        new AdoptionPlan.Extent(
                                row.getLong("rows"),
                                row.getObject("oldest", OffsetDateTime.class),
                                row.getObject("newest", OffsetDateTime.class),
                                row.getLong("days"),
                                row.getLong("machines"),
                                row.getLong("metrics"),
                                row.getLong("series"),
                                row.getLong("heap"),
                                row.getLong("indexes")))
                .single();
    }

    private Map<String, Long> rejections(JdbcClient database) {
        Map<String, Long> reasons = new TreeMap<>();
        database.sql(
                        """
                        select reason, sum(rows)::bigint
                        from (select coalesce(time_defect, %s, point_defect) as reason, rows from andon_plan_groups) d
                        where reason is not null group by reason
                        """
                                .formatted(
                                        RowQueries.seriesDefect(
                                                "machine_id", "metric_type", "zone_number")))
                .query(row -> {
                    reasons.put(row.getString(1), row.getLong(2));
                });
        return reasons;
    }

    private String defect() {
        return "coalesce(%s, %s, %s)"
                .formatted(
                        RowQueries.timeDefect("r.at", latest),
                        RowQueries.seriesDefect("r.machine_id", "r.metric_type", "r.zone_number"),
                        RowQueries.pointDefect("r.value", "r.target_value"));
    }

    /**
     * A hash stands for the key, which takes less to sort; two of 64 bits are hardly ever equal.
     */
    private AdoptionPlan.Repetitions repetitions(JdbcClient database) {
        return database.sql(
                        """
                        select coalesce(sum(rows - 1) filter (where same), 0) as equal,
                               coalesce(sum(rows - 1) filter (where not same), 0) as different
                        from (select count(*) as rows, min(content) = max(content) as same
                              from (select hash_record_extended(row(machine_id, metric_type, zone_number, at), 0) as key,
                                           hash_record_extended(row(value, target_value), 0) as content
                                    from (select %s from %s) r where (%s) is null and (%s) is null) h
                              group by key having count(*) > 1) g
                        """
                                .formatted(
                                        rows.fields(),
                                        rows.table(),
                                        RowQueries.timeDefect("r.at", latest),
                                        RowQueries.pointDefect("r.value", "r.target_value")))
                .query((row, number) ->
                        new AdoptionPlan.Repetitions(
                                row.getLong("equal"), row.getLong("different")))
                .single();
    }

    private List<String> machineColumns(JdbcClient database) {
        return database.sql(
                        """
                        select attname::text from pg_attribute a join pg_class c on c.oid = a.attrelid
                        where a.attrelid = to_regclass('public.machines') and c.relkind in ('r', 'p')
                          and attnum > 0 and not attisdropped
                        """)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Rows of the newest day, judged, copied and compared as the real thing would be. */
    private AdoptionPlan.@Nullable Sample sample(JdbcClient database, OffsetDateTime newest) {
        LocalDate day = newest.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
        SwitchStore.execute(database, "create schema andon_plan");
        SwitchStore.execute(
                database,
                """
                create table andon_plan.samples (series_id bigint, at timestamptz, value double precision,
                    target_value double precision, primary key (series_id, at))
                """);
        long started = System.nanoTime();
        int copied =
                database.sql(
                                """
                                insert into andon_plan.samples
                                select hash_record_extended(row(machine_id, metric_type, zone_number), 0), at, value, target_value
                                from (select %s, %s from %s where %s limit %d) r where (%s) is null
                                order by 1, at on conflict do nothing
                                """
                                        .formatted(
                                                rows.fields(),
                                                rows.age(),
                                                rows.table(),
                                                rows.inDay(day),
                                                SAMPLE_ROWS,
                                                defect()))
                        .update();
        database.sql(
                        "select sum(hash_record_extended(row(series_id, at, float8send(value), float8send(target_value)), 0)) from andon_plan.samples")
                .query(row -> {});
        double seconds = (System.nanoTime() - started) / 1e9;
        long bytes =
                database.sql("select pg_total_relation_size('andon_plan.samples')")
                        .query(Long.class)
                        .single();
        return copied == 0 ? null : new AdoptionPlan.Sample(copied, bytes, seconds);
    }
}
