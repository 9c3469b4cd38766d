package dev.andon.planner;

import java.util.ArrayList;
import java.util.List;

/** Conditions on what a point is of: machine, metric and zone, or columns of its machine. */
final class Filters {
    private final Choice choice;
    private final Source source;

    Filters(Choice choice, Source source) {
        this.choice = choice;
        this.source = source;
    }

    List<String> any() {
        List<String> conditions = new ArrayList<>();
        for (int count = choice.below(4); count > 0; count--) {
            conditions.add(condition(2));
        }
        return conditions;
    }

    String condition(int depth) {
        if (depth > 0 && choice.percent(15)) {
            return choice.of(
                    "(" + condition(depth - 1) + " OR " + condition(depth - 1) + ")",
                    "NOT (" + condition(depth - 1) + ")",
                    "(" + condition(depth - 1) + " AND " + condition(depth - 1) + ")",
                    "CASE WHEN " + condition(0) + " THEN " + condition(0) + " ELSE true END");
        }
        return switch (choice.below(source.machines() == null ? 8 : 12)) {
            case 0, 1 -> metric();
            case 2, 3, 4 -> machine();
            case 5, 6, 7 -> zone();
            default -> named();
        };
    }

    private String metric() {
        String column = source.column(choice, "metric_type");
        String metric = "'" + choice.of(GeneratedPlant.METRICS) + "'";
        return switch (choice.below(9)) {
            case 0 -> column + " IN (" + metric + ", 'temperature')";
            case 1 -> column + " LIKE '%temp%'";
            case 2 -> column + " = ANY (ARRAY[" + metric + ", 'level'])";
            case 3 -> column + " ~ '^(temp|multi)'";
            case 4 -> metric + " = " + column;
            case 5 -> "upper(" + column + ") = upper(" + metric + ")";
            case 6 -> column + " <> " + metric;
            default -> column + " = " + metric;
        };
    }

    private String machine() {
        String column = source.column(choice, "machine_id");
        String machine = "'" + choice.of(GeneratedPlant.MACHINES).replace("'", "''") + "'";
        return switch (choice.below(13)) {
            case 0 -> column + " IN ('M-01', " + machine + ")";
            case 1 -> column + " NOT IN (" + machine + ")";
            case 2 -> column + " LIKE 'M-%'";
            case 3 -> column + " BETWEEN 'K' AND 'M-02'";
            case 4 -> column + " IN (SELECT id FROM machines WHERE area = 'Hall A')";
            case 5 -> column + " ILIKE '%neil%'";
            case 6 -> column + " = '$machine'";
            case 7 -> "length(" + column + ") = 4";
            case 8 -> column + " = any('{M-01,M-02}'::text[])";
            case 9 -> column + " IS NOT NULL";
            case 10 -> "left(" + column + ", 1) || 'x' = 'Mx'";
            default -> column + " = " + machine;
        };
    }

    private String zone() {
        String column = source.column(choice, "zone_number");
        return switch (choice.below(9)) {
            case 0 -> column + " IS NULL";
            case 1 -> column + " IS NOT NULL";
            case 2 -> column + " BETWEEN 1 AND 2";
            case 3 -> column + " IN (1, 3)";
            case 4 -> "coalesce(" + column + ", 0) <> 1";
            case 5 -> column + " IS DISTINCT FROM 2";
            case 6 -> column + " % 2 = 1";
            case 7 -> "(" + column + " IS NULL OR " + column + " < 3)";
            default -> column + " = " + (1 + choice.below(4));
        };
    }

    private String named() {
        String prefix = source.machines();
        return prefix
                + choice.of(
                        "area = 'Hall A'",
                        "area IS NULL",
                        "name IN ('Extruder 1', 'O''Neil')",
                        "name LIKE 'E%'",
                        "area IS NOT DISTINCT FROM 'Hall B'");
    }
}
