package dev.andon.adopt;

import dev.andon.adopt.AdoptionStore.State;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The end of an adoption, either way: the old table gets its name back, or is done with. */
final class ReturnStore {
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Source source;
    private final State state;
    private final OldNameQueries view;
    private final RowQueries rows;

    /**
     * @param source where it is now, aside
     */
    ReturnStore(DataSource dataSource, Source source, State state) {
        this.database = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.source = source;
        this.state = state;
        this.view = new OldNameQueries(source, state.name());
        this.rows = new RowQueries(source, source.table());
    }

    /**
     * From now on what is inserted by the old name goes to the old table as well. To make the
     * trigger anew waits for all who have inserted and not yet committed; so nobody is left who
     * began before.
     */
    void insertIntoBoth() {
        transaction.executeWithoutResult(status -> {
            run(SwitchStore.LOCK_TIMEOUT);
            run("update andon.adoption set way_back = true");
            run(view.function(true));
            run(view.trigger());
        });
    }

    void giveMachinesBack() {
        boolean hasMachines =
                database.sql("select to_regclass('andon_before.machines') is not null")
                        .query(Boolean.class)
                        .single();
        if (hasMachines) {
            transaction.executeWithoutResult(
                    status -> new MachineStore(database).giveBack(state.timeZone()));
        }
    }

    /** The days on which Andon has points. */
    List<LocalDate> days() {
        return database.sql(
                        """
                        select distinct ("timestamp" at time zone 'UTC')::date as day from andon.machine_metrics order by day
                        """)
                .query((row, number) -> row.getObject("day", LocalDate.class))
                .list();
    }

    /**
     * Points that the old table does not have, or has with another value, become its newest rows.
     *
     * @return how many
     */
    int givePointsBack(LocalDate day) {
        return Objects.requireNonNull(
                transaction.execute(status -> {
                    run(DayStore.MEMORY);
                    return addMissing(day);
                }));
    }

    private int addMissing(LocalDate day) {
        SequencedMap<String, String> values = values();
        return database.sql(
                        """
                        with old as (
                            select distinct on (machine_id, metric_type, zone_number, at) *
                            from (select %s, %s from %s where %s) r
                            where (%s) is null
                            order by machine_id, metric_type, zone_number, at, serial desc nulls last, part desc, place desc
                        )
                        insert into %s (%s)
                        select %s
                        from (select * from andon.machine_metrics where "timestamp" >= %s and "timestamp" < %s) m
                        left join old o on o.machine_id = m.machine_id and o.metric_type = m.metric_type and o.at = m."timestamp"
                           and coalesce(o.zone_number, -1) = coalesce(m.zone_number, -1)
                        where o.machine_id is null
                           or (float8send(o.value), float8send(o.target_value)) is distinct from (float8send(%s), float8send(%s))
                        order by m."timestamp"
                        """
                                .formatted(
                                        rows.fields(),
                                        rows.age(),
                                        rows.table(),
                                        rows.inDay(day),
                                        RowQueries.pointDefect("r.value", "r.target_value"),
                                        source.table().quoted(),
                                        values.keySet().stream()
                                                .map(SourceName::quote)
                                                .collect(Collectors.joining(", ")),
                                        String.join(", ", values.values()),
                                        RowQueries.instant(day),
                                        RowQueries.instant(day.plusDays(1)),
                                        asRead("value"),
                                        asRead("target_value")))
                .update();
    }

    /** The table's columns and a point's values as their types. */
    private SequencedMap<String, String> values() {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        source.mapping()
                .byName()
                .forEach((andons, column) -> {
                    String value = "m." + SourceName.quote(andons);
                    values.put(
                            column,
                            "cast(%s as %s)"
                                    .formatted(
                                            andons.equals("timestamp") ? view.local(value) : value,
                                            source.column(column).declared()));
                });
        return values;
    }

    /** A number as it is read again from the table, whose type may be coarser. */
    private String asRead(String andons) {
        String column = source.mapping().byName().get(andons);
        return column == null
                ? "null::double precision"
                : values().get(column) + "::double precision";
    }

    /**
     * The moment of the way back. What Andon made stays in its schema, under names that are out of
     * the way.
     */
    void switchBack(String suffix) {
        transaction.executeWithoutResult(status -> {
            SwitchStore.execute(database, SwitchStore.LOCK_TIMEOUT);
            for (SourceName made : viewsInPlace()) {
                String aside = SourceName.quote("public " + made.name());
                run("alter view %s rename to %s".formatted(made.quoted(), aside));
                run(
                        "alter view %s.%s set schema andon"
                                .formatted(SourceName.quote(made.schema()), aside));
            }
            for (String function : functionsInPlace()) {
                run("alter routine " + function + " set schema andon");
            }
            database.sql("select undo from andon.adoption_changes order by place desc")
                    .query((row, number) -> row.getString(1))
                    .list()
                    .forEach(this::run);
            run("drop table andon_before.staged_rows, andon_before.source_series");
            run("alter table andon_before.rejected_rows set schema andon");
            if (state.firstHere()) {
                run(
                        "alter schema andon rename to "
                                + SourceName.quote("andon_rolled_back_" + suffix));
                run(
                        "alter schema andon_planner rename to "
                                + SourceName.quote("andon_rolled_back_" + suffix + "_planner"));
            } else {
                forget(suffix);
            }
            dropIfEmpty();
        });
    }

    private List<SourceName> viewsInPlace() {
        return database.sql(
                        """
                        select n.nspname::text as schema, c.relname::text as name
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind = 'v'
                          and (c.oid = to_regclass(:name)
                               or :all and n.nspname = 'public'
                                  and (c.relname in ('machines', 'machine_metrics')
                                       or c.relname in (select 'machine_metrics_' || case name when '1h' then 'hourly'
                                                                                     when '1d' then 'daily' else name end
                                                        from andon.rollup_levels)))
                        """)
                .param("name", state.name().quoted())
                .param("all", state.firstHere())
                .query((row, number) ->
                        new SourceName(row.getString("schema"), row.getString("name")))
                .list();
    }

    private List<String> functionsInPlace() {
        return database.sql(
                        """
                        select p.oid::regprocedure::text from pg_proc p
                        where p.pronamespace = to_regnamespace('public') and :all
                          and (p.proname = 'time_bucket'
                               or exists (select from pg_aggregate a join pg_proc f on f.oid = a.aggtransfn
                                          where a.aggfnoid = p.oid and f.pronamespace = 'andon_planner'::regnamespace))
                          and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
                        """)
                .param("all", state.firstHere())
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Where Andon was before, it stays, with the points it has got. */
    private void forget(String suffix) {
        run("drop view andon.%s".formatted(SourceName.quote("public " + state.name().name())));
        run("drop view andon.unmoved_samples");
        run("drop function andon.insert_as_before()");
        run("delete from andon.adoption");
        run("delete from andon.adoption_days");
        run("delete from andon.adoption_changes");
        run(
                "alter table andon.rejected_rows rename to "
                        + SourceName.quote("rejected_rows_" + suffix));
    }

    private void dropIfEmpty() {
        boolean empty =
                database.sql(
                                """
                                select not exists (select from pg_class where relnamespace = 'andon_before'::regnamespace)
                                   and not exists (select from pg_proc where pronamespace = 'andon_before'::regnamespace)
                                """)
                        .query(Boolean.class)
                        .single();
        if (empty) {
            run("drop schema andon_before");
        }
    }

    /** The view shows what Andon has; the old table stays where it is. */
    void finish() {
        transaction.executeWithoutResult(status -> {
            SwitchStore.execute(database, SwitchStore.LOCK_TIMEOUT);
            run(view.viewOfAndon());
            run("drop view andon.unmoved_samples");
            run("drop table andon_before.staged_rows, andon_before.source_series");
            run("update andon.adoption set finished = now()");
        });
    }

    /** Deletes what was moved aside; what was rejected stays. */
    void dropOld() {
        transaction.executeWithoutResult(status -> {
            SwitchStore.execute(database, SwitchStore.LOCK_TIMEOUT);
            new GrantStore(database).replaceSequences(state.name(), view);
            List.of("materialized view", "view", "table").forEach(this::dropAside);
        });
    }

    /** Together, since tables may point at each other. */
    private void dropAside(String kind) {
        String kinds = kind.equals("table") ? "rp" : kind.substring(0, 1);
        List<String> names =
                database.sql(
                                """
                                select oid::regclass::text from pg_class
                                where relnamespace = 'andon_before'::regnamespace and relname <> 'rejected_rows'
                                  and strpos(?, relkind::text) > 0
                                """)
                        .param(kinds)
                        .query((row, number) -> row.getString(1))
                        .list();
        if (!names.isEmpty()) {
            run("drop %s %s".formatted(kind, String.join(", ", names)));
        }
    }

    private void run(String statement) {
        SwitchStore.execute(database, statement);
    }
}
