package dev.andon.planner;

import dev.andon.planner.SelectBlock.Clause;
import dev.andon.planner.SelectBlock.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a block reads: {@code machine_metrics} and the tables beside it. */
final class FromClause {
    static final String VIEW = "machine_metrics";

    static final Set<String> NO_ALIAS =
            Set.of(
                    "on",
                    "using",
                    "join",
                    "left",
                    "right",
                    "full",
                    "inner",
                    "cross",
                    "natural",
                    "tablesample",
                    "as");

    private final SqlText text;
    private final int end;
    private final List<Span> conditions = new ArrayList<>();
    private final List<Span> boundConditions = new ArrayList<>();
    private final List<Beside> beside = new ArrayList<>();
    private @Nullable Use use;
    private boolean outer;
    private boolean alone;
    private int at;

    private FromClause(SelectBlock block) {
        this.text = block.text();
        Span span = block.clause(Clause.FROM);
        this.at = span.from();
        this.end = span.to();
    }

    /**
     * The place of the view.
     *
     * @param scope what the block calls it
     */
    record Use(Span name, String scope, boolean named) {}

    /**
     * Another table.
     *
     * @param scope what the block calls it
     */
    record Beside(Span name, String scope) {}

    /** Null where the block does not read the view itself. */
    static @Nullable FromClause of(SelectBlock block) {
        Span span = block.clause(Clause.FROM);
        boolean reads = false;
        for (int i = span.from(); i < span.to(); i = block.text().next(i)) {
            reads |= block.text().isName(i, VIEW);
        }
        if (!reads) {
            return null;
        }
        FromClause from = new FromClause(block);
        from.read();
        return from.use == null ? null : from;
    }

    Use use() {
        if (use == null) {
            throw new Refusal("what is read is not understood");
        }
        return use;
    }

    /** Whether nothing is read beside the view. */
    boolean isAlone() {
        return alone;
    }

    /** The tables of which each row that the block keeps has one; none beside an outer join. */
    List<Beside> beside() {
        return outer ? List.of() : beside;
    }

    /** The conditions of its joins. */
    List<Span> conditions() {
        return conditions;
    }

    /** Those that hold for every row, as if they stood in WHERE. */
    List<Span> boundConditions() {
        return outer ? List.of() : boundConditions;
    }

    private void read() {
        item(false);
        alone = at >= end;
        while (at < end) {
            if (text.is(at, ",")) {
                at++;
                item(false);
            } else {
                join();
            }
        }
    }

    private void join() {
        boolean left = text.is(at, "left");
        if (text.is(at, "right") || text.is(at, "full")) {
            throw new Refusal("a right or full join is not understood");
        }
        if (left || text.is(at, "inner") || text.is(at, "cross")) {
            at++;
        }
        if (left && text.is(at, "outer")) {
            at++;
        }
        if (!text.is(at, "join")) {
            throw new Refusal("what is read beside " + VIEW + " is not understood");
        }
        at++;
        outer |= left;
        item(left);
        if (text.is(at, "on")) {
            condition();
        } else if (text.are(at, "using", "(")) {
            using();
        }
    }

    private void condition() {
        int start = at + 1;
        int cases = 0;
        at = start;
        while (at < end && (cases > 0 || !isJoinWord(at))) {
            cases += text.cases(at);
            at = text.next(at);
        }
        conditions.add(new Span(start, at));
        boundConditions.add(new Span(start, at));
    }

    private boolean isJoinWord(int i) {
        return text.is(i, ",")
                || text.is(i, "join")
                || text.is(i, "inner")
                || text.is(i, "cross")
                || text.is(i, "natural")
                || (isSide(i) && !text.is(i + 1, "("));
    }

    private boolean isSide(int i) {
        return text.is(i, "left") || text.is(i, "right") || text.is(i, "full");
    }

    private void using() {
        int close = text.partner(at + 1);
        for (int i = at + 2; i < close; i++) {
            if (text.at(i).isName() && Columns.MEASURED.contains(text.at(i).text())) {
                throw new Refusal("a join over " + text.at(i).text() + " needs single points");
            }
        }
        at = close + 1;
    }

    private void item(boolean nullable) {
        if (text.isSubselect(at)) {
            at = text.partner(at) + 1;
            alias();
            return;
        }
        int start = at;
        if (!text.at(at).isName()
                || text.is(at, "only")
                || text.is(at, "lateral")
                || text.is(at, "rows")) {
            throw new Refusal("what is read beside " + VIEW + " is not understood");
        }
        at++;
        while (text.is(at, ".") && text.at(at + 1).isName()) {
            at += 2;
        }
        Span name = new Span(start, at);
        if (text.is(at, "(") || text.is(at, "*")) {
            throw new Refusal("what is read beside " + VIEW + " is not understood");
        }
        boolean view = isView(name);
        String alias = alias();
        if (view) {
            take(name, alias, nullable);
        } else {
            String scope = alias == null ? text.at(name.to() - 1).text() : alias;
            beside.add(new Beside(name, scope));
        }
    }

    private boolean isView(Span name) {
        if (name.to() - name.from() == 1) {
            return text.isName(name.from(), VIEW);
        }
        return name.to() - name.from() == 3
                && text.isName(name.from(), "public")
                && text.isName(name.from() + 2, VIEW);
    }

    private void take(Span name, @Nullable String alias, boolean nullable) {
        if (use != null) {
            throw new Refusal(VIEW + " is joined to itself");
        }
        if (nullable) {
            throw new Refusal(VIEW + " is on the optional side of a join");
        }
        use = new Use(name, alias == null ? VIEW : alias, alias != null);
    }

    private @Nullable String alias() {
        if (text.is(at, "as")) {
            at++;
        } else if (at >= end || !text.at(at).isName() || text.isOneOf(at, NO_ALIAS)) {
            refuseSample();
            return null;
        }
        if (!text.at(at).isName()) {
            throw new Refusal("what is read is not understood");
        }
        String alias = text.at(at++).text();
        if (text.is(at, "(")) {
            throw new Refusal("names given to the columns of a table are not understood");
        }
        refuseSample();
        return alias;
    }

    private void refuseSample() {
        if (text.is(at, "tablesample")) {
            throw new Refusal("a sample of a table is not understood");
        }
    }
}
