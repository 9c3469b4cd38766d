package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MinMaxReducerTest {
    private record Point(long micros, double value, double target) {}

    static LongStream seeds() {
        String one = System.getProperty("seed");
        return one == null ? new Random().longs(300) : LongStream.of(Long.parseLong(one));
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void keepsWhatALineWouldShow(long seed) {
        Random random = new Random(seed);
        long from = random.nextLong(-1_000_000, 1_000_000);
        long to = from + 1 + random.nextLong(1_000_000);
        int most = 4 + random.nextInt(200);
        List<Point> points = series(random, from, to);

        MinMaxReducer reducer = new MinMaxReducer(from, to, most);
        points.forEach(point -> reducer.add(point.micros, point.value, point.target));
        List<Point> kept = list(reducer.points());

        assertThat(reducer.count()).isEqualTo(points.size());
        assertThat(reducer.isReduced()).isEqualTo(points.size() > most);
        assertThat(kept).hasSizeLessThanOrEqualTo(most);
        assertThat(new HashSet<>(points)).as("real points").containsAll(kept);
        assertThat(kept)
                .as("in order of time, none twice")
                .isSortedAccordingTo((a, b) -> a.micros < b.micros ? -1 : 1);
        if (reducer.isReduced()) {
            assertThat(kept).startsWith(points.getFirst()).endsWith(points.getLast());
            assertThat(kept).containsAll(extremes(points, from, to, (most - 2) / 2));
        } else {
            assertThat(kept).isEqualTo(points);
        }
    }

    /** Said in another way than the reducer does it: bucket by bucket, all points at hand. */
    private static Set<Point> extremes(List<Point> points, long from, long to, int buckets) {
        Set<Point> extremes = new HashSet<>();
        double width = (to - from + 1.0) / buckets;
        for (int bucket = 0; bucket < buckets; bucket++) {
            Point smallest = null;
            Point largest = null;
            for (Point point : points) {
                if (Math.min((int) ((point.micros - from) / width), buckets - 1) == bucket) {
                    smallest = smallest == null || point.value < smallest.value ? point : smallest;
                    largest = largest == null || point.value > largest.value ? point : largest;
                }
            }
            if (smallest != null && largest != null) {
                extremes.add(smallest);
                extremes.add(largest);
            }
        }
        return extremes;
    }

    private static List<Point> series(Random random, long from, long to) {
        List<Point> points = new ArrayList<>();
        int count = random.nextInt(2_000);
        long[] times = random.longs(count, from, to + 1).distinct().sorted().toArray();
        boolean steps = random.nextBoolean();
        for (long time : times) {
            double value = steps ? random.nextInt(3) : random.nextGaussian(50, 10);
            double target = random.nextBoolean() ? value + 1 : -1;
            points.add(new Point(time, value, target));
        }
        return points;
    }

    @Test
    void aSpikeOfOneSampleSurvives() {
        MinMaxReducer reducer = new MinMaxReducer(0, 86_400_000_000L, 100);
        for (long second = 0; second < 86_400; second++) {
            reducer.add(second * 1_000_000, second == 40_001 ? 999 : 20, Double.NaN);
        }
        assertThat(list(reducer.points()))
                .hasSizeLessThanOrEqualTo(100)
                .contains(new Point(40_001_000_000L, 999, Double.NaN));
    }

    @Test
    void theFewestPointsAreTheEndsAndTheExtremes() {
        MinMaxReducer reducer = new MinMaxReducer(0, 99, MinMaxReducer.FEWEST);
        for (int i = 0; i < 100; i++) {
            reducer.add(i, i == 30 ? 7 : i == 20 ? -7 : 0, Double.NaN);
        }
        assertThat(list(reducer.points()))
                .extracting(Point::micros)
                .containsExactly(0L, 20L, 30L, 99L);
    }

    private static List<Point> list(PointList points) {
        List<Point> list = new ArrayList<>();
        points.forEach((micros, value, target) -> list.add(new Point(micros, value, target)));
        return list;
    }
}
