package dev.andon.query;

import dev.andon.query.Frame.Total;
import dev.andon.query.ResultRows.ResultColumn;
import dev.andon.query.Totals.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leaves rows of a time series out that no line shows, while they come in. Of each line it keeps in
 * each pixel column the first, the lowest, the highest and the last value: what is drawn between
 * them covers the same pixels as all that was between them. Where a line is broken, by a missing
 * value or by the row of another series at a time when it has none, both ends and one row between
 * them stay.
 *
 * <p>Rows are kept or left out as they are, and all of one time together, so an answer has the same
 * shape as with all of them.
 */
final class RowReducer {
    /**
     * Twice as many as stay: below, the picture would hardly come sooner, and whoever points at it
     * would miss values for that.
     */
    static final int POINTS_A_PIXEL = 8;

    private static final int ROWS_AT_A_TIME = 16_384;
    private static final int NEVER = Integer.MAX_VALUE;

    private final List<ResultColumn> columns;
    private final Column times;
    private final Canvas canvas;
    private final List<Column> labels = new ArrayList<>();
    private final List<Column> values = new ArrayList<>();
    private final List<String> valueNames = new ArrayList<>();
    private final Map<List<String>, Integer> series = new HashMap<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<Tally> tallies = new ArrayList<>();
    private final BitSet kept = new BitSet();
    private int rows;
    private int leftOut;

    /** The first row of the newest pixel column, of which more may come. */
    private int open;

    /** The first row that is not in the totals. */
    private int uncounted;

    /** At how many rows to leave some out. */
    private int due;

    /** Points of one line in one pixel column, with no gap between them. */
    private static final class Run {
        private boolean going;
        private int first;
        private int lowest;
        private int highest;
        private int last;
        private double min;
        private double max;
        private int group;
    }

    private RowReducer(List<ResultColumn> columns, Column times, Canvas canvas) {
        this.columns = columns;
        this.times = times;
        this.canvas = canvas;
        for (ResultColumn column : columns) {
            if (column.values() instanceof Column.Texts) {
                labels.add(column.values());
            } else if (column.values() != times) {
                values.add(column.values());
                valueNames.add(column.name());
            }
        }
        this.due = values.isEmpty() ? NEVER : POINTS_A_PIXEL * canvas.pixels() + 1;
    }

    /** Empty where the columns hold no lines. */
    static Optional<RowReducer> of(List<ResultColumn> columns, Canvas canvas) {
        return columns.stream()
                .filter(column -> column.name().equals(FrameShaper.TIME_COLUMN))
                .map(ResultColumn::values)
                .filter(TimeColumns::canBeInstants)
                .findFirst()
                .map(times -> new RowReducer(columns, times, canvas));
    }

    /**
     * A row was added to the columns.
     *
     * @param bytes about how much memory the rows take
     * @return the same, now
     */
    long added(long bytes) {
        rows++;
        if (rows < due) {
            return bytes;
        }
        int before = rows;
        reduce();
        return bytes / before * rows;
    }

    ResultRows result(boolean truncated) {
        if (leftOut == 0) {
            return new ResultRows(columns, rows, truncated);
        }
        if (due != NEVER) {
            reduce();
        }
        count(rows);
        Reduced reduced = new Reduced(rows + leftOut, rows, canvas.pixels());
        return new ResultRows(columns, rows, truncated, reduced, totals());
    }

    private Totals totals() {
        Map<Totals.Line, Total> lines = new HashMap<>();
        Map<List<String>, Integer> known = labels.isEmpty() ? Map.of(List.of(), 0) : series;
        known.forEach((key, number) -> {
            for (int value = 0; value < values.size(); value++) {
                Tally tally = tally(number * values.size() + value);
                lines.put(new Totals.Line(key, valueNames.get(value)), tally.total());
            }
        });
        return new Totals(lines);
    }

    /**
     * Adds rows up to {@code end} up, before any of them goes. Of several rows of one series and
     * one time the last is the one that a frame of many series shows, so it alone counts.
     */
    private void count(int end) {
        BitSet hidden = labels.isEmpty() ? new BitSet() : hidden(end);
        for (int row = uncounted; row < end; row++) {
            int line = seriesOf(row) * values.size();
            for (Column value : values) {
                Tally tally = tally(line++);
                if (!hidden.get(row) && !value.isNull(row)) {
                    tally.add(TimeColumns.number(value, row));
                }
            }
        }
        uncounted = end;
    }

    private BitSet hidden(int end) {
        BitSet hidden = new BitSet();
        BitSet seen = new BitSet();
        for (int row = end - 1; row >= uncounted; row--) {
            int one = seriesOf(row);
            hidden.set(row, seen.get(one));
            seen.set(one);
            if (row > uncounted && !sameTime(row)) {
                seen.clear();
            }
        }
        return hidden;
    }

    /** Where the newest time begins, of which more rows may come. */
    private int startOfNewest() {
        int start = rows - 1;
        while (start > uncounted && sameTime(start)) {
            start--;
        }
        return start;
    }

    private void reduce() {
        if (leftOut == 0 && rows <= fewest()) {
            due = fewest() + 1;
            return;
        }
        count(startOfNewest());
        int ordered = endOfOrder();
        int newest = open;
        for (int start = open; start < ordered; ) {
            newest = start;
            long pixel = canvas.column(TimeColumns.epochMillis(times, start));
            int end = start + 1;
            while (end < ordered && canvas.column(TimeColumns.epochMillis(times, end)) == pixel) {
                end++;
            }
            select(start, end);
            start = end;
        }
        kept.set(ordered, rows);
        boolean inOrder = ordered == rows;
        int before = rows;
        newest = open + kept.get(open, newest).cardinality();
        columns.forEach(column -> column.values().retain(open, kept));
        kept.clear();
        rows = times.size();
        leftOut += before - rows;
        // The newest time stays as a whole, so all that went is counted.
        uncounted -= before - rows;
        open = newest;
        // A part without order stays as it is, with all that follows.
        due = inOrder ? rows + Math.max(ROWS_AT_A_TIME, rows - open) : NEVER;
    }

    private int fewest() {
        for (int row = 0; row < rows; row++) {
            seriesOf(row);
        }
        long fewest = (long) POINTS_A_PIXEL * canvas.pixels() * Math.max(1, series.size());
        return (int) Math.min(fewest, NEVER - 1);
    }

    /** The first row that has no time or an earlier one than the row before it. */
    private int endOfOrder() {
        for (int row = open; row < rows; row++) {
            if (times.isNull(row)
                    || (row > open
                            && TimeColumns.epochMillis(times, row)
                                    < TimeColumns.epochMillis(times, row - 1))) {
                return row;
            }
        }
        return rows;
    }

    /**
     * Marks what stays of the rows of one pixel column. The first and the last time always do: so a
     * line that is broken anywhere between two columns finds a row there that lacks it.
     */
    private void select(int start, int end) {
        int group = 0;
        int groupStart = start;
        for (int row = start; row < end; row++) {
            if (row > start && !sameTime(row)) {
                group++;
                groupStart = row;
            }
            int line = seriesOf(row) * values.size();
            for (Column value : values) {
                see(run(line++), value, row, group, groupStart);
            }
        }
        runs.forEach(this::close);
        kept.set(start);
        kept.set(end - 1);
        keepTimesWhole(start, end);
    }

    private void see(Run run, Column value, int row, int group, int groupStart) {
        boolean breaks = run.going && !canvas.connected();
        if (value.isNull(row) || !Double.isFinite(TimeColumns.number(value, row))) {
            if (breaks) {
                close(run);
                kept.set(row);
            }
            return;
        }
        if (breaks && group > run.group + 1) {
            close(run);
            kept.set(groupStart - 1);
        }
        take(run, TimeColumns.number(value, row), row);
        run.group = group;
    }

    private static void take(Run run, double number, int row) {
        if (!run.going) {
            run.going = true;
            run.first = row;
            run.min = Double.POSITIVE_INFINITY;
            run.max = Double.NEGATIVE_INFINITY;
        }
        if (number < run.min) {
            run.min = number;
            run.lowest = row;
        }
        if (number > run.max) {
            run.max = number;
            run.highest = row;
        }
        run.last = row;
    }

    private void close(Run run) {
        if (run.going) {
            kept.set(run.first);
            kept.set(run.lowest);
            kept.set(run.highest);
            kept.set(run.last);
            run.going = false;
        }
    }

    private void keepTimesWhole(int start, int end) {
        for (int row = start + 1; row < end; row++) {
            if (kept.get(row - 1) && sameTime(row)) {
                kept.set(row);
            }
        }
        for (int row = end - 1; row > start; row--) {
            if (kept.get(row) && sameTime(row)) {
                kept.set(row - 1);
            }
        }
    }

    private boolean sameTime(int row) {
        return TimeColumns.epochMillis(times, row) == TimeColumns.epochMillis(times, row - 1);
    }

    private int seriesOf(int row) {
        if (labels.isEmpty()) {
            return 0;
        }
        String[] key = new String[labels.size()];
        for (int label = 0; label < key.length; label++) {
            String text = labels.get(label).text(row);
            key[label] = text == null ? "" : text;
        }
        return series.computeIfAbsent(Arrays.asList(key), unknown -> series.size());
    }

    private Tally tally(int line) {
        while (tallies.size() <= line) {
            tallies.add(new Tally());
        }
        return tallies.get(line);
    }

    private Run run(int line) {
        while (runs.size() <= line) {
            runs.add(new Run());
        }
        return runs.get(line);
    }
}
