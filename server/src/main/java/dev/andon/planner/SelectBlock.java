package dev.andon.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One SELECT and where its clauses are. */
final class SelectBlock {
    private static final Set<String> SET_OPERATIONS = Set.of("union", "intersect", "except");
    private static final Map<String, Clause> WORDS =
            Map.of(
                    "from", Clause.FROM,
                    "where", Clause.WHERE,
                    "group", Clause.GROUP,
                    "having", Clause.HAVING,
                    "window", Clause.WINDOW,
                    "order", Clause.ORDER,
                    "limit", Clause.LIMIT,
                    "offset", Clause.LIMIT,
                    "fetch", Clause.LIMIT);

    private static final Set<String> BEFORE_WHAT_IS_READ =
            Set.of("as", "materialized", "from", "join");

    enum Clause {
        SELECT,
        FROM,
        WHERE,
        GROUP,
        HAVING,
        WINDOW,
        ORDER,
        LIMIT
    }

    /** Tokens, the second one not included. */
    record Span(int from, int to) {
        boolean isEmpty() {
            return from >= to;
        }
    }

    private final SqlText text;
    private final int start;
    private final Map<Clause, Span> clauses = new HashMap<>();
    private @Nullable String odd;
    private boolean ordersPoints;

    private SelectBlock(SqlText text, int start) {
        this.text = text;
        this.start = start;
    }

    /** All blocks of a text, the outer ones first. */
    static List<SelectBlock> all(SqlText text) {
        List<SelectBlock> blocks = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            if (text.is(i, "select") && !text.is(i - 1, ".") && !text.is(i - 1, "as")) {
                SelectBlock block = new SelectBlock(text, i);
                block.read();
                blocks.add(block);
            }
        }
        return blocks;
    }

    private void read() {
        Clause clause = Clause.SELECT;
        int from = start + 1;
        int i = from;
        while (i < text.size() && !text.is(i, ")") && !text.is(i, ";")) {
            if (text.isOneOf(i, SET_OPERATIONS) && !isPartOfName(i)) {
                break;
            }
            // A column may be called so without AS.
            if (text.is(i, "select") && !isPartOfName(i)) {
                throw new Refusal("a column is called select");
            }
            Clause next = isPartOfName(i) ? null : clauseAt(i, clause);
            if (next != null) {
                put(clause, new Span(from, i));
                clause = next;
                from = next == Clause.GROUP || next == Clause.ORDER ? i + 2 : i + 1;
                i = from;
            } else {
                i = text.next(i);
            }
        }
        put(clause, new Span(from, i));
    }

    private boolean isPartOfName(int i) {
        return text.is(i - 1, ".") || text.is(i - 1, "as") || text.is(i + 1, ".");
    }

    /** LIMIT and its kin may come in any order, all others once and in theirs. */
    private @Nullable Clause clauseAt(int i, Clause before) {
        if (text.is(i, "into") || text.is(i, "for")) {
            odd = "SELECT … " + text.at(i).text() + " is not understood";
        }
        if (text.are(i - 1, "within", "group", "(")) {
            ordersPoints = true;
            return null;
        }
        Clause next = text.isOneOf(i, WORDS.keySet()) ? WORDS.get(text.at(i).text()) : null;
        if (next == null || (next == Clause.FROM && isDistinctFrom(i))) {
            return null;
        }
        boolean ordered = next.compareTo(before) > 0 || next == Clause.LIMIT;
        boolean complete = (next != Clause.GROUP && next != Clause.ORDER) || text.is(i + 1, "by");
        if (!ordered || !complete) {
            odd = "the clauses of a SELECT are in an unknown order";
        }
        return ordered && complete ? next : null;
    }

    private boolean isDistinctFrom(int i) {
        return text.is(i - 1, "distinct") && (text.is(i - 2, "is") || text.is(i - 2, "not"));
    }

    private void put(Clause clause, Span span) {
        Span before = clauses.get(clause);
        clauses.put(clause, before == null ? span : new Span(before.from(), span.to()));
    }

    Span clause(Clause clause) {
        return clauses.getOrDefault(clause, new Span(0, 0));
    }

    boolean has(Clause clause) {
        return clauses.containsKey(clause);
    }

    SqlText text() {
        return text;
    }

    /** Whether it has what only some texts have, so that its clauses may not be where they seem. */
    boolean isOdd() {
        return odd != null;
    }

    /**
     * Whether a column in it may be one of an outer SELECT: everywhere but in what such a SELECT
     * reads, unless that is again within an expression.
     */
    boolean knowsOuterRows() {
        for (int open = text.enclosing(start); open >= 0; open = text.enclosing(open)) {
            boolean read = text.isOneOf(open - 1, BEFORE_WHAT_IS_READ) && !isDistinctFrom(open - 1);
            if (!read && open > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * @throws Refusal when it is odd, or has an aggregate WITHIN GROUP
     */
    void refuseOddities() {
        if (odd != null) {
            throw new Refusal(odd);
        }
        if (ordersPoints) {
            throw new Refusal(
                    "percentiles and what else needs the points in an order need the points themselves");
        }
    }

    /** The parts of a clause between commas. */
    List<Span> items(Span span) {
        List<Span> items = new ArrayList<>();
        int start = span.from();
        for (int i = span.from(); i < span.to(); i = text.next(i)) {
            if (text.is(i, ",")) {
                items.add(new Span(start, i));
                start = i + 1;
            }
        }
        if (start < span.to()) {
            items.add(new Span(start, span.to()));
        }
        return items;
    }
}
