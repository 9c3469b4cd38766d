package dev.andon.engine;

import dev.andon.store.Engine;
import dev.andon.store.MoveReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import javax.sql.DataSource;

/** Partitions and blocks make room for the hypertable, tables of rollups for aggregates. */
final class ToTimescaleStore extends SwapStore {
    private final boolean community;

    ToTimescaleStore(DataSource dataSource, MoveReport report, boolean community) {
        super(dataSource, report);
        this.community = community;
    }

    @Override
    void swap() {
        List<String> levels = levels();
        rename("samples", "previous_samples");
        rename(ChunkDayStore.HYPERTABLE, "samples");
        setBlocksAside();
        if (community) {
            levels.forEach(level ->
                    execute(
                            "alter table rollup_%1$s rename to previous_rollup_%1$s"
                                    .formatted(level)));
        }
        makeFunctions();
        if (community) {
            liftLimit();
            levels.forEach(level -> ask("select create_rollup_aggregate('%s')".formatted(level)));
        }
        turnViews();
        if (community) {
            copyRollups(materializations(levels));
        }
        record(community ? Engine.TIMESCALE : Engine.TIMESCALE_APACHE);
    }

    private void rename(String table, String name) {
        execute("alter table %s rename to %s".formatted(table, name));
        execute("alter table %s rename constraint %s_pkey to %s_pkey".formatted(name, table, name));
    }

    /** No longer months of sample_blocks, so that no view reads them. */
    private void setBlocksAside() {
        List<String> months =
                database.sql(
                                "select inhrelid::regclass::text from pg_inherits where inhparent = 'sample_blocks'::regclass")
                        .query((row, number) -> row.getString(1))
                        .list();
        months.forEach(
                month -> execute("alter table sample_blocks detach partition %s".formatted(month)));
    }

    private void makeFunctions() {
        execute("alter function first_kept(text, timestamptz) rename to first_kept_partition");
        if (community) {
            execute("alter function add_rollup_level(text, interval) rename to add_rollup_table");
        }
        List<String> folders =
                community
                        ? List.of("timescale/hypertable", "timescale/community")
                        : List.of("timescale/hypertable");
        FunctionTexts.of(folders).values().forEach(this::execute);
    }

    /** Late points may unpack as much as they must. */
    private void liftLimit() {
        execute(
                """
                do
                $do$
                begin
                    execute format('alter role %I in database %I set timescaledb.max_tuples_decompressed_per_dml_transaction = 0',
                                   current_user, current_database());
                end
                $do$
                """);
        execute(
                "alter function insert_machine_metric() set timescaledb.max_tuples_decompressed_per_dml_transaction = 0");
    }

    /** Where the rows of an aggregate stand. */
    private SequencedMap<String, String> materializations(List<String> levels) {
        SequencedMap<String, String> tables = new LinkedHashMap<>();
        for (String level : levels) {
            tables.put(
                    level,
                    database.sql(
                                    """
                                    select format('%I.%I', materialization_hypertable_schema, materialization_hypertable_name)
                                    from timescaledb_information.continuous_aggregates
                                    where view_schema = 'andon' and view_name = ?
                                    """)
                            .param("rollup_" + level)
                            .query(String.class)
                            .single());
        }
        return tables;
    }
}
