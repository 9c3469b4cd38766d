package dev.andon.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import org.jspecify.annotations.Nullable;

/** The conditions that all must hold for a row. */
final class Conjuncts {
    private Conjuncts() {}

    static List<Expression> of(@Nullable Expression condition) {
        List<Expression> conjuncts = new ArrayList<>();
        collect(condition, conjuncts);
        return conjuncts;
    }

    private static void collect(@Nullable Expression condition, List<Expression> conjuncts) {
        switch (condition) {
            case null -> {}
            case AndExpression and -> {
                collect(and.getLeftExpression(), conjuncts);
                collect(and.getRightExpression(), conjuncts);
            }
            case ParenthesedExpressionList<?> list when list.size() == 1 ->
                    collect(list.getFirst(), conjuncts);
            default -> conjuncts.add(condition);
        }
    }

    /**
     * The texts that a condition allows for a column: {@code c = 'x'}, {@code c IN ('x', 'y')}.
     *
     * @param qualifier the table's name in the query; null when a bare column can only be its own
     */
    static Optional<List<String>> texts(
            Expression condition, String column, @Nullable String qualifier) {
        return switch (condition) {
            case EqualsTo equals when isColumn(equals.getLeftExpression(), column, qualifier) ->
                    text(equals.getRightExpression()).map(List::of);
            case EqualsTo equals when isColumn(equals.getRightExpression(), column, qualifier) ->
                    text(equals.getLeftExpression()).map(List::of);
            case InExpression in
                    when !in.isNot() && isColumn(in.getLeftExpression(), column, qualifier) ->
                    list(in.getRightExpression());
            default -> Optional.empty();
        };
    }

    private static Optional<List<String>> list(Expression expression) {
        if (!(expression instanceof ParenthesedExpressionList<?> list)) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (Expression one : list) {
            Optional<String> text = text(one);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return Optional.of(texts);
    }

    private static Optional<String> text(Expression expression) {
        return expression instanceof StringValue value && value.getPrefix() == null
                ? Optional.of(value.getValue().replace("''", "'"))
                : Optional.empty();
    }

    static boolean isColumn(Expression expression, String name, @Nullable String qualifier) {
        if (!(expression instanceof Column column) || !plain(column.getColumnName()).equals(name)) {
            return false;
        }
        String table = column.getTable() == null ? null : column.getTable().getName();
        return table == null
                ? qualifier == null
                : qualifier == null || plain(table).equals(qualifier);
    }

    /** A name as PostgreSQL stores it. */
    static String plain(String name) {
        return name.length() > 1 && name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }
}
