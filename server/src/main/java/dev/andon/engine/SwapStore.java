package dev.andon.engine;

import dev.andon.store.Engine;
import dev.andon.store.MoveReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.SequencedMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The moment in which the new tables take the names of the old ones, all in the transaction of the
 * caller. Views stay the same objects and are only told to read other tables, so that rights on
 * them, and views that people made over them, stay too.
 */
abstract class SwapStore {
    /** Who reads while the names change is waited for; questions of Andon take 30 s at most. */
    private static final String PATIENCE = "set local lock_timeout = '60s'";

    final JdbcClient database;
    final MoveReport report;

    SwapStore(DataSource dataSource, MoveReport report) {
        this.database = JdbcClient.create(dataSource);
        this.report = report;
    }

    static SwapStore to(Engine target, Engine from, DataSource dataSource, MoveReport report) {
        return target == Engine.POSTGRESQL
                ? new ToPostgresqlStore(dataSource, report, from == Engine.TIMESCALE)
                : new ToTimescaleStore(dataSource, report, target == Engine.TIMESCALE);
    }

    /**
     * Until the transaction ends nobody adds or changes a point or a rollup, and a server that
     * starts waits to learn which engine it has; questions go on.
     *
     * @return false when a table is being taken over just now
     */
    final boolean lockOutWriters() {
        execute(PATIENCE);
        execute("lock table engine in access exclusive mode");
        execute("lock table only samples, only sample_blocks in share mode");
        ask("select pg_advisory_xact_lock(hashtext('andon.rollup'))");
        return database.sql("select pg_try_advisory_xact_lock(hashtext('andon.adoption'))")
                .query(Boolean.class)
                .single();
    }

    /** The new tables become the tables of this database. */
    abstract void swap();

    /** The finest first: each is built on samples or on an earlier one. */
    final List<String> levels() {
        return database.sql("select name from rollup_levels order by width")
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** They read what has its place now. */
    final void turnViews() {
        ask("select rebuild_machine_metrics()");
        levels().forEach(level -> ask("select create_rollup_views('%s')".formatted(level)));
    }

    /**
     * Rows of closed buckets go over as they are: those of times of which no points are kept could
     * not be made again.
     *
     * @param into the table that takes the rows of a level, in schema and name
     */
    final void copyRollups(SequencedMap<String, String> into) {
        String columns =
                database.sql("select 'bucket, series_id, ' || rollup_columns('')")
                        .query(String.class)
                        .single();
        int done = 0;
        for (String level : into.keySet()) {
            report.progress("Carrying rollups over", done++, into.size());
            execute(
                    "insert into %s (%s) select %s from previous_rollup_%s order by bucket, series_id"
                            .formatted(into.get(level), columns, columns, level));
            if (!contents("previous_rollup_" + level, columns)
                    .equals(contents("rollup_" + level, columns))) {
                throw new SwitchRefused(
                        "The rollups of level %s did not arrive as they were. Nothing was changed; the old tables go on. `andon engine back` removes what was copied."
                                .formatted(level));
            }
        }
        report.progress("Carrying rollups over", done, into.size());
    }

    private record Contents(long rows, BigDecimal checksum) {}

    private Contents contents(String table, String columns) {
        return database.sql(
                        "select count(*) as rows, coalesce(sum(hash_record_extended(row(%s), 0)), 0) as checksum from %s"
                                .formatted(columns, table))
                .query((row, number) ->
                        new Contents(
                                row.getLong("rows"),
                                row.getBigDecimal("checksum").stripTrailingZeros()))
                .single();
    }

    final void record(Engine engine) {
        database.sql("update engine set name = ?").param(engine.toString()).update();
    }

    final void execute(String statement) {
        database.sql(statement).update();
    }

    final void ask(String question) {
        database.sql(question).query(row -> {});
    }
}
