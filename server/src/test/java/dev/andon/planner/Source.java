package dev.andon.planner;

import org.jspecify.annotations.Nullable;

/**
 * What a question reads from.
 *
 * @param points what stands before the names of columns of machine_metrics
 * @param machines likewise of machines; null: they are not joined
 * @param condition what WHERE must say of it, whatever else is asked
 */
record Source(String sql, String points, @Nullable String machines, @Nullable String condition) {
    private static final String NAMED = "(SELECT id AS machine_id, name, area, site FROM machines)";

    static Source any(Choice choice) {
        return choice.percent(70) ? alone(choice) : joined(choice);
    }

    private static Source alone(Choice choice) {
        String table =
                choice.of(
                        "machine_metrics",
                        "machine_metrics",
                        "machine_metrics",
                        "public.machine_metrics",
                        "\"machine_metrics\"",
                        "public.\"machine_metrics\"",
                        "MACHINE_METRICS");
        return switch (choice.below(5)) {
            case 0 -> new Source(table + " m", "m.", null, null);
            case 1 -> new Source(table + " AS \"Mm\"", "\"Mm\".", null, null);
            case 2 -> new Source(table + " AS mm", choice.of("mm.", ""), null, null);
            case 3 -> new Source(table, "machine_metrics.", null, null);
            default -> new Source(table, "", null, null);
        };
    }

    private static Source joined(Choice choice) {
        String points = choice.of("m.", "m.", "");
        String machines = points.isEmpty() ? "" : "k.";
        return switch (choice.below(9)) {
            case 0 ->
                    new Source(
                            "machine_metrics m, machines k",
                            points,
                            machines,
                            choice.of("m.machine_id = k.id", "k.id = m.machine_id"));
            case 1 ->
                    new Source(
                            "machines k JOIN machine_metrics m ON m.machine_id = k.id",
                            points,
                            machines,
                            null);
            case 2 ->
                    new Source(
                            "machine_metrics AS m LEFT JOIN public.machines AS k ON k.id = m.machine_id",
                            points,
                            machines,
                            null);
            case 3 ->
                    new Source(
                            "machine_metrics m LEFT JOIN machines k ON k.id = m.machine_id AND k.area = 'Hall A'",
                            "m.",
                            "k.",
                            null);
            case 4 ->
                    new Source(
                            "machine_metrics m JOIN " + NAMED + " k USING (machine_id)",
                            "m.",
                            "k.",
                            null);
            case 5 ->
                    new Source(
                            "machines k LEFT JOIN machine_metrics m ON m.machine_id = k.id AND m.metric_type = 'temperature'",
                            "m.",
                            "k.",
                            null);
            case 6 ->
                    new Source(
                            "machine_metrics m CROSS JOIN machines k",
                            "m.",
                            "k.",
                            "k.id = m.machine_id");
            case 7 ->
                    new Source(
                            "machine_metrics m JOIN (VALUES ('M-01', 'first', 'x'), ('K-01', 'second', 'y'), ('M-01', 'twice', 'z'))"
                                    + " AS k (id, name, area) ON k.id = m.machine_id",
                            "m.",
                            "k.",
                            null);
            default ->
                    new Source(
                            "machine_metrics m INNER JOIN machines k ON m.machine_id = k.id",
                            points,
                            machines,
                            null);
        };
    }

    Source ofOneSeries(Choice choice) {
        String series =
                choice.of(
                                "%1$smachine_id = 'M-01' AND %1$smetric_type = 'temperature' AND %1$szone_number IS NULL",
                                "%1$smachine_id = 'M-02' AND %1$smetric_type = 'pressure' AND %1$szone_number IS NULL")
                        .formatted(points);
        return new Source(
                sql, points, machines, condition == null ? series : condition + " AND " + series);
    }

    /** A column of machine_metrics as somebody might spell it. */
    String column(Choice choice, String name) {
        return points
                + switch (choice.below(6)) {
                    case 0 -> "\"" + name + "\"";
                    case 1 -> name.toUpperCase(java.util.Locale.ROOT);
                    default ->
                            name.equals("timestamp") && choice.percent(50) ? "\"timestamp\"" : name;
                };
    }
}
