package dev.andon.planner;

import dev.andon.planner.SelectBlock.Clause;
import dev.andon.planner.SelectBlock.Span;

/** A question for the points of a part of its range. */
final class PartOfRange {
    private PartOfRange() {}

    /**
     * The text of a block that has a WHERE, with one more condition.
     *
     * @param scope what the block calls the view
     */
    static String sql(SelectBlock block, String scope, Range part) {
        SqlText text = block.text();
        Span where = block.clause(Clause.WHERE);
        String time = "\"%s\".\"timestamp\"".formatted(scope.replace("\"", "\"\""));
        Edits edits = new Edits(text);
        edits.insertAfter(where.from() - 1, " (");
        edits.insertAfter(
                where.to() - 1,
                ") and %s >= %s and %s < %s"
                        .formatted(
                                time, Range.literal(part.from()), time, Range.literal(part.to())));
        for (int i = 0; i < text.size(); i++) {
            if (text.is(i, ";")) {
                edits.replace(i, i + 1, "");
            }
        }
        return edits.apply();
    }
}
