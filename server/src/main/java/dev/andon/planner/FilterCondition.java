package dev.andon.planner;

import dev.andon.planner.AdHocFilters.Filter;
import dev.andon.planner.AdHocFilters.Operator;
import dev.andon.planner.FilterColumns.Column;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A filter as a condition of SQL. Values become literals or numbers, nothing else. */
final class FilterCondition {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][-+]?\\d{1,3})?");

    private FilterCondition() {}

    /** As PostgreSQL reads it with {@code standard_conforming_strings}. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /**
     * @param qualifier what the table is called, with its dot
     * @param texts makes a part of SQL of a text
     */
    static String of(Filter filter, Column column, String qualifier, UnaryOperator<String> texts) {
        String name = qualifier + column.quoted();
        String condition = comparison(filter, column, name, texts);
        return filter.operator().isNegative() && column.nullable()
                ? "(%s OR %s IS NULL)".formatted(condition, name)
                : condition;
    }

    private static String comparison(
            Filter filter, Column column, String name, UnaryOperator<String> texts) {
        String first = filter.values().getFirst();
        return switch (filter.operator()) {
            case EQUAL -> name + " = " + value(first, column, texts);
            case NOT_EQUAL -> name + " <> " + value(first, column, texts);
            case MATCH -> asText(column, name) + " ~ " + texts.apply(first);
            case NO_MATCH -> asText(column, name) + " !~ " + texts.apply(first);
            case LESS -> name + " < " + value(first, column, texts);
            case GREATER -> name + " > " + value(first, column, texts);
            case AT_MOST -> name + " <= " + value(first, column, texts);
            case AT_LEAST -> name + " >= " + value(first, column, texts);
            case ONE_OF -> name + " IN " + list(filter, column, texts);
            case NONE_OF -> name + " NOT IN " + list(filter, column, texts);
        };
    }

    private static String asText(Column column, String name) {
        return column.number() ? name + "::text" : name;
    }

    private static String list(Filter filter, Column column, UnaryOperator<String> texts) {
        return filter.values().stream()
                .map(value -> value(value, column, texts))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String value(String value, Column column, UnaryOperator<String> texts) {
        if (!column.number()) {
            return texts.apply(value);
        }
        String number = value.strip();
        return number.startsWith("+") ? number.substring(1) : number;
    }

    /**
     * @throws FilterException when a column of numbers is compared with something else
     */
    static void check(Filter filter, Column column) {
        boolean pattern =
                filter.operator() == Operator.MATCH || filter.operator() == Operator.NO_MATCH;
        for (String value : filter.values()) {
            if (column.number() && !pattern && !NUMBER.matcher(value.strip()).matches()) {
                throw new FilterException(
                        "The filter %s %s %s compares a column of numbers with what is none. Write a number, or use =~ for a part of its digits."
                                .formatted(filter.key(), filter.operator().word(), value));
            }
        }
    }
}
