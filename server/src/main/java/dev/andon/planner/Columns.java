package dev.andon.planner;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tokens of a block name a column of its {@code machine_metrics}. */
final class Columns {
    static final Set<String> DIMENSIONS = Set.of("machine_id", "metric_type", "zone_number");
    static final String TIME = "timestamp";
    static final String VALUE = "value";
    static final String TARGET = "target_value";
    static final Set<String> MEASURED = Set.of(TIME, VALUE, TARGET);

    private final SqlText text;
    private final String scope;

    /**
     * @param scope what the view is called in the block
     */
    Columns(SqlText text, String scope) {
        this.text = text;
        this.scope = scope;
    }

    /** One mention of a column and the token behind it. */
    record Mention(String column, int end) {
        boolean isTime() {
            return column.equals(TIME);
        }

        boolean isDimension() {
            return DIMENSIONS.contains(column);
        }
    }

    boolean isScope(int i) {
        return text.isName(i, scope);
    }

    /** Null where none begins. */
    @Nullable Mention at(int i) {
        if (!text.at(i).isName()) {
            return null;
        }
        boolean qualified = text.is(i + 1, ".");
        if (qualified && !isScope(i)) {
            return null;
        }
        int name = qualified ? i + 2 : i;
        if (text.is(name + 1, "(") || text.is(name + 1, ".") || !text.at(name).isName()) {
            return null;
        }
        String column = text.at(name).text();
        return MEASURED.contains(column) || DIMENSIONS.contains(column)
                ? new Mention(column, name + 1)
                : null;
    }

    boolean isTime(int i) {
        Mention mention = at(i);
        return mention != null && mention.isTime();
    }

    /** Behind a name of one or several parts. */
    int chainEnd(int i) {
        int end = i + 1;
        while (text.is(end, ".") && text.at(end + 1).isName()) {
            end += 2;
        }
        return end;
    }
}
