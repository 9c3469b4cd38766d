package dev.andon.adopt;

import dev.andon.adopt.Source.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database says of the table. */
final class SourceQueries {
    private static final Set<String> NUMBERS =
            Set.of("smallint", "integer", "bigint", "real", "double precision", "numeric");
    private static final Set<String> WHOLE_NUMBERS = Set.of("smallint", "integer", "bigint");
    private static final Set<String> TIMES =
            Set.of("timestamp with time zone", "timestamp without time zone");

    private final JdbcClient database;

    SourceQueries(DataSource dataSource) {
        this.database = JdbcClient.create(dataSource);
    }

    /**
     * @throws AdoptionRefused when it is not a table that can be taken over
     */
    Source read(SourceName table, Map<String, String> given, @Nullable String timeZone) {
        requireTable(table);
        requireOwner(table);
        SequencedMap<String, Column> columns = columns(table);
        ColumnMapping mapping = ColumnMapping.of(given, columns.keySet());
        Source source =
                new Source(
                        table,
                        columns,
                        mapping,
                        serial(table).orElse(null),
                        timeZone,
                        hasIndex(table, mapping.timestamp()));
        requireTypes(source);
        return source;
    }

    private void requireTable(SourceName table) {
        String kind =
                database.sql("select relkind::text from pg_class where oid = to_regclass(?)")
                        .param(table.quoted())
                        .query(String.class)
                        .optional()
                        .orElseThrow(() ->
                                new AdoptionRefused(
                                        "There is no table %s in this database. Name it with --table schema.table."
                                                .formatted(table)));
        if (!Set.of("r", "p").contains(kind)) {
            throw new AdoptionRefused(
                    "%s is not a table; only a table can be taken over. Nothing was changed. Name the table that it reads with --table schema.table."
                            .formatted(table));
        }
    }

    private void requireOwner(SourceName table) {
        boolean owned =
                database.sql(
                                "select pg_has_role(relowner, 'usage') from pg_class where oid = ?::regclass")
                        .param(table.quoted())
                        .query(Boolean.class)
                        .single();
        if (!owned) {
            String statement =
                    database.sql(
                                    """
                                    select format('grant %I to %I', pg_get_userbyid(relowner), current_user)
                                    from pg_class where oid = ?::regclass
                                    """)
                            .param(table.quoted())
                            .query(String.class)
                            .single();
            throw new AdoptionRefused(
                    "%s belongs to another role, so it cannot be renamed. Nothing was changed. Let an administrator run: %s;"
                            .formatted(table, statement));
        }
    }

    private SequencedMap<String, Column> columns(SourceName table) {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        database.sql(
                        """
                        select a.attname::text as name, format_type(a.atttypid, null) as type,
                               format_type(a.atttypid, a.atttypmod) as declared,
                               case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as default_value,
                               a.attgenerated <> '' or a.attidentity <> '' as generated
                        from pg_attribute a
                        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                        where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped
                        order by a.attnum
                        """)
                .param(table.quoted())
                .query(row -> {
                    columns.put(
                            row.getString("name"),
                            new Column(
                                    row.getString("name"),
                                    row.getString("type"),
                                    row.getString("declared"),
                                    row.getString("default_value"),
                                    row.getBoolean("generated")));
                });
        return columns;
    }

    private Optional<String> serial(SourceName table) {
        return database.sql(
                        """
                        select a.attname::text
                        from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                        where i.indrelid = ?::regclass and i.indisprimary and i.indnkeyatts = 1
                          and a.atttypid in ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype)
                        """)
                .param(table.quoted())
                .query(String.class)
                .optional();
    }

    private boolean hasIndex(SourceName table, String column) {
        return database.sql(
                        """
                        select exists (
                            select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                            where i.indrelid = ?::regclass and i.indisvalid and i.indpred is null and a.attname = ?)
                        """)
                .param(table.quoted())
                .param(column)
                .query(Boolean.class)
                .single();
    }

    private static void requireTypes(Source source) {
        ColumnMapping mapping = source.mapping();
        require(source, mapping.value(), NUMBERS, "a number");
        require(source, mapping.targetValue(), NUMBERS, "a number");
        require(source, mapping.zoneNumber(), WHOLE_NUMBERS, "a whole number");
        require(source, mapping.timestamp(), TIMES, "a timestamp");
        boolean local = source.type(mapping.timestamp()).equals("timestamp without time zone");
        if (local && source.timeZone() == null) {
            throw new AdoptionRefused(
                    "Column %s has no time zone, so it does not say which moment is meant. Nothing was changed. Name the zone of the application that writes it with --time-zone, like UTC or Europe/Berlin."
                            .formatted(mapping.timestamp()));
        }
    }

    private static void require(
            Source source, @Nullable String column, Set<String> types, String wanted) {
        if (column != null && !types.contains(source.type(column))) {
            throw new AdoptionRefused(
                    "Column %s is of type %s, where %s is needed. Nothing was changed. Name another one with --columns (%s)."
                            .formatted(
                                    column,
                                    source.type(column),
                                    wanted,
                                    String.join(", ", List.copyOf(source.columns().keySet()))));
        }
    }
}
