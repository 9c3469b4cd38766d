package dev.andon.planner;

import dev.andon.planner.SelectBlock.Clause;
import dev.andon.planner.SelectBlock.Span;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a question may be asked piece by piece. It is one SELECT of {@code
 * machine_metrics} alone, grouped by a bucket that it answers and that comes first in its order.
 */
final class Slicer {
    private static final Set<String> NOW =
            Set.of(
                    "now",
                    "current_timestamp",
                    "current_date",
                    "current_time",
                    "localtimestamp",
                    "localtime",
                    "age");

    /** What PostgreSQL reads as a time of now where a text becomes one. */
    private static final Pattern NOW_IN_TEXT = Pattern.compile("(?i)now|today|tomorrow|yesterday");

    private final SqlText text;
    private final SelectBlock block;
    private final SelectList list;
    private final Columns columns;
    private final TimeForms forms;
    private final Bounds bounds;
    private final Edits cut;
    private final String scope;

    private Slicer(SelectBlock block, FromClause from, RollupState state) {
        this.text = block.text();
        this.block = block;
        this.list = new SelectList(block);
        this.scope = from.use().scope();
        this.columns = new Columns(text, scope);
        this.cut = new Edits(text);
        TimeConstants constants = new TimeConstants(text, Range.micros(state.now()));
        this.forms = new TimeForms(text, columns, constants);
        this.bounds = new Bounds(text, columns, constants, new Edits(text), cut);
        bounds.add(block.clause(Clause.WHERE));
    }

    /**
     * Null where it may not.
     *
     * @throws Refusal likewise
     */
    static @Nullable Slicing of(SelectBlock block, RollupState state) {
        FromClause from = FromClause.of(block);
        boolean plain =
                from != null
                        && from.isAlone()
                        && block.has(Clause.WHERE)
                        && block.has(Clause.GROUP)
                        && !block.has(Clause.WINDOW)
                        && !block.has(Clause.LIMIT)
                        && BlockPlanner.understands(block, state);
        return from == null || !plain ? null : new Slicer(block, from, state).slicing();
    }

    private @Nullable Slicing slicing() {
        Range range = bounds.range();
        if (range.from() == Range.BEFORE_ALL
                || range.to() == Range.AFTER_ALL
                || range.isEmpty()
                || list.isDistinct()
                || cut.leaves(this::isNow)) {
            return null;
        }
        for (int column = 0; column < list.items().size(); column++) {
            Grain grain = forms.bucket(list.items().get(column).expression());
            if (grain != null && Slicing.knows(grain) && isFirstInOrder(column)) {
                return new Slicing(cut.apply(), range, grain, column, this::within);
            }
        }
        return null;
    }

    /** A time that moves, other than in a bound, makes an answer of its own each time. */
    private boolean isNow(int i) {
        return text.isOneOf(i, NOW)
                || (text.isString(i) && NOW_IN_TEXT.matcher(text.at(i).text()).find());
    }

    private boolean isFirstInOrder(int column) {
        List<Span> order = block.items(block.clause(Clause.ORDER));
        if (order.isEmpty()) {
            return true;
        }
        Span first = order.getFirst();
        int end = text.is(first.to() - 1, "asc") ? first.to() - 1 : first.to();
        SelectList.Item item = list.items().get(column);
        String meant = text.source(first.from(), end);
        boolean named =
                end - first.from() == 1
                        && text.at(first.from()).isName()
                        && text.at(first.from()).text().equals(item.name());
        boolean repeated =
                meant.equals(text.source(item.expression().from(), item.expression().to()));
        return named || repeated || meant.equals(Integer.toString(column + 1));
    }

    private String within(Range part) {
        return PartOfRange.sql(block, scope, part);
    }
}
