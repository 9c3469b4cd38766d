package dev.andon.adopt;

import dev.andon.adopt.AdoptionStore.State;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What there is to move: the days with their rows, and the series, which are created. */
final class ListingStore {
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    ListingStore(DataSource dataSource) {
        this.database = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** All or nothing; the table gets no rows any more, so that this stays true. */
    void list(RowQueries rows, State state) {
        transaction.executeWithoutResult(status -> {
            indexTime(rows);
            listDays(rows, state);
            listSeries(rows, state);
            createSeries();
            database.sql("update andon.adoption set listed = true").update();
        });
        database.sql("analyze andon_before.source_series").update();
    }

    /** Each day is read on its own, which without an index would mean to read the whole table. */
    private void indexTime(RowQueries rows) {
        if (!rows.source().timeIndex()) {
            database.sql(
                            "create index on %s (%s)"
                                    .formatted(
                                            rows.source().table().quoted(),
                                            SourceName.quote(rows.source().mapping().timestamp())))
                    .update();
        }
    }

    private void listDays(RowQueries rows, State state) {
        database.sql(
                        """
                        insert into andon.adoption_days (day, source_rows)
                        select case when (%s) is null then (%s at time zone 'UTC')::date else '-infinity' end, count(*)
                        from %s group by 1
                        """
                                .formatted(
                                        RowQueries.timeDefect(rows.at(), state.latest()),
                                        rows.at(),
                                        rows.table()))
                .update();
    }

    /** Of rows that can become points, at least but for their names. */
    private void listSeries(RowQueries rows, State state) {
        database.sql(
                        """
                        insert into andon_before.source_series (machine_id, metric_type, zone_number, defect)
                        select machine_id, metric_type, zone_number, %s
                        from (select distinct r.machine_id, r.metric_type, r.zone_number
                              from (select %s from %s) r
                              where r.machine_id is not null and r.metric_type is not null
                                and (%s) is null and (%s) is null) s
                        """
                                .formatted(
                                        RowQueries.seriesDefect(
                                                "machine_id", "metric_type", "zone_number"),
                                        rows.fields(),
                                        rows.table(),
                                        RowQueries.timeDefect("r.at", state.latest()),
                                        RowQueries.pointDefect("r.value", "r.target_value")))
                .update();
    }

    private void createSeries() {
        database.sql(
                        """
                        insert into andon.machines (id, name)
                        select distinct machine_id, machine_id from andon_before.source_series where defect is null
                        order by 1 on conflict do nothing
                        """)
                .update();
        database.sql(
                        """
                        insert into andon.series (machine_id, metric_type, zone_number)
                        select machine_id, metric_type, zone_number::smallint from andon_before.source_series
                        where defect is null order by 1, 2, 3 on conflict do nothing
                        """)
                .update();
        database.sql(
                        """
                        update andon_before.source_series k set series_id = s.id from andon.series s
                        where s.machine_id = k.machine_id and s.metric_type = k.metric_type
                          and s.zone_number is not distinct from k.zone_number and k.defect is null
                        """)
                .update();
    }
}
