package dev.andon.planner;

import dev.andon.planner.SelectBlock.Clause;
import dev.andon.planner.SelectBlock.Span;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether all points of a group are of one series: each dimension has one value in the block, or is
 * grouped by.
 */
final class OneSeries {
    private static final Pattern PLACE = Pattern.compile("\\d{1,3}");

    private OneSeries() {}

    /**
     * @param fixed the dimensions that have one value only
     */
    static boolean isIn(SelectBlock block, Columns columns, Set<String> fixed) {
        Set<String> known = new HashSet<>(fixed);
        SelectList list = new SelectList(block);
        for (Span item : block.items(block.clause(Clause.GROUP))) {
            Span expression =
                    item.to() - item.from() == 1 ? meant(item, block.text(), columns, list) : item;
            Columns.Mention mention = columns.at(expression.from());
            if (mention != null && mention.end() == expression.to()) {
                known.add(mention.column());
            }
        }
        return known.containsAll(Columns.DIMENSIONS);
    }

    /** A column of the view before one of the answer, by its name or place. */
    private static Span meant(Span item, SqlText text, Columns columns, SelectList list) {
        if (columns.at(item.from()) != null) {
            return item;
        }
        Token token = text.at(item.from());
        if (token.kind() == Token.Kind.NUMBER && PLACE.matcher(token.text()).matches()) {
            int place = Integer.parseInt(token.text());
            return place < 1 || place > list.items().size()
                    ? item
                    : list.items().get(place - 1).expression();
        }
        SelectList.Item named = list.named(token.text());
        return named == null ? item : named.expression();
    }
}
