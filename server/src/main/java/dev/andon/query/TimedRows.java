package dev.andon.query;

import dev.andon.query.ResultRows.ResultColumn;
import java.util.ArrayList;
import java.util.List;

/** Rows in the order of one of their columns, which has times or seconds since 1970. */
final class TimedRows {
    private static final long MICROS_A_MILLI = 1_000;
    private static final double MICROS_A_SECOND = 1e6;

    private TimedRows() {}

    /** Whether every row has a time, and none an earlier one than the row before. */
    static boolean areInOrder(ResultRows rows, int column) {
        if (rows.columns().size() <= column || !hasTimes(rows.columns().get(column).values())) {
            return false;
        }
        Column times = rows.columns().get(column).values();
        for (int row = 0; row < rows.rows(); row++) {
            if (times.isNull(row) || (row > 0 && micros(times, row) < micros(times, row - 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasTimes(Column column) {
        return column instanceof Column.Times || column instanceof Column.Doubles;
    }

    static ResultRows between(ResultRows rows, int column, long from, long to) {
        Column times = rows.columns().get(column).values();
        return part(rows, first(times, rows.rows(), from), first(times, rows.rows(), to));
    }

    /** The first row at or after a time. */
    private static int first(Column times, int rows, long micros) {
        int low = 0;
        int high = rows;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (micros(times, middle) < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long micros(Column times, int row) {
        return switch (times) {
            case Column.Times instants -> instants.epochMillis(row) * MICROS_A_MILLI;
            case Column.Doubles seconds -> Math.round(seconds.number(row) * MICROS_A_SECOND);
            default -> throw new IllegalArgumentException("no times: " + times.getClass());
        };
    }

    private static ResultRows part(ResultRows rows, int from, int to) {
        ResultRows copy = empty(rows);
        append(copy, rows, from, to);
        return new ResultRows(copy.columns(), to - from, false);
    }

    /** All of them, one after the other; they are rows of the same question. */
    static ResultRows joined(List<ResultRows> parts) {
        ResultRows all = empty(parts.getFirst());
        int count = 0;
        for (ResultRows part : parts) {
            append(all, part, 0, part.rows());
            count += part.rows();
        }
        return new ResultRows(all.columns(), count, false);
    }

    private static ResultRows empty(ResultRows like) {
        List<ResultColumn> columns = new ArrayList<>();
        for (ResultColumn column : like.columns()) {
            columns.add(new ResultColumn(column.name(), column.type(), column.values().fresh()));
        }
        return new ResultRows(columns, 0, false);
    }

    private static void append(ResultRows to, ResultRows from, int first, int end) {
        for (int column = 0; column < to.columns().size(); column++) {
            Column target = to.columns().get(column).values();
            Column source = from.columns().get(column).values();
            for (int row = first; row < end; row++) {
                target.appendFrom(source, row);
            }
        }
    }
}
