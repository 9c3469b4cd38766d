package dev.andon.planner;

import dev.andon.planner.SelectBlock.Span;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Aggregates over the values of points, and how they are said over buckets. */
final class Measures {
    private static final String ROWS = Hidden.ROWS.column();

    private final SqlText text;
    private final Columns columns;
    private final Leaf.Parser leaves;
    private final Consumer<Span> conditions;
    private final BooleanSupplier oneSeries;
    private final Set<Hidden> used = EnumSet.noneOf(Hidden.class);

    /**
     * @param conditions takes what may hold nothing of a single point
     * @param oneSeries whether every group is of one series, so that the order of its buckets is
     *     that of its points
     */
    Measures(SqlText text, Columns columns, Consumer<Span> conditions, BooleanSupplier oneSeries) {
        this.text = text;
        this.columns = columns;
        this.leaves = new Leaf.Parser(text, columns, conditions);
        this.conditions = conditions;
        this.oneSeries = oneSeries;
    }

    /** An aggregate in other words, what PostgreSQL would call its column, and the token behind. */
    record Measure(String sql, String name, int end) {}

    /** The columns that the new words need. */
    Set<Hidden> used() {
        return used;
    }

    /** Null where none begins that is over single values. */
    @Nullable Measure at(int i) {
        if (!text.isOneOf(i, Vocabulary.MEASURES)
                || !text.is(i + 1, "(")
                || text.is(i + 2, "distinct")) {
            return null;
        }
        int close = text.partner(i + 1);
        int end = close + 1;
        String filter = "";
        if (text.are(end, "filter", "(", "where")) {
            int filterEnd = text.partner(end + 1);
            conditions.accept(new Span(end + 3, filterEnd));
            filter = " " + text.source(end, filterEnd + 1);
            end = filterEnd + 1;
        }
        String name = text.at(i).text();
        String sql = measure(name, new Span(i + 2, close), filter);
        return sql == null ? null : new Measure(sql, name, end);
    }

    private @Nullable String measure(String name, Span argument, String filter) {
        return switch (name) {
            case "count" -> count(argument, filter);
            case "first", "last" -> edge(name, argument, filter);
            default -> {
                Leaf leaf = leaves.parse(argument.from(), argument.to());
                yield leaf == null || !leaf.isMeasured()
                        ? ofDimensions(name, leaf, filter)
                        : ofValues(name, leaf, filter);
            }
        };
    }

    private @Nullable String ofDimensions(String name, @Nullable Leaf leaf, String filter) {
        if (Vocabulary.INDIFFERENT.contains(name)) {
            return null;
        }
        if (name.equals("sum") && leaf != null && leaf.isWhole()) {
            return "sum(%s)%s::bigint".formatted(render(leaf, Part.BIG_SUM), filter);
        }
        throw new Refusal(name + " is over something else than value or target_value alone");
    }

    private String ofValues(String name, Leaf leaf, String filter) {
        return switch (name) {
            case "avg" ->
                    "(sum(%s)%s / sum(%s)%s)"
                            .formatted(
                                    render(leaf, Part.SUM),
                                    filter,
                                    render(leaf, Part.COUNT),
                                    filter);
            case "sum" -> aggregate("sum", leaf, Part.SUM, filter);
            case "min" -> aggregate("min", leaf, Part.MIN, filter);
            case "max" -> aggregate("max", leaf, Part.MAX, filter);
            case "stddev" -> aggregate("andon_planner.stddev_samp", leaf, Part.MOMENTS, filter);
            case "variance" -> aggregate("andon_planner.var_samp", leaf, Part.MOMENTS, filter);
            default -> aggregate("andon_planner." + name, leaf, Part.MOMENTS, filter);
        };
    }

    private String aggregate(String name, Leaf leaf, Part part, String filter) {
        return name + "(" + render(leaf, part) + ")" + filter;
    }

    private String count(Span argument, String filter) {
        int from = argument.from();
        boolean all = argument.to() - from == 1 && (text.is(from, "*") || isLiteral(from));
        String rows;
        Leaf leaf = all ? null : leaves.parse(from, argument.to());
        if (leaf != null && !leaf.isEverPresent()) {
            throw new Refusal("count is over NULL alone");
        } else if (all || isNeverNull(argument)) {
            rows = use(Hidden.ROWS);
        } else if (leaf != null) {
            rows = render(leaf, Part.COUNT);
        } else {
            rows = rowsWith(argument);
        }
        return "coalesce(sum(" + rows + ")" + filter + ", 0)";
    }

    private boolean isLiteral(int i) {
        return text.isString(i) || text.isKind(i, Token.Kind.NUMBER);
    }

    private boolean isNeverNull(Span argument) {
        Columns.Mention mention = columns.at(argument.from());
        return mention != null
                && mention.end() == argument.to()
                && (mention.isTime()
                        || mention.column().equals("machine_id")
                        || mention.column().equals("metric_type"));
    }

    /** Of a row of a table, IS NOT NULL would ask for all of its columns. */
    private String rowsWith(Span argument) {
        boolean several = false;
        for (int i = argument.from(); i < argument.to(); i = text.next(i)) {
            several |= text.is(i, ",") || text.is(i, "order");
        }
        if (argument.isEmpty() || several || text.is(argument.from(), "(")) {
            throw new Refusal("count is over something that is not understood");
        }
        conditions.accept(argument);
        return "case when (%s) is distinct from null then %s end"
                .formatted(text.source(argument.from(), argument.to()), use(Hidden.ROWS));
    }

    private String edge(String name, Span argument, String filter) {
        Columns.Mention value = columns.at(argument.from());
        Columns.Mention time = value == null ? null : columns.at(value.end() + 1);
        boolean plain =
                value != null
                        && value.column().equals(Columns.VALUE)
                        && text.is(value.end(), ",")
                        && time != null
                        && time.isTime()
                        && time.end() == argument.to();
        if (!plain) {
            throw new Refusal(name + " is understood over value and timestamp alone");
        }
        if (!oneSeries.getAsBoolean()) {
            throw new Refusal(
                    name + " is over several series, whose points take turns within a bucket");
        }
        Hidden column = name.equals("first") ? Hidden.VALUE_FIRST : Hidden.VALUE_LAST;
        int timeStart = Objects.requireNonNull(value).end() + 1;
        return "%s(%s, %s)%s"
                .formatted(name, use(column), text.source(timeStart, argument.to()), filter);
    }

    /** What of a leaf an aggregate needs. */
    private enum Part {
        SUM(Hidden.VALUE_SUM, Hidden.TARGET_SUM, "%s * " + ROWS),
        /** Whole numbers stay such. */
        BIG_SUM(Hidden.VALUE_SUM, Hidden.TARGET_SUM, "%s * " + ROWS + "::bigint"),
        COUNT(Hidden.ROWS, Hidden.TARGET_ROWS, ROWS),
        MIN(Hidden.VALUE_MIN, Hidden.TARGET_MIN, "%s"),
        MAX(Hidden.VALUE_MAX, Hidden.TARGET_MAX, "%s"),
        MOMENTS(
                Hidden.VALUE_MOMENTS,
                Hidden.TARGET_MOMENTS,
                "array[" + ROWS + ", %s * " + ROWS + ", 0]::double precision[]");

        private final Hidden ofValue;
        private final Hidden ofTarget;
        private final String ofNumber;

        Part(Hidden ofValue, Hidden ofTarget, String ofNumber) {
            this.ofValue = ofValue;
            this.ofTarget = ofTarget;
            this.ofNumber = ofNumber;
        }
    }

    private String render(Leaf leaf, Part part) {
        return switch (leaf) {
            case Leaf.Measured measured -> use(measured.target() ? part.ofTarget : part.ofValue);
            case Leaf.Constant constant -> {
                use(Hidden.ROWS);
                yield part.ofNumber.formatted("(" + constant.number() + ")");
            }
            case Leaf.Null nothing -> "null";
            case Leaf.Choice choice -> {
                StringBuilder sql = new StringBuilder();
                for (int i = 0; i < choice.heads().size(); i++) {
                    sql.append(choice.heads().get(i))
                            .append(' ')
                            .append(render(choice.leaves().get(i), part))
                            .append(' ');
                }
                yield "(" + sql + "end)";
            }
        };
    }

    private String use(Hidden column) {
        used.add(column);
        return column.column();
    }
}
