package dev.andon.engine;

import dev.andon.store.Engine;
import dev.andon.store.MoveReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import javax.sql.DataSource;

/** The hypertable makes room for partitions and blocks, aggregates for tables of rollups. */
final class ToPostgresqlStore extends SwapStore {
    /** Those that TimescaleDB's migrations put others in the place of, under the same name. */
    private static final List<String> REPLACED =
            List.of("ensure_samples_partition", "chunks", "sample_periods");

    private final boolean community;

    ToPostgresqlStore(DataSource dataSource, MoveReport report, boolean community) {
        super(dataSource, report);
        this.community = community;
    }

    @Override
    void swap() {
        List<String> levels = levels();
        execute("alter table samples rename to previous_samples");
        execute(
                "alter table previous_samples rename constraint samples_pkey to previous_samples_pkey");
        attachDays();
        attachMonths();
        makeFunctions();
        if (community) {
            levels.reversed()
                    .forEach(level ->
                            execute(
                                    "alter materialized view rollup_%1$s rename to previous_rollup_%1$s"
                                            .formatted(level)));
            levels.forEach(this::makeRollupTable);
        }
        turnMachineMetrics();
        turnViews();
        if (community) {
            copyRollups(tables(levels));
            restoreLimit();
        }
        execute("drop table timescale_schema_history");
        record(Engine.POSTGRESQL);
    }

    private void makeFunctions() {
        SequencedMap<String, String> texts = FunctionTexts.of(List.of("migration"));
        REPLACED.forEach(name -> execute(texts.getOrDefault(name, "")));
        execute("drop function first_kept(text, timestamptz)");
        execute("alter function first_kept_partition(text, timestamptz) rename to first_kept");
        if (community) {
            execute(texts.getOrDefault("set_rollup_zone", ""));
            execute("drop function add_rollup_level(text, interval)");
            execute("alter function add_rollup_table(text, interval) rename to add_rollup_level");
            execute("drop function create_rollup_aggregate(text)");
            execute("drop function pieces_to_close(text)");
            execute("drop function pieces_to_refresh(text, tstzmultirange, timestamptz)");
        }
    }

    private void attachDays() {
        execute(
                """
                create table samples (like previous_samples including constraints, primary key (series_id, "timestamp"))
                partition by range ("timestamp")
                """);
        execute(
                """
                do
                $do$
                declare
                    day date;
                    partition text;
                begin
                    for partition in select c.relname from pg_class c
                                     where c.relnamespace = 'andon'::regnamespace and c.relkind = 'r'
                                       and not c.relispartition and c.relname ~ '^samples_[0-9]{8}$' loop
                        day := to_date(right(partition, 8), 'YYYYMMDD');
                        execute format('alter table samples attach partition %I for values from (%L) to (%L)', partition,
                                       day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
                        execute format('alter table %I drop constraint day', partition);
                    end loop;
                end
                $do$
                """);
    }

    private void attachMonths() {
        execute(
                """
                do
                $do$
                declare
                    first date;
                    partition text;
                begin
                    for partition in select c.relname from pg_class c
                                     where c.relnamespace = 'andon'::regnamespace and c.relkind = 'r'
                                       and not c.relispartition and c.relname ~ '^sample_blocks_[0-9]{6}$' loop
                        first := to_date(right(partition, 6), 'YYYYMM');
                        execute format('alter table sample_blocks attach partition %I for values from (%s) to (%s)', partition,
                                       (extract(epoch from first) * 1000000)::bigint,
                                       (extract(epoch from (first + interval '1 month')::date) * 1000000)::bigint);
                        execute format('alter table %I drop constraint month', partition);
                    end loop;
                end
                $do$
                """);
    }

    /** With the partitions that the rows need. */
    private void makeRollupTable(String level) {
        execute(
                "create table rollup_%s (like rollup_row, primary key (series_id, bucket)) partition by range (bucket)"
                        .formatted(level));
        String always =
                database.sql(
                                """
                                select string_agg(format('alter column %I set not null', attname), ', ')
                                from pg_attribute where attrelid = 'rollup_row'::regclass and attname !~ '^target_'
                                """)
                        .query(String.class)
                        .single();
        execute("alter table rollup_%s %s".formatted(level, always));
        ask(
                """
                select ensure_rollup_partition(l, b.at)
                from rollup_levels l
                     cross join lateral (select distinct date_trunc(l.kept_in, bucket, 'UTC') as at from previous_rollup_%1$s) b
                where l.name = '%1$s'
                """
                        .formatted(level));
    }

    private static SequencedMap<String, String> tables(List<String> levels) {
        SequencedMap<String, String> tables = new LinkedHashMap<>();
        levels.forEach(level -> tables.put(level, "rollup_" + level));
        return tables;
    }

    /** A database that began with TimescaleDB has no view between the public one and samples. */
    private void turnMachineMetrics() {
        boolean there =
                database.sql("select to_regclass('andon.machine_metrics') is not null")
                        .query(Boolean.class)
                        .single();
        if (there) {
            return;
        }
        ask("select rebuild_machine_metrics()");
        execute(
                """
                create trigger insert_machine_metric
                    instead of insert on andon.machine_metrics
                    for each row execute function insert_machine_metric()
                """);
        execute(
                """
                create or replace view public.machine_metrics as
                select machine_id, metric_type, value, "timestamp", zone_number, target_value
                from andon.machine_metrics
                """);
    }

    private void restoreLimit() {
        execute(
                """
                do
                $do$
                begin
                    execute format('alter role %I in database %I reset timescaledb.max_tuples_decompressed_per_dml_transaction',
                                   current_user, current_database());
                end
                $do$
                """);
        execute(
                "alter function insert_machine_metric() reset timescaledb.max_tuples_decompressed_per_dml_transaction");
    }
}
