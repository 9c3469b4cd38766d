package dev.andon.adopt;

import dev.andon.adopt.AdoptionStore.State;
import java.time.LocalDate;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The old table and Andon side by side once more, by the names that people see, and without what
 * the copy made use of.
 */
final class VerificationQueries {
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final RowQueries rows;
    private final State state;

    VerificationQueries(DataSource dataSource, RowQueries rows, State state) {
        this.database = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.rows = rows;
        this.state = state;
    }

    /**
     * @param points of the old table, each time of a series once
     * @param newer has another value in Andon, which came in later
     */
    record Comparison(long points, long missing, long newer) {}

    Comparison compare(LocalDate day) {
        return Objects.requireNonNull(
                transaction.execute(status -> {
                    database.sql(DayStore.MEMORY).update();
                    return read(day);
                }));
    }

    private Comparison read(LocalDate day) {
        return database.sql(
                        """
                        with old as (
                            select distinct on (machine_id, metric_type, zone_number, at) *
                            from (select %s, %s from %s where %s) r
                            where (%s) is null and (%s) is null and (%s) is null
                            order by machine_id, metric_type, zone_number, at, serial desc nulls last, part desc, place desc
                        )
                        select count(*) as points, count(*) filter (where m.machine_id is null) as missing,
                               count(*) filter (where (float8send(m.value), float8send(m.target_value))
                                   is distinct from (float8send(o.value), float8send(o.target_value)) and m.machine_id is not null) as newer
                        from old o
                        left join (select * from andon.machine_metrics where "timestamp" >= %s and "timestamp" < %s) m
                            on m.machine_id = o.machine_id and m.metric_type = o.metric_type and m."timestamp" = o.at
                           and coalesce(m.zone_number, -1) = coalesce(o.zone_number, -1)
                        """
                                .formatted(
                                        rows.fields(),
                                        rows.age(),
                                        rows.table(),
                                        rows.inDay(day),
                                        RowQueries.timeDefect("r.at", state.latest()),
                                        RowQueries.seriesDefect(
                                                "r.machine_id", "r.metric_type", "r.zone_number"),
                                        RowQueries.pointDefect("r.value", "r.target_value"),
                                        RowQueries.instant(day),
                                        RowQueries.instant(day.plusDays(1))))
                .query((row, number) ->
                        new Comparison(
                                row.getLong("points"),
                                row.getLong("missing"),
                                row.getLong("newer")))
                .single();
    }

    /** Rows of the table, of the account of all days, and of rejected rows; they must agree. */
    record Account(long rows, long accounted, long kept, long rejected) {}

    Account account() {
        return database.sql(
                        """
                        select (select count(*) from %s) as rows,
                               coalesce(sum(moved + repeated + superseded + overtaken + rejected), 0) as accounted,
                               (select count(*) from andon_before.rejected_rows where day is not null or reason not like 'id of a machine%%') as kept,
                               coalesce(sum(superseded + overtaken + rejected), 0) as rejected
                        from andon.adoption_days
                        """
                                .formatted(rows.table()))
                .query((row, number) ->
                        new Account(
                                row.getLong("rows"),
                                row.getLong("accounted"),
                                row.getLong("kept"),
                                row.getLong("rejected")))
                .single();
    }
}
