package dev.andon.engine;

import dev.andon.store.MoveReport;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tables that nobody reads any more, or that nobody has read yet: after the last step the old ones,
 * on the way back the new ones. Each goes in a transaction of its own, because one has room for so
 * many locks only, and whatever interrupts it, what is left is found again.
 */
final class LeftoverStore {
    /** So many chunks, each of several tables, go at once. */
    private static final int CHUNKS = 50;

    /**
     * What goes next: the aggregates, the coarsest first; partitions, and tables that never became
     * one; chunks, as long as there are many; then what all these belonged to.
     */
    private static final String NEXT =
            """
            with leftover as (
                select 1 as place, -extract(epoch from l.width) as turn,
                       format('drop materialized view andon.%%I', c.relname) as statement
                from pg_class c join rollup_levels l on c.relname = 'previous_rollup_' || l.name
                where c.relnamespace = 'andon'::regnamespace and c.relkind = 'v'
                union all
                select 2, 0, format('drop table andon.%%I', c.relname)
                from pg_class c
                         left join pg_inherits i on i.inhrelid = c.oid
                         left join pg_class p on p.oid = i.inhparent
                where c.relnamespace = 'andon'::regnamespace and c.relkind = 'r'
                  and (p.relname ~ '^previous_'
                       or (p.oid is null and c.relname ~ '^(samples_[0-9]{8}|sample_blocks_[0-9]{6})$'))
                union all
                select 3, 0, format('select drop_chunks(%%1$L, older_than => (select min(range_start) + interval ''%1$d days''
                                    from timescaledb_information.chunks
                                    where hypertable_schema = ''andon'' and hypertable_name = %%2$L))',
                                    'andon.' || c.relname, c.relname)
                from pg_class c
                where c.relnamespace = 'andon'::regnamespace and c.relkind = 'r' and c.relname ~ '^(previous|next)_samples$'
                  and (select count(*) from pg_inherits i where i.inhparent = c.oid) > %1$d
                union all
                select 4, 0, format('drop table andon.%%I', c.relname)
                from pg_class c
                where c.relnamespace = 'andon'::regnamespace and c.relkind in ('r', 'p')
                  and c.relname ~ '^(previous_samples|next_samples|previous_rollup_.*)$'
            )
            select statement from leftover where place = (select min(place) from leftover) order by turn
            """
                    .formatted(CHUNKS);

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final SwitchStateStore state;
    private final MoveReport report;

    LeftoverStore(DataSource dataSource, SwitchStateStore state, MoveReport report) {
        this.database = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.state = state;
        this.report = report;
    }

    void remove(SwitchStateStore.Step step) {
        report.line("Removing tables that nobody reads.");
        List<String> statements = next();
        while (!statements.isEmpty()) {
            for (int done = 0; done < statements.size(); done++) {
                String statement = statements.get(done);
                transaction.executeWithoutResult(status -> {
                    state.require(step);
                    run(statement);
                });
                if (statements.size() > 1) {
                    report.progress("Removing", done + 1, statements.size());
                }
            }
            statements = next();
        }
    }

    private List<String> next() {
        return database.sql(NEXT).query((row, number) -> row.getString(1)).list();
    }

    private void run(String statement) {
        if (statement.startsWith("select")) {
            database.sql(statement).query(row -> {});
        } else {
            database.sql(statement).update();
        }
    }

    /** Of a switch that was undone. */
    void forgetLayout() {
        database.sql("drop table if exists timescale_schema_history").update();
    }
}
