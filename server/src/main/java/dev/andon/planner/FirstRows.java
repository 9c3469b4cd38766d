package dev.andon.planner;

import dev.andon.planner.SelectBlock.Clause;
import dev.andon.planner.SelectBlock.Span;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question for the newest points of a range, or the oldest: {@code ORDER BY timestamp DESC LIMIT
 * 1}. Sealed points have no order that PostgreSQL knows, so it would read all of them. Here the end
 * of the range is asked first: when it has enough rows, they are the answer.
 */
public final class FirstRows {
    private static final int MOST_ROWS = 100_000;
    private static final int WIDER = 8;

    private final SelectBlock block;
    private final String scope;
    private final Range range;
    private final Order order;
    private final int rows;

    private FirstRows(SelectBlock block, String scope, Range range, Order order, int rows) {
        this.block = block;
        this.scope = scope;
        this.range = range;
        this.order = order;
        this.rows = rows;
    }

    /** What is to be asked, and which time comes in it. */
    public record Part(String sql, long micros) {}

    /** How many rows are enough. */
    public int rows() {
        return rows;
    }

    /** The question for a day at the end of the range. */
    public Part first() {
        return part(IntervalText.DAY);
    }

    /** That for a longer time; null when only the question itself is left. */
    public @Nullable Part wider(Part part) {
        long micros = part.micros() * WIDER;
        return range.isShorterThan(2 * micros) ? null : part(micros);
    }

    private Part part(long micros) {
        Range end =
                order == Order.NEWEST
                        ? new Range(range.to() - micros, range.to())
                        : new Range(range.from(), range.from() + micros);
        return new Part(PartOfRange.sql(block, scope, end), micros);
    }

    /**
     * Null for another question, and where a day is half of the range already.
     *
     * @throws Refusal likewise
     */
    static @Nullable FirstRows of(SelectBlock block, RollupState state) {
        SqlText text = block.text();
        FromClause from = FromClause.of(block);
        if (from == null || !from.isAlone() || !isOfPoints(block)) {
            return null;
        }
        Columns columns = new Columns(text, from.use().scope());
        TimeConstants constants = new TimeConstants(text, Range.micros(state.now()));
        Bounds bounds = new Bounds(text, columns, constants, new Edits(text), new Edits(text));
        bounds.add(block.clause(Clause.WHERE));
        Range range = bounds.range();
        Order order = order(block, columns);
        return order == Order.OTHER
                        || range.from() == Range.BEFORE_ALL
                        || range.to() == Range.AFTER_ALL
                        || range.isShorterThan(2 * IntervalText.DAY)
                ? null
                : new FirstRows(block, from.use().scope(), range, order, limit(block));
    }

    private static boolean isOfPoints(SelectBlock block) {
        SqlText text = block.text();
        for (int i = 0; i < text.size(); i++) {
            if (text.is(i, "over")) {
                return false;
            }
        }
        return !block.isOdd()
                && block.has(Clause.WHERE)
                && block.has(Clause.ORDER)
                && !block.has(Clause.GROUP)
                && !block.has(Clause.HAVING)
                && !block.has(Clause.WINDOW)
                && !text.isOneOf(block.clause(Clause.SELECT).from(), Set.of("distinct", "all"))
                && limit(block) > 0;
    }

    /** 0 for anything but a plain number. */
    private static int limit(SelectBlock block) {
        SqlText text = block.text();
        Span span = block.clause(Clause.LIMIT);
        boolean plain =
                span.to() - span.from() == 1
                        && text.is(span.from() - 1, "limit")
                        && text.at(span.from()).text().matches("[0-9]{1,6}");
        int rows = plain ? Integer.parseInt(text.at(span.from()).text()) : 0;
        return rows <= MOST_ROWS ? rows : 0;
    }

    /** What comes first. */
    private enum Order {
        NEWEST,
        OLDEST,
        OTHER
    }

    private static Order order(SelectBlock block, Columns columns) {
        SqlText text = block.text();
        SelectList list = new SelectList(block);
        Span first = block.items(block.clause(Clause.ORDER)).getFirst();
        boolean backwards = false;
        int end = first.from();
        while (end < first.to() && !text.isOneOf(end, Set.of("asc", "desc", "nulls", "using"))) {
            end++;
        }
        for (int i = end; i < first.to(); i++) {
            if (text.is(i, "using")) {
                return Order.OTHER;
            }
            backwards |= text.is(i, "desc");
        }
        if (!isTime(new Span(first.from(), end), list, block, columns)) {
            return Order.OTHER;
        }
        return backwards ? Order.NEWEST : Order.OLDEST;
    }

    private static boolean isTime(Span meant, SelectList list, SelectBlock block, Columns columns) {
        SqlText text = block.text();
        if (meant.to() - meant.from() == 1) {
            if (text.isKind(meant.from(), Token.Kind.NUMBER)) {
                return text.at(meant.from()).text().equals("1")
                        && isColumn(list.items().getFirst().expression(), columns);
            }
            // A name alone is that of a column of the answer before one of the view. Who may know
            // what a column is called that has no name of its own?
            boolean known =
                    list.items().stream()
                            .allMatch(item ->
                                    item.name() != null || isPlain(item.expression(), text));
            SelectList.Item named = list.named(text.at(meant.from()).text());
            return known
                    && (named == null
                            ? isColumn(meant, columns)
                            : isColumn(named.expression(), columns));
        }
        return isColumn(meant, columns);
    }

    /** A column, with its table or without, or all of them. */
    private static boolean isPlain(Span expression, SqlText text) {
        for (int i = expression.from(); i < expression.to(); i++) {
            boolean part = text.at(i).isName() || text.is(i, ".") || text.is(i, "*");
            if (!part) {
                return false;
            }
        }
        return true;
    }

    private static boolean isColumn(Span span, Columns columns) {
        Columns.Mention mention = columns.at(span.from());
        return mention != null && mention.isTime() && mention.end() == span.to();
    }
}
