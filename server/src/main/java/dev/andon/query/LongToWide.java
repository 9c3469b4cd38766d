package dev.andon.query;

import dev.andon.query.Frame.Field;
import dev.andon.query.Frame.Notice;
import dev.andon.query.Frame.Severity;
import dev.andon.query.Frame.Total;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Turns rows of (time, labels, values) into one field for each value and set of labels. Two rows of
 * one series at one time: the later one stays.
 */
final class LongToWide {
    private static final String METRIC = "metric";
    private static final int NUMBER_BYTES = 8;

    private final Column.Times times;
    private final List<Field> labels;
    private final List<Field> values;
    private final Totals totals;
    private final @Nullable Fill fill;
    private final Map<List<String>, Integer> series = new HashMap<>();

    private LongToWide(List<Field> fields, Totals totals, @Nullable Fill fill) {
        this.totals = totals;
        this.fill = fill;
        this.times =
                (Column.Times)
                        fields.stream()
                                .filter(LongToWide::isTime)
                                .findFirst()
                                .orElseThrow()
                                .values();
        this.labels = fields.stream().filter(LongToWide::isLabel).toList();
        this.values = fields.stream().filter(LongToWide::isValue).toList();
    }

    /** Whether the rows hold labels and numbers. */
    static boolean isLong(List<Field> fields) {
        return fields.stream().anyMatch(LongToWide::isLabel)
                && fields.stream().anyMatch(LongToWide::isValue);
    }

    /**
     * @param totals of all rows, also of those that were left out
     * @param fill what a series gets where others have a row and it has none
     */
    static FrameShaper.Series of(
            List<Field> fields,
            Totals totals,
            @Nullable Fill fill,
            DataSize limit,
            List<Notice> notices) {
        return new LongToWide(fields, totals, fill).wide(limit, notices);
    }

    private static boolean isTime(Field field) {
        return field.values() instanceof Column.Times;
    }

    private static boolean isLabel(Field field) {
        return field.values() instanceof Column.Texts;
    }

    private static boolean isValue(Field field) {
        return field.values() instanceof Column.Doubles;
    }

    private FrameShaper.Series wide(DataSize limit, List<Notice> notices) {
        if (times.hasNulls()) {
            throw new QuestionException(
                    FailureKind.QUERY,
                    "Some rows have no time, so they belong nowhere in a time series. Leave them out"
                            + " with WHERE … IS NOT NULL.");
        }
        int[] rows = ascending(notices);
        int[] seriesOfRow = new int[rows.length];
        int[] pointOfRow = new int[rows.length];
        Column.Times points = new Column.Times();
        for (int at = 0; at < rows.length; at++) {
            long time = times.epochMillis(rows[at]);
            if (points.size() == 0 || points.epochMillis(points.size() - 1) != time) {
                points.append(time);
            }
            pointOfRow[at] = points.size() - 1;
            seriesOfRow[at] = seriesOf(rows[at]);
        }
        refuseSparse(points.size(), limit);
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(FrameShaper.TIME_FIELD, Map.of(), false, points));
        for (Field value : values.stream().sorted(Comparator.comparing(Field::name)).toList()) {
            fields.addAll(spread(value, rows, seriesOfRow, pointOfRow, points.size()));
        }
        return new FrameShaper.Series(fields, "timeseries-wide");
    }

    /** The rows in the order of time; Grafana refuses others, we sort them and say so. */
    private int[] ascending(List<Notice> notices) {
        int size = times.size();
        boolean sorted =
                IntStream.range(1, size)
                        .allMatch(row -> times.epochMillis(row - 1) <= times.epochMillis(row));
        if (sorted) {
            return IntStream.range(0, size).toArray();
        }
        notices.add(
                new Notice(
                        Severity.INFO,
                        "Rows did not come in the order of time and were sorted; write ORDER BY time"
                                + " if Grafana is to show this query too"));
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(times::epochMillis))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int seriesOf(int row) {
        String[] key = new String[labels.size()];
        for (int label = 0; label < key.length; label++) {
            String text = labels.get(label).values().text(row);
            key[label] = text == null ? "" : text;
        }
        return series.computeIfAbsent(Arrays.asList(key), unknown -> series.size());
    }

    /** Many series that share no times would make a field of nothing but gaps each. */
    private void refuseSparse(int points, DataSize limit) {
        long bytes = (long) points * series.size() * values.size() * NUMBER_BYTES;
        if (bytes > limit.toBytes()) {
            throw new QuestionException(
                    FailureKind.LIMIT,
                    ("%d series with %d different times do not fit into %d MB. Group the times with"
                                    + " $__timeGroup, or ask for fewer series.")
                            .formatted(series.size(), points, limit.toMegabytes()));
        }
    }

    private List<Field> spread(
            Field value, int[] rows, int[] seriesOfRow, int[] pointOfRow, int points) {
        Column.Doubles[] columns = new Column.Doubles[series.size()];
        Arrays.setAll(columns, index -> Column.Doubles.ofNulls(points));
        BitSet[] present = new BitSet[columns.length];
        Arrays.setAll(present, index -> new BitSet(points));
        Column.Doubles source = (Column.Doubles) value.values();
        for (int at = 0; at < rows.length; at++) {
            columns[seriesOfRow[at]].setFrom(source, rows[at], pointOfRow[at]);
            present[seriesOfRow[at]].set(pointOfRow[at]);
        }
        for (int index = 0; index < columns.length; index++) {
            fillMissing(columns[index], present[index], points);
        }
        List<Field> fields = new ArrayList<>();
        for (List<String> key : series.keySet().stream().sorted(LongToWide::compare).toList()) {
            fields.add(field(value.name(), key, columns[indexOf(key)]));
        }
        return fields;
    }

    private void fillMissing(Column.Doubles column, BitSet present, int points) {
        if (fill == null) {
            return;
        }
        int point = present.nextClearBit(0);
        while (point < points) {
            switch (fill.mode()) {
                case Fill.Mode.Gap gap -> {}
                case Fill.Mode.Previous previous -> {
                    if (point > 0) {
                        column.setFrom(column, point - 1, point);
                    }
                }
                case Fill.Mode.Constant constant -> column.set(point, constant.value());
            }
            point = present.nextClearBit(point + 1);
        }
    }

    private int indexOf(List<String> key) {
        return series.getOrDefault(key, -1);
    }

    /** In the order of the label columns. */
    private static int compare(List<String> one, List<String> other) {
        for (int label = 0; label < one.size(); label++) {
            int order = one.get(label).compareTo(other.get(label));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Time, value and nothing but a column {@code metric}: it names the field, as ever. */
    private Field field(String name, List<String> key, Column column) {
        Total total = totals.of(key, name);
        boolean legacy =
                values.size() == 1 && labels.size() == 1 && labels.getFirst().name().equals(METRIC);
        if (legacy) {
            return new Field(key.getFirst(), Map.of(), true, column, total);
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int label = 0; label < key.size(); label++) {
            named.put(labels.get(label).name(), key.get(label));
        }
        return new Field(name, named, true, column, total);
    }
}
