package dev.andon.query;

import dev.andon.query.Frame.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gives a time series a point for every interval of the range. A point takes the last row of its
 * interval, which ends at the point's own time; where there is none it is filled.
 */
final class Resample {
    private final Fill fill;
    private final long first;
    private final long last;

    Resample(Fill fill, TimeRange range) {
        this.fill = fill;
        this.first = fill.buckets().first(range.from());
        this.last = range.to().toEpochMilli();
    }

    /** About, where clocks change. */
    long points() {
        return last < first ? 0 : (last - first) / fill.buckets().width().toMillis() + 1;
    }

    List<Field> fields(List<Field> fields) {
        Field timeField =
                fields.stream()
                        .filter(field -> field.values() instanceof Column.Times)
                        .findFirst()
                        .orElseThrow();
        Column.Times times = (Column.Times) timeField.values();
        int[] rows = ascending(times);
        List<Field> filled =
                fields.stream()
                        .map(field ->
                                new Field(
                                        field.name(),
                                        field.labels(),
                                        field.nullable(),
                                        field.values().fresh()))
                        .toList();
        int next = 0;
        int seen = -1;
        long before = fill.buckets().start(first - 1);
        for (long point = first; point <= last; point = fill.buckets().next(point)) {
            while (next < rows.length && times.epochMillis(rows[next]) <= point) {
                seen = rows[next++];
            }
            boolean hit = seen >= 0 && times.epochMillis(seen) > before;
            for (int index = 0; index < fields.size(); index++) {
                append(filled.get(index).values(), fields.get(index).values(), point, seen, hit);
            }
            before = point;
        }
        return new ArrayList<>(filled);
    }

    private void append(Column target, Column source, long point, int seen, boolean hit) {
        switch (target) {
            case Column.Times times -> times.append(point);
            case Column.Doubles numbers when !hit -> fill(numbers, source, seen);
            case Column column -> copy(column, source, seen);
        }
    }

    private void fill(Column.Doubles numbers, Column source, int seen) {
        switch (fill.mode()) {
            case Fill.Mode.Gap gap -> numbers.appendNull();
            case Fill.Mode.Previous previous -> copy(numbers, source, seen);
            case Fill.Mode.Constant constant -> numbers.append(constant.value());
        }
    }

    private static void copy(Column target, Column source, int row) {
        if (row < 0) {
            target.appendNull();
        } else {
            target.appendFrom(source, row);
        }
    }

    private static int[] ascending(Column.Times times) {
        return IntStream.range(0, times.size())
                .filter(row -> !times.isNull(row))
                .boxed()
                .sorted(Comparator.comparingLong(times::epochMillis))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
