package dev.andon.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the database answered, column by column.
 *
 * @param truncated whether there were more rows than the limit allows
 * @param reduced what was left out for drawing, null where nothing was
 * @param totals of all rows, where some were left out
 */
record ResultRows(
        List<ResultColumn> columns,
        int rows,
        boolean truncated,
        @Nullable Reduced reduced,
        Totals totals) {
    static final ResultRows NONE = new ResultRows(List.of(), 0, false);

    ResultRows(List<ResultColumn> columns, int rows, boolean truncated) {
        this(columns, rows, truncated, null, Totals.NONE);
    }

    /** A column under the name the database gave it. */
    record ResultColumn(String name, ColumnType type, Column values) {}
}
