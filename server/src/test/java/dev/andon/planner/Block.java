package dev.andon.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One SELECT.
 *
 * @param order columns, which are keys
 * @param direction of the first of them
 */
record Block(
        Source source,
        List<Column> columns,
        List<String> conditions,
        @Nullable String having,
        List<Column> order,
        String direction,
        @Nullable Integer limit,
        Keys keys,
        boolean distinct) {

    /** A key is what is grouped by. */
    record Column(String sql, @Nullable String alias, Precision precision, boolean key) {
        String print() {
            return alias == null ? sql : sql + " AS " + alias;
        }
    }

    /** How ORDER BY and GROUP BY name keys. */
    enum Keys {
        ORDINAL,
        ALIAS,
        EXPRESSION
    }

    String sql() {
        StringBuilder sql = new StringBuilder(distinct ? "SELECT DISTINCT " : "SELECT ");
        sql.append(columns.stream().map(Column::print).collect(Collectors.joining(", ")))
                .append("\nFROM ")
                .append(source.sql())
                .append(where());
        List<Column> grouped = columns.stream().filter(Column::key).toList();
        boolean aggregated = grouped.size() < columns.size() || having != null;
        if (!grouped.isEmpty() && (aggregated || !distinct)) {
            sql.append("\nGROUP BY ").append(names(grouped));
        }
        if (having != null) {
            sql.append("\nHAVING ").append(having);
        }
        if (!order.isEmpty()) {
            sql.append("\nORDER BY ").append(name(order.getFirst())).append(direction);
            order.stream().skip(1).forEach(column -> sql.append(", ").append(name(column)));
        }
        return limit == null ? sql.toString() : sql.append("\nLIMIT ").append(limit).toString();
    }

    private String where() {
        List<String> all = new ArrayList<>(conditions);
        if (source.condition() != null) {
            all.addFirst(source.condition());
        }
        return all.isEmpty() ? "" : "\nWHERE " + String.join(" AND ", all);
    }

    /** Of each group, or of all points: the keys, the largest magnitude, how many there are. */
    String magnitudes(boolean all) {
        List<String> keys =
                columns.stream().filter(column -> column.key() && !all).map(Column::sql).toList();
        String sql =
                "SELECT %1$scoalesce(greatest(max(abs(%2$svalue)), max(abs(%2$starget_value))), 0), count(*)\nFROM %3$s%4$s"
                        .formatted(
                                keys.stream().map(key -> key + ", ").collect(Collectors.joining()),
                                source.points(),
                                source.sql(),
                                where());
        return keys.isEmpty() ? sql : sql + "\nGROUP BY " + String.join(", ", keys);
    }

    private String names(List<Column> named) {
        return named.stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String name(Column column) {
        return switch (keys) {
            case ORDINAL -> Integer.toString(columns.indexOf(column) + 1);
            case ALIAS -> column.alias() == null ? column.sql() : column.alias();
            case EXPRESSION -> column.sql();
        };
    }

    /**
     * The same question with one thing less, in every way. The first and last value of a series
     * would be anybody's without what tells the series apart.
     */
    List<Block> smaller() {
        List<Block> blocks = new ArrayList<>();
        if (limit != null) {
            blocks.add(with(columns, conditions, having, order, null));
        } else if (!order.isEmpty()) {
            blocks.add(with(columns, conditions, having, List.of(), null));
        }
        if (having != null) {
            blocks.add(with(columns, conditions, null, order, limit));
        }
        for (String condition : conditions) {
            blocks.add(with(columns, without(conditions, condition), having, order, limit));
        }
        boolean needsKeys =
                columns.stream().anyMatch(column -> column.precision() == Precision.BITS);
        for (Column column : columns) {
            boolean needed = order.contains(column) || (needsKeys && column.key());
            if (columns.size() > 1 && !needed) {
                blocks.add(with(without(columns, column), conditions, having, order, limit));
            }
        }
        return blocks;
    }

    private Block with(
            List<Column> newColumns,
            List<String> newConditions,
            @Nullable String newHaving,
            List<Column> newOrder,
            @Nullable Integer newLimit) {
        return new Block(
                source,
                newColumns,
                newConditions,
                newHaving,
                newOrder,
                direction,
                newLimit,
                keys,
                distinct);
    }

    private static <T> List<T> without(List<T> list, T one) {
        List<T> rest = new ArrayList<>(list);
        rest.remove(one);
        return rest;
    }
}
