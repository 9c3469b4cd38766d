package dev.andon.planner;

import dev.andon.planner.SelectBlock.Span;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The name that PostgreSQL gives to a column without one, where it takes it from an aggregate. */
final class ColumnName {
    private static final Set<String> NO_OPERATORS = Set.of("(", ".", "::");
    private static final Set<String> OPERATORS =
            Set.of(
                    "and", "at", "between", "ilike", "in", "is", "isnull", "like", "not", "notnull",
                    "or", "similar");

    private final SqlText text;
    private final Function<Span, @Nullable String> aggregates;

    /**
     * @param aggregates the name of an aggregate that is exactly those tokens, null for other
     *     tokens
     */
    ColumnName(SqlText text, Function<Span, @Nullable String> aggregates) {
        this.text = text;
        this.aggregates = aggregates;
    }

    /** Brackets and casts are looked through; null where the name does not come from within. */
    @Nullable String of(Span span) {
        Span inner = span;
        while (!inner.isEmpty()) {
            String name = aggregates.apply(inner);
            if (name != null) {
                return name;
            }
            Span smaller = smaller(inner);
            if (smaller.equals(inner)) {
                break;
            }
            inner = smaller;
        }
        refuseOthers(inner);
        return null;
    }

    private Span smaller(Span span) {
        int from = span.from();
        if (text.is(from, "(") && text.partner(from) == span.to() - 1) {
            return new Span(from + 1, span.to() - 1);
        }
        if (text.are(from, "cast", "(") && text.partner(from + 1) == span.to() - 1) {
            int as = from + 2;
            while (as < span.to() && !text.is(as, "as")) {
                as = text.next(as);
            }
            return new Span(from + 2, as);
        }
        int cast = lastCast(span);
        return cast < 0 ? span : new Span(from, cast);
    }

    /** Of an operand with nothing but casts behind it; any operator makes the whole nameless. */
    private int lastCast(Span span) {
        int last = -1;
        for (int i = span.from(); i < span.to(); i = text.next(i)) {
            boolean operator =
                    text.at(i).kind() == Token.Kind.SYMBOL
                            && !NO_OPERATORS.contains(text.at(i).text());
            if (operator || text.isOneOf(i, OPERATORS)) {
                return -1;
            }
            last = text.is(i, "::") ? i : last;
        }
        return last;
    }

    /** A CASE has the name of its last branch, and a few more are as odd. */
    private void refuseOthers(Span span) {
        if (text.is(span.from(), "case")) {
            throw new Refusal("a CASE without a name is not understood");
        }
    }
}
