package dev.andon.planner;

import dev.andon.planner.SelectBlock.Clause;
import dev.andon.planner.SelectBlock.Span;
import java.util.ArrayList;
import java.util.List;

/** Where a block names the tables that filters know. */
final class ReadRelations {
    private final SqlText text;
    private final Span from;
    private final List<Relation> relations = new ArrayList<>();
    private boolean nextOptional;
    private boolean open;
    private int group;

    /**
     * A table that a block reads.
     *
     * @param scope what columns of it are qualified with
     * @param span its name and its alias
     * @param optional whether a join may put nulls in place of its rows
     */
    record Relation(String table, String scope, Span span, boolean optional) {
        boolean holds(int token) {
            return span.from() <= token && token < span.to();
        }

        Relation nullable() {
            return new Relation(table, scope, span, true);
        }
    }

    private ReadRelations(SelectBlock block) {
        this.text = block.text();
        this.from = block.clause(Clause.FROM);
    }

    /**
     * @throws Refusal when it names one in a way that is not understood
     */
    static List<Relation> of(SelectBlock block) {
        ReadRelations relations = new ReadRelations(block);
        relations.read();
        if (!relations.relations.isEmpty()) {
            block.refuseOddities();
        }
        return relations.relations;
    }

    /** Whether these tokens, to the last one inclusive, name one: bare or in {@code public}. */
    static boolean isOurs(SqlText text, int first, int last) {
        return text.at(last).isName()
                && FilterColumns.isTable(text.at(last).text())
                && (first == last
                        || (last - first == 2
                                && text.isName(first, "public")
                                && text.is(first + 1, ".")));
    }

    private void read() {
        int i = from.isEmpty() ? from.to() : item(from.from());
        while (i < from.to()) {
            if (text.is(i, ",")) {
                group = relations.size();
                nextOptional = false;
                i = item(i + 1);
            } else if (text.is(i, "join")) {
                join(i);
                i = item(i + 1);
            } else {
                open &= !text.is(i, "on") && !text.is(i, "using");
                i = text.next(i);
            }
        }
    }

    private void join(int join) {
        if (open) {
            throw new Refusal("a join stands within another");
        }
        int side = text.is(join - 1, "outer") ? join - 2 : join - 1;
        boolean full = text.is(side, "full");
        if (full || text.is(side, "right")) {
            for (int i = group; i < relations.size(); i++) {
                relations.set(i, relations.get(i).nullable());
            }
        }
        nextOptional = full || text.is(side, "left");
        int natural = full || nextOptional || text.is(side, "right") ? side - 1 : join - 1;
        natural -= text.is(natural, "inner") ? 1 : 0;
        open = !text.is(join - 1, "cross") && !text.is(natural, "natural");
    }

    /** Behind the name of what is read; what may follow it is skipped. */
    private int item(int start) {
        int i = text.is(start, "lateral") ? start + 1 : start;
        if (text.isSubselect(i)) {
            return text.partner(i) + 1;
        }
        if (text.is(i, "(") || text.is(i, "only")) {
            refuseWithin(i, text.is(i, "(") ? text.partner(i) : i + 4);
            return text.next(i);
        }
        int last = i;
        while (text.is(last + 1, ".") && text.at(last + 2).isName()) {
            last += 2;
        }
        if (!isOurs(text, i, last) || text.is(last + 1, "(")) {
            return last + 1;
        }
        return relation(i, last);
    }

    private int relation(int first, int last) {
        int alias = text.is(last + 1, "as") ? last + 2 : last + 1;
        boolean named =
                alias < from.to()
                        && text.at(alias).isName()
                        && !text.isOneOf(alias, FromClause.NO_ALIAS);
        int end = named ? alias + 1 : last + 1;
        if (text.is(end, "(") || text.is(end, "*") || text.is(end, "tablesample")) {
            throw new Refusal("what stands behind " + text.at(last).text());
        }
        String scope = named ? text.source(alias, alias + 1) : text.source(last, last + 1);
        relations.add(
                new Relation(text.at(last).text(), scope, new Span(first, end), nextOptional));
        return end;
    }

    /** Brackets and ONLY matter when there is something of ours in them. */
    private void refuseWithin(int first, int last) {
        for (int i = first; i < Math.min(last, from.to()); i++) {
            if (text.at(i).isName() && FilterColumns.isTable(text.at(i).text())) {
                throw new Refusal("a table in brackets or behind ONLY");
            }
        }
    }
}
