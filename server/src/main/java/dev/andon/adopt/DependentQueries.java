package dev.andon.adopt;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What hangs on the tables, and what has the names that Andon's own views need. */
final class DependentQueries {
    private static final String NAMES_OF_ANDON =
            "('machines', 'machine_metrics', 'machine_metrics_5m', 'machine_metrics_hourly', 'machine_metrics_daily')";

    private final JdbcClient database;

    /**
     * @param database on one connection, in a transaction
     */
    DependentQueries(JdbcClient database) {
        this.database = database;
    }

    /**
     * A relation or function that must make room.
     *
     * @param kind the word for it in ALTER
     * @param local what stands behind the schema there
     */
    record Occupant(String kind, SourceName name, String local) {
        String quoted() {
            return SourceName.quote(name.schema()) + "." + local;
        }
    }

    /** All that is to be moved aside: the table, and what has Andon's names and is not Andon's. */
    List<Occupant> occupants(SourceName table) {
        List<Occupant> occupants = new ArrayList<>();
        occupants.addAll(
                database.sql(RELATIONS)
                        .param(table.quoted())
                        .query((row, number) -> {
                            SourceName name =
                                    new SourceName(row.getString("schema"), row.getString("name"));
                            return new Occupant(
                                    row.getString("kind"), name, SourceName.quote(name.name()));
                        })
                        .list());
        occupants.addAll(
                database.sql(FUNCTIONS)
                        .query((row, number) ->
                                new Occupant(
                                        "function",
                                        new SourceName("public", row.getString("name")),
                                        row.getString("local")))
                        .list());
        return occupants;
    }

    /** What hangs on one table, but for what is moved aside together with it. */
    List<Dependent> of(SourceName table, List<Occupant> moved) {
        List<String> together = moved.stream().map(Occupant::quoted).toList();
        String path = database.sql("show search_path").query(String.class).single();
        setPath("");
        List<Dependent> dependents = new ArrayList<>();
        for (String query : List.of(VIEWS, FOREIGN_KEYS, TRIGGERS, PUBLICATIONS, ROW_SECURITY)) {
            dependents.addAll(
                    database.sql(query)
                            .param("table", table.quoted())
                            .param("moved", together.toArray(String[]::new))
                            .query((row, number) -> dependent(table, row))
                            .list());
        }
        setPath(path);
        return dependents;
    }

    private void setPath(String path) {
        database.sql("select set_config('search_path', ?, true)")
                .param(path)
                .query(String.class)
                .single();
    }

    private static Dependent dependent(SourceName table, ResultSet row) throws SQLException {
        return new Dependent(
                Dependent.Kind.valueOf(row.getString("kind")),
                table,
                row.getString("name"),
                row.getString("definition"),
                List.of((String[]) row.getArray("options").getArray()),
                row.getString("columns"),
                row.getString("afterwards"));
    }

    private static final String RELATIONS =
            """
            select n.nspname::text as schema, c.relname::text as name,
                   case c.relkind when 'v' then 'view' when 'm' then 'materialized view'
                                  when 'f' then 'foreign table' else 'table' end as kind
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.oid = to_regclass(?)
               or n.nspname = 'public' and c.relname in %s and c.relkind in ('r', 'p', 'v', 'm', 'f')
                  and to_regclass('andon.series') is null
            order by c.relkind = 'm' desc, c.relname
            """
                    .formatted(NAMES_OF_ANDON);

    private static final String FUNCTIONS =
            """
            select p.proname::text as name,
                   format('time_bucket(%s)', pg_get_function_identity_arguments(p.oid)) as local
            from pg_proc p
            where p.proname = 'time_bucket' and p.pronamespace = to_regnamespace('public')
              and to_regclass('andon.series') is null
              and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
            """;

    private static final String VIEWS =
            """
            select distinct case c.relkind when 'v' then 'VIEW' else 'MATERIALIZED_VIEW' end as kind,
                   format('%I.%I', n.nspname, c.relname) as name, pg_get_viewdef(c.oid) as definition,
                   coalesce(c.reloptions, '{}') as options,
                   (select string_agg(format('q.%1$I::%2$s as %1$I', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' order by a.attnum)
                    from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
                   '' as afterwards
            from pg_depend d
            join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
            join pg_class c on c.oid = r.ev_class
            join pg_namespace n on n.oid = c.relnamespace
            where d.refclassid = 'pg_class'::regclass and d.refobjid = (:table)::regclass and c.oid <> d.refobjid
              and format('"%s"."%s"', n.nspname, c.relname) <> all (:moved)
            """;

    private static final String FOREIGN_KEYS =
            """
            select 'FOREIGN_KEY' as kind, format('%s.%I', conrelid::regclass, conname) as name,
                   format('alter table %1$s drop constraint %2$I; alter table %1$s add constraint %2$I %3$s not valid',
                          conrelid::regclass, conname, replace(pg_get_constraintdef(k.oid), ' NOT VALID', '')) as definition,
                   '{}'::text[] as options, '' as columns,
                   case when convalidated then format('alter table %s validate constraint %I', conrelid::regclass, conname) else '' end as afterwards
            from pg_constraint k
            join pg_class c on c.oid = k.conrelid
            join pg_namespace n on n.oid = c.relnamespace
            where k.contype = 'f' and k.confrelid = (:table)::regclass and k.conparentid = 0
              and format('"%s"."%s"', n.nspname, c.relname) <> all (:moved)
            """;

    private static final String TRIGGERS =
            """
            select 'TRIGGER' as kind, tgname::text as name, pg_get_triggerdef(oid) as definition, '{}'::text[] as options, '' as columns, '' as afterwards
            from pg_trigger
            where tgrelid = (:table)::regclass and not tgisinternal and cardinality((:moved)::text[]) >= 0
            """;

    private static final String PUBLICATIONS =
            """
            select 'PUBLICATION' as kind, p.pubname::text as name, '' as definition, '{}'::text[] as options, '' as columns, '' as afterwards
            from pg_publication_rel r join pg_publication p on p.oid = r.prpubid
            where r.prrelid = (:table)::regclass and cardinality((:moved)::text[]) >= 0
            """;

    private static final String ROW_SECURITY =
            """
            select 'ROW_SECURITY' as kind, relname::text as name, '' as definition, '{}'::text[] as options, '' as columns, '' as afterwards
            from pg_class
            where oid = (:table)::regclass and relrowsecurity and cardinality((:moved)::text[]) >= 0
            """;
}
