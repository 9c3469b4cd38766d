package dev.andon.planner;

import dev.andon.planner.AdHocFilters.Filter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables that filters know, and the columns that they may name. */
final class FilterColumns {
    static final String MACHINES = "machines";
    static final String MACHINE = "machine_id";

    /** Few values each: what people choose from a list. */
    static final List<String> OFFERED =
            List.of(
                    MACHINE,
                    "metric_type",
                    "zone_number",
                    "name",
                    "site",
                    "area",
                    "line",
                    "status");

    private static final Map<String, Column> DIMENSIONS =
            byKey(text(MACHINE), text("metric_type"), number("zone_number", true));

    private static final Map<String, Column> OF_MACHINES =
            byKey(
                    text("id"),
                    text("name"),
                    nullableText("site"),
                    nullableText("area"),
                    nullableText("line"),
                    nullableText("status"),
                    number("oee", true),
                    number("availability", true),
                    number("performance", true),
                    number("quality", true),
                    number("ideal_cycle_seconds", true));

    private static final Map<String, Map<String, Column>> TABLES = tables();

    private FilterColumns() {}

    /**
     * A column of a table.
     *
     * @param nullable whether a row may have no value
     */
    record Column(String name, boolean number, boolean nullable) {
        String quoted() {
            return '"' + name + '"';
        }
    }

    private static Column text(String name) {
        return new Column(name, false, false);
    }

    private static Column nullableText(String name) {
        return new Column(name, false, true);
    }

    private static Column number(String name, boolean nullable) {
        return new Column(name, true, nullable);
    }

    private static Map<String, Column> byKey(Column... columns) {
        return Stream.of(columns).collect(Collectors.toUnmodifiableMap(Column::name, c -> c));
    }

    private static Map<String, Map<String, Column>> tables() {
        Map<String, Column> points = new HashMap<>(DIMENSIONS);
        points.putAll(byKey(number("value", false), number("target_value", true)));
        Map<String, Column> buckets = new HashMap<>(DIMENSIONS);
        buckets.put("point_count", number("point_count", false));
        buckets.put("target_count", number("target_count", false));
        for (String what : List.of("avg", "min", "max", "sum", "first", "last", "stddev")) {
            buckets.put(what + "_value", number(what + "_value", true));
            buckets.put(what + "_target", number(what + "_target", true));
        }
        Map<String, Column> machines = new HashMap<>(OF_MACHINES);
        // One machine is one machine, whatever a table calls its key.
        machines.put(MACHINE, text("id"));
        return Map.of(
                FromClause.VIEW,
                Map.copyOf(points),
                FromClause.VIEW + "_5m",
                Map.copyOf(buckets),
                FromClause.VIEW + "_hourly",
                Map.copyOf(buckets),
                FromClause.VIEW + "_daily",
                Map.copyOf(buckets),
                MACHINES,
                Map.copyOf(machines));
    }

    static boolean isTable(String name) {
        return TABLES.containsKey(name);
    }

    /** Null where the table has no such column. */
    static @Nullable Column of(String table, String key) {
        return Objects.requireNonNull(TABLES.get(table)).get(key);
    }

    static Optional<Column> dimension(String key) {
        return Optional.ofNullable(DIMENSIONS.get(key));
    }

    static Optional<Column> ofMachine(String key) {
        return Optional.ofNullable(OF_MACHINES.get(key));
    }

    /** Of whichever table has it. */
    static @Nullable Column anywhere(String key) {
        return Stream.concat(Stream.of(FromClause.VIEW), TABLES.keySet().stream().sorted())
                .map(table -> of(table, key))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * @throws FilterException when a column of numbers is compared with something else
     */
    static void check(Filter filter) {
        Column column = anywhere(filter.key());
        if (column != null) {
            FilterCondition.check(filter, column);
        }
    }
}
