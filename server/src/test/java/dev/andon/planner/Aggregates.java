package dev.andon.planner;

import static dev.andon.planner.Precision.BITS;
import static dev.andon.planner.Precision.EXACT;
import static dev.andon.planner.Precision.MEAN;
import static dev.andon.planner.Precision.SQUARE;
import static dev.andon.planner.Precision.SUM;

/** What is asked of the points of a bucket. */
final class Aggregates {
    /** An expression, and how closely its answers must agree. */
    record Aggregate(String sql, Precision precision) {}

    private final Choice choice;
    private final Source source;
    private final Filters filters;

    Aggregates(Choice choice, Source source, Filters filters) {
        this.choice = choice;
        this.source = source;
        this.filters = filters;
    }

    Aggregate any() {
        return switch (choice.below(20)) {
            case 0, 1 -> computed();
            case 2, 3 -> filtered(simple(value()));
            case 4, 5 -> pivot();
            case 6, 7 -> counted();
            default -> simple(value());
        };
    }

    private String value() {
        return source.column(choice, choice.percent(75) ? "value" : "target_value");
    }

    private Aggregate simple(String argument) {
        Precision precision;
        String function;
        switch (choice.below(14)) {
            case 0, 1, 2 -> {
                function = choice.of("avg", "AVG");
                precision = MEAN;
            }
            case 3, 4 -> {
                function = choice.of("min", "MIN");
                precision = EXACT;
            }
            case 5, 6 -> {
                function = choice.of("max", "Max");
                precision = EXACT;
            }
            case 7, 8, 9 -> {
                function = choice.of("sum", "SUM");
                precision = SUM;
            }
            case 10 -> {
                function = "count";
                precision = EXACT;
            }
            case 11, 12 -> {
                function = choice.of("stddev", "stddev_samp", "stddev_pop");
                precision = MEAN;
            }
            default -> {
                function = choice.of("variance", "var_samp", "var_pop");
                precision = SQUARE;
            }
        }
        return new Aggregate(function + "(" + argument + ")", precision);
    }

    private Aggregate counted() {
        return new Aggregate(
                choice.of(
                        "count(*)",
                        "COUNT(*)",
                        "count(1)",
                        "count(" + source.column(choice, "machine_id") + ")",
                        "count(" + source.column(choice, "zone_number") + ")",
                        "count("
                                + source.column(choice, choice.of("timestamp", "metric_type"))
                                + ")"),
                EXACT);
    }

    private Aggregate filtered(Aggregate plain) {
        return new Aggregate(
                plain.sql() + " FILTER (WHERE " + filters.condition(1) + ")", plain.precision());
    }

    private Aggregate pivot() {
        String condition = filters.condition(0);
        if (choice.percent(30)) {
            return new Aggregate(
                    choice.of(
                            "sum(CASE WHEN " + condition + " THEN 1 ELSE 0 END)",
                            "count(CASE WHEN " + condition + " THEN 1 END)"),
                    EXACT);
        }
        String rest = choice.of("", "", " ELSE NULL", " ELSE 0");
        return simple("CASE WHEN " + condition + " THEN " + value() + rest + " END");
    }

    private Aggregate computed() {
        String value = value();
        return switch (choice.below(13)) {
            case 0 -> new Aggregate("max(%1$s) - min(%1$s)".formatted(value), EXACT);
            case 1 -> new Aggregate("sum(%1$s) / count(%1$s)".formatted(value), MEAN);
            case 2 -> new Aggregate("coalesce(avg(%s), 0)".formatted(value), MEAN);
            case 3 -> new Aggregate("avg(%s) * 1.8 + 32".formatted(value), SUM);
            case 4 -> new Aggregate("round(avg(%s)::numeric, 9)".formatted(value), MEAN);
            case 5 -> new Aggregate("sum(%s) / nullif(count(*), 0)".formatted(value), MEAN);
            case 6 -> new Aggregate("(avg(%1$s) - min(%1$s))".formatted(value), MEAN);
            case 7 ->
                    new Aggregate(
                            "100.0 * count(%s) / nullif(count(*), 0)"
                                    .formatted(source.column(choice, "target_value")),
                            EXACT);
            case 8 -> new Aggregate("CASE WHEN count(*) > 3 THEN max(" + value + ") END", EXACT);
            case 9 -> new Aggregate("count(*) > 5", EXACT);
            case 10 -> new Aggregate("-sum(" + value + ")", SUM);
            case 11 -> new Aggregate("greatest(max(" + value + "), 0)", EXACT);
            default ->
                    new Aggregate(
                            "avg(%s) - avg(%s)"
                                    .formatted(
                                            source.column(choice, "value"),
                                            source.column(choice, "target_value")),
                            MEAN);
        };
    }

    /** Of one series only: who is first of two at the same moment is for nobody to say. */
    Aggregate end() {
        String time = source.column(choice, "timestamp");
        String value = source.column(choice, "value");
        return new Aggregate(
                choice.of(
                        "(array_agg(%s ORDER BY %s DESC))[1]".formatted(value, time),
                        "first(%s, %s)".formatted(value, time),
                        "last(%s, %s)".formatted(value, time),
                        "first(%s, %s)".formatted(value, time),
                        "last(%s, %s)".formatted(value, time)),
                BITS);
    }

    /** What no rollup can answer. */
    Aggregate refused() {
        String value = value();
        return new Aggregate(
                choice.of(
                                "percentile_cont(0.5) WITHIN GROUP (ORDER BY %s)",
                                "count(DISTINCT %s)",
                                "sum(DISTINCT %s)",
                                "avg(abs(%s))",
                                "sum(%1$s * %1$s)",
                                "count(*) FILTER (WHERE %s > 80)",
                                "bool_or(%s > 81)",
                                "max(CASE WHEN %1$s > 79 THEN %1$s END)",
                                "mode() WITHIN GROUP (ORDER BY %s)",
                                "avg(%s::numeric)",
                                "regr_count(%s, extract(epoch from "
                                        + source.column(choice, "timestamp")
                                        + "))",
                                "max(" + source.column(choice, "timestamp") + ")",
                                "min(" + source.column(choice, "machine_id") + ")",
                                "sum(" + source.column(choice, "zone_number") + ")",
                                "avg(%s + 1)",
                                "avg(%s) OVER ()",
                                "max(CASE WHEN extract(hour from "
                                        + source.column(choice, "timestamp")
                                        + ") < 12 THEN %s END)",
                                "sum(%s) FILTER (WHERE "
                                        + source.column(choice, "timestamp")
                                        + " > now() - interval '1 day')")
                        .formatted(value),
                SUM);
    }
}
