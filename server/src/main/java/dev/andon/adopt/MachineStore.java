package dev.andon.adopt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of a table {@code public.machines}, as far as Andon's catalogue has its columns. */
final class MachineStore {
    static final SourceName TABLE = new SourceName("public", "machines");

    private static final List<String> TEXTS = List.of("name", "site", "area", "line", "status");
    private static final List<String> NUMBERS =
            List.of("oee", "availability", "performance", "quality", "ideal_cycle_seconds");
    private static final String TIME = "last_updated";

    private final JdbcClient database;

    MachineStore(JdbcClient database) {
        this.database = database;
    }

    /** Columns that the catalogue has no place for. */
    static List<String> others(Iterable<String> columns) {
        List<String> others = new ArrayList<>();
        for (String column : columns) {
            if (!column.equals("id")
                    && !column.equals(TIME)
                    && !TEXTS.contains(column)
                    && !NUMBERS.contains(column)) {
                others.add(column);
            }
        }
        return others;
    }

    /** All but those whose id Andon would not take, which are kept as rejected. */
    void takeOver(@Nullable String timeZone) {
        SequencedMap<String, String> values = values(timeZone);
        if (!values.containsKey("id")) {
            throw new AdoptionRefused(
                    "Table machines has no column id, so its rows cannot be taken over, and Andon needs its name. Nothing was changed. Rename it.");
        }
        String defect = RowQueries.nameDefect("t.id::text");
        values.putIfAbsent("name", "t.id::text");
        database.sql(
                        """
                        insert into andon_before.rejected_rows (reason, row)
                        select 'id of a machine ' || (%s), to_jsonb(t) from andon_before.machines t where (%s) is not null
                        """
                                .formatted(defect, defect))
                .update();
        database.sql(
                        "insert into andon.machines (%s) select %s from andon_before.machines t where (%s) is null on conflict do nothing"
                                .formatted(
                                        String.join(", ", values.keySet()),
                                        String.join(", ", values.values()),
                                        defect))
                .update();
    }

    /** What has become of the machines meanwhile, back in the table. */
    void giveBack(@Nullable String timeZone) {
        change(timeZone);
        add(timeZone);
    }

    private void change(@Nullable String timeZone) {
        SequencedMap<String, String> values = values(timeZone);
        List<String> columns = values.keySet().stream().filter(name -> !name.equals("id")).toList();
        if (!columns.isEmpty()) {
            database.sql(
                            """
                            update andon_before.machines t set %s from andon.machines m
                            where t.id::text = m.id and (%s) is distinct from (%s)
                            """
                                    .formatted(
                                            columns.stream()
                                                    .map(name ->
                                                            name + " = " + back(name, timeZone))
                                                    .collect(Collectors.joining(", ")),
                                            columns.stream()
                                                    .map(values::get)
                                                    .collect(Collectors.joining(", ")),
                                            columns.stream()
                                                    .map(name -> "m." + name)
                                                    .collect(Collectors.joining(", "))))
                    .update();
        }
    }

    private void add(@Nullable String timeZone) {
        SequencedMap<String, String> values = values(timeZone);
        database.sql(
                        """
                        insert into andon_before.machines (%s)
                        select %s from andon.machines m
                        where not exists (select from andon_before.machines t where t.id::text = m.id)
                        """
                                .formatted(
                                        String.join(", ", values.keySet()),
                                        values.keySet().stream()
                                                .map(name -> back(name, timeZone))
                                                .collect(Collectors.joining(", "))))
                .update();
    }

    private String back(String column, @Nullable String timeZone) {
        String type = Objects.requireNonNull(types().get(column));
        String moment =
                column.equals(TIME) && type.equals("timestamp without time zone")
                        ? "(m.%s at time zone %s)".formatted(column, zone(timeZone))
                        : "m." + column;
        return "cast(%s as %s)".formatted(moment, type);
    }

    /** Columns that both have, and the table's value of each as Andon's type. */
    private SequencedMap<String, String> values(@Nullable String timeZone) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> column : types().entrySet()) {
            String name = column.getKey();
            if (name.equals("id") || TEXTS.contains(name)) {
                String text = "t." + name + "::text";
                values.put(
                        name,
                        name.equals("name") ? "coalesce(%s, t.id::text)".formatted(text) : text);
            } else if (NUMBERS.contains(name)) {
                values.put(name, "t." + name + "::double precision");
            } else if (name.equals(TIME)) {
                String moment =
                        column.getValue().equals("timestamp without time zone")
                                ? "(t.%s at time zone %s)".formatted(name, zone(timeZone))
                                : "t." + name + "::timestamptz";
                values.put(name, "coalesce(%s, now())".formatted(moment));
            }
        }
        return values;
    }

    private static String zone(@Nullable String timeZone) {
        return RowQueries.literal(Objects.requireNonNullElse(timeZone, "UTC"));
    }

    private SequencedMap<String, String> types() {
        SequencedMap<String, String> types = new LinkedHashMap<>();
        database.sql(
                        """
                        select attname::text, format_type(atttypid, atttypmod) from pg_attribute
                        where attrelid = to_regclass('andon_before.machines') and attnum > 0 and not attisdropped
                        order by attnum
                        """)
                .query(row -> {
                    types.put(row.getString(1), row.getString(2));
                });
        return types;
    }
}
