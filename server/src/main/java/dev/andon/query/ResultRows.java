package dev.andon.query;

import java.util.List;

/**
 * What the database answered, column by column.
 *
 * @param truncated whether there were more rows than the limit allows
 */
record ResultRows(List<ResultColumn> columns, int rows, boolean truncated) {
    static final ResultRows NONE = new ResultRows(List.of(), 0, false);

    /** A column under the name the database gave it. */
    record ResultColumn(String name, ColumnType type, Column values) {}
}
