package dev.andon.planner;

import dev.andon.planner.SelectBlock.Span;
import dev.andon.planner.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the conditions of a block say of time and series; what else they say is kept apart. */
final class Bounds {
    private final SqlText text;
    private final Columns columns;
    private final TimeConstants constants;
    private final Edits folded;
    private final Edits cut;
    private final Set<String> fixed = new HashSet<>();
    private final List<Span> others = new ArrayList<>();
    private Range range = Range.ALL;

    /**
     * @param folded gets constants in place of times that depend on now: PostgreSQL leaves out
     *     sealed months only for constants
     * @param cut gets a mark in place of every bound
     */
    Bounds(SqlText text, Columns columns, TimeConstants constants, Edits folded, Edits cut) {
        this.text = text;
        this.columns = columns;
        this.constants = constants;
        this.folded = folded;
        this.cut = cut;
    }

    Range range() {
        return range;
    }

    /** The dimensions that have one value only. */
    Set<String> fixed() {
        return fixed;
    }

    /** The conditions, or parts of them, that are no bound of time. */
    List<Span> others() {
        return others;
    }

    /** A condition that holds for every row. */
    void add(Span condition) {
        Span inner = unwrapped(condition);
        List<Span> conjuncts = conjuncts(inner);
        if (conjuncts.size() > 1) {
            conjuncts.forEach(this::add);
            return;
        }
        Range bound = bound(inner);
        if (bound == null) {
            others.add(inner);
            fix(inner);
        } else {
            range = range.and(bound);
        }
    }

    private Span unwrapped(Span span) {
        Span inner = span;
        while (!inner.isEmpty()
                && text.is(inner.from(), "(")
                && !text.isSubselect(inner.from())
                && text.partner(inner.from()) == inner.to() - 1) {
            inner = new Span(inner.from() + 1, inner.to() - 1);
        }
        return inner;
    }

    private List<Span> conjuncts(Span span) {
        List<Span> conjuncts = new ArrayList<>();
        int start = span.from();
        int cases = 0;
        boolean between = false;
        for (int i = span.from(); i < span.to(); i = text.next(i)) {
            cases += text.cases(i);
            if (cases > 0) {
                continue;
            }
            if (text.is(i, "or")) {
                return List.of(span);
            }
            if (text.is(i, "and") && !between) {
                conjuncts.add(new Span(start, i));
                start = i + 1;
            }
            between = text.is(i, "between") || (between && !text.is(i, "and"));
        }
        conjuncts.add(new Span(start, span.to()));
        return conjuncts;
    }

    private @Nullable Range bound(Span span) {
        int first = columnEnd(span.from());
        if (first > 0) {
            return text.is(first, "between")
                    ? between(span.from(), first + 1, span.to())
                    : compared(span.from(), text.at(first).text(), first + 1, span.to());
        }
        for (int i = span.from(); i < span.to(); i = text.next(i)) {
            String mirrored = mirrored(text.at(i).text());
            if (mirrored != null && columnEnd(i + 1) == span.to()) {
                return compared(i + 1, mirrored, span.from(), i);
            }
        }
        return null;
    }

    private static @Nullable String mirrored(String operator) {
        return switch (operator) {
            case ">=" -> "<=";
            case ">" -> "<";
            case "<=" -> ">=";
            case "<" -> ">";
            case "=" -> "=";
            default -> null;
        };
    }

    /** Behind the time of a point or its epoch, 0 where neither begins. */
    private int columnEnd(int i) {
        if (columns.isTime(i)) {
            return Objects.requireNonNull(columns.at(i)).end();
        }
        return isEpoch(i) ? text.partner(i + 1) + 1 : 0;
    }

    private boolean isEpoch(int i) {
        if (!text.are(i, "extract", "(", "epoch", "from") || !columns.isTime(i + 4)) {
            return false;
        }
        return Objects.requireNonNull(columns.at(i + 4)).end() == text.partner(i + 1);
    }

    private @Nullable Range between(int column, int from, int to) {
        int and = from;
        while (and < to && !text.is(and, "and")) {
            and = text.next(and);
        }
        Range lower = compared(column, ">=", from, and);
        Range upper = compared(column, "<=", and + 1, to);
        return lower == null || upper == null ? null : lower.and(upper);
    }

    private @Nullable Range compared(int column, String operator, int from, int to) {
        Long micros = isEpoch(column) ? seconds(from, to) : constant(from, to);
        if (micros == null) {
            return null;
        }
        cut.replace(from, to, "?");
        return switch (operator) {
            case ">=" -> new Range(micros, Range.AFTER_ALL);
            case ">" -> new Range(micros + 1, Range.AFTER_ALL);
            case "<=" -> new Range(Range.BEFORE_ALL, micros + 1);
            case "<" -> new Range(Range.BEFORE_ALL, micros);
            case "=" -> new Range(micros, micros + 1);
            default -> null;
        };
    }

    private @Nullable Long constant(int from, int to) {
        TimeConstants.Constant constant = constants.exactly(from, to);
        if (constant == null) {
            return null;
        }
        if (constant.moving()) {
            folded.replace(from, to, Range.literal(constant.micros()));
        }
        return constant.micros();
    }

    private @Nullable Long seconds(int from, int to) {
        if (from + 1 != to || !text.isKind(from, Kind.NUMBER)) {
            return null;
        }
        BigDecimal micros =
                new BigDecimal(text.at(from).text()).movePointRight(6).stripTrailingZeros();
        return micros.scale() > 0 || micros.precision() - micros.scale() > 17
                ? null
                : micros.longValueExact();
    }

    /** {@code machine_id = 'M1'}, {@code zone_number is null}, {@code metric_type in ('t')}. */
    private void fix(Span span) {
        Columns.Mention mention = columns.at(span.from());
        if (mention == null || !mention.isDimension()) {
            return;
        }
        int rest = span.to() - mention.end();
        boolean equal = rest == 2 && text.is(mention.end(), "=") && isLiteral(mention.end() + 1);
        boolean absent = rest == 2 && text.are(mention.end(), "is", "null");
        boolean single =
                rest == 4
                        && text.are(mention.end(), "in", "(")
                        && isLiteral(mention.end() + 2)
                        && text.is(mention.end() + 3, ")");
        if (equal || absent || single) {
            fixed.add(mention.column());
        }
    }

    private boolean isLiteral(int i) {
        return text.isString(i) || text.isKind(i, Kind.NUMBER);
    }
}
