package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.andon.query.Frame.Field;
import dev.andon.query.ResultRows.ResultColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Draws frames of all rows and of those that are left, and looks for a pixel that differs. */
class RowReducerTest {
    private static final int HEIGHT = 300;

    /** One row: a time, what its series is called, and values, null for a missing one. */
    private record Row(long millis, List<String> labels, List<@Nullable Double> values) {}

    static LongStream seeds() {
        String one = System.getProperty("seed");
        return one == null ? new Random().longs(60) : LongStream.of(Long.parseLong(one));
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void drawsTheSamePixels(long seed) {
        Random random = new Random(seed);
        boolean connected = random.nextInt(3) == 0;
        Canvas canvas = canvas(random, connected);
        List<Row> rows = rows(random, canvas);
        if (connected && random.nextBoolean()) {
            disturb(rows, random);
        }

        ResultRows all = columns(rows, null);
        ResultRows left = columns(rows, canvas);

        assertThat(left.rows()).isLessThanOrEqualTo(rows.size());
        if (left.reduced() == null) {
            assertThat(left.rows()).isEqualTo(rows.size());
        } else {
            assertThat(left.reduced())
                    .isEqualTo(new Reduced(rows.size(), left.rows(), canvas.pixels()));
        }
        assertThat(rowsOf(all)).as("real rows").containsAll(rowsOf(left));
        Map<String, Picture> whole = pictures(all, canvas);
        Map<String, Picture> reduced = pictures(left, canvas);
        assertThat(reduced.keySet()).isEqualTo(whole.keySet());
        whole.forEach((name, picture) -> {
            Picture other = Objects.requireNonNull(reduced.get(name));
            assertThat(other.alone).as("points alone of %s", name).isEqualTo(picture.alone);
            assertThat(other.inked).as("pixels of %s", name).isEqualTo(picture.inked);
            assertThat(other.ends).as("first and last of %s", name).isEqualTo(picture.ends);
            assertSameTotal(name, other.total, picture.total);
        });
    }

    /** Pixels of the screen are seldom the columns; then something may move by one of them. */
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void drawsNearlyTheSameOnAScreenThatIsNarrower(long seed) {
        Random random = new Random(seed);
        Canvas canvas = canvas(random, false);
        Canvas screen =
                new Canvas(
                        canvas.fromMillis(),
                        canvas.toMillis(),
                        Math.max(1, canvas.pixels() - random.nextInt(canvas.pixels() / 5 + 1)),
                        false);
        List<Row> rows = rows(random, canvas);
        Map<String, Picture> whole = pictures(columns(rows, null), screen);
        Map<String, Picture> reduced = pictures(columns(rows, canvas), screen);
        whole.forEach((name, picture) -> {
            Set<Long> near = new HashSet<>();
            for (long pixel : Objects.requireNonNull(reduced.get(name)).inked) {
                near.addAll(List.of(pixel - HEIGHT, pixel, pixel + HEIGHT));
            }
            assertThat(near).as("pixels of %s", name).containsAll(picture.inked);
        });
    }

    @Test
    void keepsFourOfAPixelAndLineWhenItHasTwiceAsMany() {
        Canvas canvas = new Canvas(0, 1_000_000, 100, false);
        Random random = new Random(1);
        List<Row> rows = new ArrayList<>();
        for (int millis = 0; millis < 1_000_000; millis += 10) {
            rows.add(new Row(millis, List.of(), List.of(random.nextGaussian())));
        }
        assertThat(columns(rows.subList(0, 800), canvas).reduced()).isNull();
        Reduced reduced = Objects.requireNonNull(columns(rows, canvas).reduced());
        assertThat(reduced.rows()).isEqualTo(100_000);
        assertThat(reduced.kept()).isBetween(300, 400);
        assertThat(reduced.pixels()).isEqualTo(100);
    }

    @Test
    void leavesRowsWithoutTimeOrWithoutNumbersAlone() {
        Canvas canvas = new Canvas(0, 1_000, 10, false);
        List<ResultColumn> texts =
                List.of(
                        new ResultColumn("time", ColumnType.TEXT, new Column.Texts()),
                        new ResultColumn("value", ColumnType.NUMBER, new Column.Doubles()));
        assertThat(RowReducer.of(texts, canvas)).isEmpty();

        Column.Times times = new Column.Times();
        RowReducer reducer =
                RowReducer.of(
                                List.of(new ResultColumn("time", ColumnType.TIMESTAMP, times)),
                                canvas)
                        .orElseThrow();
        for (int row = 0; row < 1_000; row++) {
            times.append(row);
            assertThat(reducer.added(8L * row)).isEqualTo(8L * row);
        }
        assertThat(reducer.result(false).rows()).isEqualTo(1_000);
    }

    private static Canvas canvas(Random random, boolean connected) {
        long from = random.nextLong(-1_000_000, 1_000_000_000);
        return new Canvas(
                from, from + random.nextLong(1_000, 90_000_000), 1 + random.nextInt(60), connected);
    }

    private static List<Row> rows(Random random, Canvas canvas) {
        int series = random.nextInt(4) == 0 ? 1 + random.nextInt(8) : 1;
        boolean labelled = series > 1 || random.nextInt(4) == 0;
        boolean together = random.nextBoolean();
        int values = 1 + random.nextInt(3);
        double nulls = random.nextInt(3) == 0 ? Math.pow(10, -4 * random.nextDouble()) : 0;
        double gaps = random.nextInt(3) == 0 ? 0.001 : 0;
        int size = random.nextInt(random.nextInt(5) == 0 ? 40_000 : 4_000);
        double step = (canvas.toMillis() - canvas.fromMillis()) / (double) (size + 1);
        List<Row> rows = new ArrayList<>();
        double[] level = new double[series * values];
        double time = canvas.fromMillis();
        while (rows.size() < size) {
            time += together ? step * series : step;
            time += random.nextDouble() < gaps ? step * random.nextInt(size) / 5 : 0;
            for (int one = 0; one < series; one++) {
                if (random.nextInt(series) == 0 || (together && random.nextInt(500) > 0)) {
                    rows.add(row(random, (long) time, one, labelled, values, level, nulls));
                }
            }
        }
        return rows;
    }

    private static Row row(
            Random random,
            long millis,
            int series,
            boolean labelled,
            int values,
            double[] level,
            double nulls) {
        List<@Nullable Double> numbers = new ArrayList<>();
        for (int value = 0; value < values; value++) {
            int line = series * values + value;
            level[line] += random.nextGaussian();
            double spike = random.nextInt(1_000) == 0 ? 100 * random.nextGaussian() : 0;
            numbers.add(
                    random.nextDouble() >= nulls
                            ? (Double) (level[line] + spike)
                            : random.nextInt(4) == 0 ? (Double) Double.NaN : null);
        }
        return new Row(millis, labelled ? List.of("zone " + series) : List.of(), numbers);
    }

    /** Swaps a few rows, as an answer without ORDER BY may have them. */
    private static void disturb(List<Row> rows, Random random) {
        for (int swaps = random.nextInt(4); swaps > 0 && !rows.isEmpty(); swaps--) {
            Collections.swap(rows, random.nextInt(rows.size()), random.nextInt(rows.size()));
        }
    }

    /** As the database's answer would have come, reduced under way where there is a canvas. */
    private static ResultRows columns(List<Row> rows, @Nullable Canvas canvas) {
        int labels = rows.isEmpty() ? 0 : rows.getFirst().labels.size();
        int values = rows.isEmpty() ? 1 : rows.getFirst().values.size();
        List<ResultColumn> columns = new ArrayList<>();
        Column.Times times = new Column.Times();
        columns.add(new ResultColumn("time", ColumnType.TIMESTAMP, times));
        for (int label = 0; label < labels; label++) {
            columns.add(new ResultColumn("zone" + label, ColumnType.TEXT, new Column.Texts()));
        }
        for (int value = 0; value < values; value++) {
            columns.add(new ResultColumn("v" + value, ColumnType.NUMBER, new Column.Doubles()));
        }
        RowReducer reducer = canvas == null ? null : RowReducer.of(columns, canvas).orElseThrow();
        long bytes = 0;
        for (Row row : rows) {
            times.append(row.millis);
            for (int label = 0; label < labels; label++) {
                ((Column.Texts) columns.get(1 + label).values()).append(row.labels.get(label));
            }
            for (int value = 0; value < values; value++) {
                Column.Doubles column = (Column.Doubles) columns.get(1 + labels + value).values();
                Double number = row.values.get(value);
                if (number == null) {
                    column.appendNull();
                } else {
                    column.append(number);
                }
            }
            bytes = reducer == null ? 0 : reducer.added(bytes + 16);
        }
        return reducer == null
                ? new ResultRows(columns, rows.size(), false)
                : reducer.result(false);
    }

    private static List<List<String>> rowsOf(ResultRows rows) {
        return IntStream.range(0, rows.rows())
                .mapToObj(row ->
                        rows.columns().stream()
                                .map(column -> String.valueOf(column.values().text(row)))
                                .toList())
                .toList();
    }

    /**
     * @param alone times of points that no line reaches
     * @param ends the first and the last value
     * @param total as the frame says it, or counted where all rows are there
     */
    private record Picture(
            Set<Long> inked, Set<Long> alone, List<Double> ends, Frame.Total total) {}

    private static Map<String, Picture> pictures(ResultRows rows, Canvas canvas) {
        Question question = Ask.series("select");
        Frame frame =
                FrameShaper.shape(
                        question,
                        Ask.CONFIG,
                        Macros.expand(question),
                        new ReaderQueries.Result(rows, null),
                        null);
        Map<String, Picture> pictures = new TreeMap<>();
        if (rows.rows() > 0) {
            Column.Times times = (Column.Times) frame.fields().getFirst().values();
            Integer[] order = IntStream.range(0, times.size()).boxed().toArray(Integer[]::new);
            Arrays.sort(order, (a, b) -> Long.compare(times.epochMillis(a), times.epochMillis(b)));
            for (Field field : frame.fields().subList(1, frame.fields().size())) {
                pictures.put(field.name() + field.labels(), picture(order, times, field, canvas));
            }
        }
        return pictures;
    }

    private static Picture picture(
            Integer[] order, Column.Times times, Field field, Canvas canvas) {
        Column.Doubles values = (Column.Doubles) field.values();
        Frame.Total total = field.total() == null ? counted(values) : field.total();
        Picture picture = new Picture(new HashSet<>(), new HashSet<>(), new ArrayList<>(), total);
        int before = -1;
        boolean reached = false;
        Double last = null;
        for (int row : order) {
            if (values.isNull(row) || !Double.isFinite(values.number(row))) {
                if (!canvas.connected()) {
                    alone(picture, times, before, reached);
                    before = -1;
                    reached = false;
                }
                continue;
            }
            if (last == null) {
                picture.ends.add(values.number(row));
            }
            last = values.number(row);
            int from = before < 0 ? row : before;
            line(
                    picture.inked,
                    canvas.column(times.epochMillis(from)),
                    height(values.number(from)),
                    canvas.column(times.epochMillis(row)),
                    height(values.number(row)));
            alone(picture, times, before >= 0 ? -1 : before, reached);
            reached = before >= 0;
            before = row;
        }
        alone(picture, times, before, reached);
        if (last != null) {
            picture.ends.add(last);
        }
        return picture;
    }

    /** Sums may differ in the last bits where rows without order were sorted later. */
    private static void assertSameTotal(String name, Frame.Total one, Frame.Total other) {
        assertThat(List.of(one.count(), one.nans()))
                .as("counts of %s", name)
                .isEqualTo(List.of(other.count(), other.nans()));
        double most = 1e-9 * (1 + Math.abs(other.sum()));
        assertThat(one.sum()).as("sum of %s", name).isCloseTo(other.sum(), within(most));
    }

    private static Frame.Total counted(Column.Doubles values) {
        int count = 0;
        int nans = 0;
        double sum = 0;
        for (int row = 0; row < values.size(); row++) {
            if (!values.isNull(row)) {
                count++;
                nans += Double.isNaN(values.number(row)) ? 1 : 0;
                sum += Double.isNaN(values.number(row)) ? 0 : values.number(row);
            }
        }
        return new Frame.Total(count, nans, sum);
    }

    private static void alone(Picture picture, Column.Times times, int row, boolean reached) {
        if (row >= 0 && !reached) {
            picture.alone.add(times.epochMillis(row));
        }
    }

    private static long height(double value) {
        return Math.clamp((long) Math.floor(value) + HEIGHT / 2, 0, HEIGHT - 1);
    }

    /** Bresenham's, so that nothing is rounded. */
    private static void line(Set<Long> inked, long x, long y, long toX, long toY) {
        long width = Math.abs(toX - x);
        long height = -Math.abs(toY - y);
        long error = width + height;
        while (true) {
            inked.add(x * HEIGHT + y);
            if (x == toX && y == toY) {
                return;
            }
            long twice = 2 * error;
            if (twice >= height) {
                error += height;
                x += x < toX ? 1 : -1;
            }
            if (twice <= width) {
                error += width;
                y += y < toY ? 1 : -1;
            }
        }
    }
}
