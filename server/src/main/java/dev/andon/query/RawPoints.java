package dev.andon.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;
import org.jspecify.annotations.Nullable;

/**
 * A query that shows the stored points of one machine's metric as they are, so that a new sample is
 * a new row. Anything that is not exactly such a query is none.
 */
final class RawPoints {
    private static final String TIME = "timestamp";
    private static final Set<String> VALUES = Set.of("value", "target_value");

    private final Map<String, String> fields = new LinkedHashMap<>();
    private @Nullable String machine;
    private @Nullable String metric;
    private @Nullable Integer zone;
    private boolean withoutZone;
    private boolean hasTime;

    private RawPoints() {}

    static Optional<RawPoints> of(PlainSelect select) {
        RawPoints points = new RawPoints();
        return isPlain(select)
                        && points.takeColumns(select.getSelectItems())
                        && points.takeConditions(Conjuncts.of(select.getWhere()))
                        && ascending(select.getOrderByElements())
                ? Optional.of(points)
                : Optional.empty();
    }

    /** Zones for the hint, {@code null} inside for a series without one; empty: not one series. */
    Optional<SeriesQueries.Zone> zones(SeriesQueries series) {
        if (machine == null || metric == null) {
            return Optional.empty();
        }
        if (zone != null) {
            return Optional.of(new SeriesQueries.Zone(zone));
        }
        return series.onlyZone(machine, metric)
                .filter(only -> !withoutZone || only.number() == null);
    }

    LiveHint hint(SeriesQueries.Zone only) {
        List<String> machines = machine == null ? List.of() : List.of(machine);
        List<String> metrics = metric == null ? List.of() : List.of(metric);
        List<Integer> zones = only.number() == null ? null : List.of(only.number());
        return new LiveHint.Append(machines, metrics, zones, fields);
    }

    /** Nothing that would make other rows of the stored ones, or leave some out. */
    private static boolean isPlain(PlainSelect select) {
        return MetricsBlocks.isView(select.getFromItem())
                && isEmpty(select.getJoins())
                && isEmpty(select.getWithItemsList())
                && isEmpty(select.getWindowDefinitions())
                && select.getDistinct() == null
                && select.getGroupBy() == null
                && select.getHaving() == null
                && select.getLimit() == null
                && select.getOffset() == null
                && select.getFetch() == null;
    }

    private static boolean isEmpty(@Nullable List<?> list) {
        return list == null || list.isEmpty();
    }

    private boolean takeColumns(List<SelectItem<?>> items) {
        for (SelectItem<?> item : items) {
            if (!(item.getExpression() instanceof Column column)) {
                return false;
            }
            String name = Conjuncts.plain(column.getColumnName());
            String shown =
                    item.getAlias() == null ? name : Conjuncts.plain(item.getAlias().getName());
            if (name.equals(TIME) && shown.equals("time")) {
                hasTime = true;
            } else if (VALUES.contains(name)) {
                fields.put(shown, name);
            } else {
                return false;
            }
        }
        return hasTime && !fields.isEmpty();
    }

    private boolean takeConditions(List<Expression> conditions) {
        return conditions.stream().allMatch(this::takeCondition)
                && machine != null
                && metric != null;
    }

    private boolean takeCondition(Expression condition) {
        Optional<String> oneMachine = one(condition, "machine_id");
        if (oneMachine.isPresent() && machine == null) {
            machine = oneMachine.get();
            return true;
        }
        Optional<String> oneMetric = one(condition, "metric_type");
        if (oneMetric.isPresent() && metric == null) {
            metric = oneMetric.get();
            return true;
        }
        return isTimeBound(condition) || takeZone(condition);
    }

    private static Optional<String> one(Expression condition, String column) {
        return Conjuncts.texts(condition, column, null)
                .filter(texts -> texts.size() == 1)
                .map(List::getFirst);
    }

    private static boolean isTimeBound(Expression condition) {
        return switch (condition) {
            case Between between ->
                    !between.isNot()
                            && isTime(between.getLeftExpression())
                            && isConstant(between.getBetweenExpressionStart())
                            && isConstant(between.getBetweenExpressionEnd());
            case EqualsTo equals -> false;
            case ComparisonOperator comparison ->
                    isTime(comparison.getLeftExpression())
                            && isConstant(comparison.getRightExpression())
                            && !comparison.getStringExpression().contains("!")
                            && !comparison.getStringExpression().equals("<>");
            default -> false;
        };
    }

    private static boolean isTime(Expression expression) {
        return Conjuncts.isColumn(expression, TIME, null);
    }

    private static boolean isConstant(Expression expression) {
        return expression instanceof StringValue;
    }

    private boolean takeZone(Expression condition) {
        if (zone != null || withoutZone) {
            return false;
        }
        if (condition instanceof IsNullExpression isNull
                && !isNull.isNot()
                && Conjuncts.isColumn(isNull.getLeftExpression(), "zone_number", null)) {
            withoutZone = true;
            return true;
        }
        if (condition instanceof EqualsTo equals
                && Conjuncts.isColumn(equals.getLeftExpression(), "zone_number", null)
                && equals.getRightExpression() instanceof LongValue number) {
            zone = number.getBigIntegerValue().bitLength() < 16 ? (int) number.getValue() : null;
        }
        return zone != null;
    }

    /** The first column, the time, in its natural order: a new row comes last. */
    private static boolean ascending(@Nullable List<OrderByElement> order) {
        if (order == null) {
            return true;
        }
        if (order.size() != 1 || !order.getFirst().isAsc()) {
            return false;
        }
        Expression by = order.getFirst().getExpression();
        return isTime(by)
                || Conjuncts.isColumn(by, "time", null)
                || (by instanceof LongValue position && position.getValue() == 1);
    }
}
