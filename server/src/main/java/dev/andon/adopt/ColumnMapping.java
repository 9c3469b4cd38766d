package dev.andon.adopt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the table calls what Andon calls by these names. */
record ColumnMapping(
        String machineId,
        String metricType,
        String value,
        String timestamp,
        @Nullable String zoneNumber,
        @Nullable String targetValue) {
    private static final Set<String> NAMES =
            Set.of(
                    "machine_id",
                    "metric_type",
                    "value",
                    "timestamp",
                    "zone_number",
                    "target_value");

    /**
     * @param given Andon's names and those of the table; what is not given has Andon's name, and
     *     zone and target may be absent
     * @param columns of the table
     */
    static ColumnMapping of(Map<String, String> given, Set<String> columns) {
        for (String name : given.keySet()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "--columns has %s; what can be mapped is machine_id, metric_type, value, timestamp, zone_number and target_value"
                                .formatted(name));
            }
        }
        return new ColumnMapping(
                required(given, columns, "machine_id"),
                required(given, columns, "metric_type"),
                required(given, columns, "value"),
                required(given, columns, "timestamp"),
                optional(given, columns, "zone_number"),
                optional(given, columns, "target_value"));
    }

    private static String required(Map<String, String> given, Set<String> columns, String name) {
        String column = given.getOrDefault(name, name);
        if (!columns.contains(column)) {
            throw new AdoptionRefused(
                    "The table has no column %s; it has %s. Nothing was changed. Say which one is the %s with --columns %s=…"
                            .formatted(column, String.join(", ", columns), name, name));
        }
        return column;
    }

    private static @Nullable String optional(
            Map<String, String> given, Set<String> columns, String name) {
        return given.containsKey(name) || columns.contains(name)
                ? required(given, columns, name)
                : null;
    }

    /** Andon's names to those of the table, in the order of Andon's view. */
    Map<String, String> byName() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("machine_id", machineId);
        columns.put("metric_type", metricType);
        columns.put("value", value);
        columns.put("timestamp", timestamp);
        if (zoneNumber != null) {
            columns.put("zone_number", zoneNumber);
        }
        if (targetValue != null) {
            columns.put("target_value", targetValue);
        }
        return columns;
    }
}
