package dev.andon.rollup;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What samples are and what buckets of them must be, said as naively as can be. */
public final class BucketModel {
    /** As in machine_metrics; NaN for no target. */
    public record Point(String machine, Instant time, double value, double target) {}

    private record Content(double value, double target) {}

    /** A bucket of a machine's only series. */
    public record Key(String machine, Instant start) {}

    /** Sums of one column of a bucket; count 0: no values. */
    public record Sums(
            long count,
            double sum,
            double min,
            double max,
            double first,
            double last,
            double deviations) {
        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0);

        static Sums of(List<Double> values) {
            if (values.isEmpty()) {
                return NONE;
            }
            BigDecimal sum =
                    values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal mean = sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
            BigDecimal deviations =
                    values.stream()
                            .map(value -> new BigDecimal(value).subtract(mean).pow(2))
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            return new Sums(
                    values.size(),
                    sum.doubleValue(),
                    values.stream().mapToDouble(v -> v).min().orElseThrow(),
                    values.stream().mapToDouble(v -> v).max().orElseThrow(),
                    values.getFirst(),
                    values.getLast(),
                    deviations.doubleValue());
        }

        /** Sums may differ in the last digits, since they are added in another order. */
        boolean agreesWith(Sums other) {
            double size = count * Math.max(Math.abs(min), Math.abs(max));
            return count == other.count
                    && min == other.min
                    && max == other.max
                    && first == other.first
                    && last == other.last
                    && near(sum, other.sum, 1e-12 * size)
                    && near(deviations, other.deviations, 1e-12 * deviations + 1e-26 * size * size);
        }

        private static boolean near(double left, double right, double tolerance) {
            return Math.abs(left - right) <= tolerance;
        }
    }

    public record Bucket(Sums value, Sums target) {
        public boolean agreesWith(@Nullable Bucket other) {
            return other != null
                    && value.agreesWith(other.value)
                    && target.agreesWith(other.target);
        }
    }

    private final Map<String, TreeMap<Instant, Content>> machines = new HashMap<>();

    /** Of points that come together, too, the last one stays; equal ones change nothing. */
    public synchronized void add(List<Point> points) {
        for (Point point : points) {
            machines.computeIfAbsent(point.machine(), any -> new TreeMap<>())
                    .merge(
                            point.time(),
                            new Content(point.value(), point.target()),
                            (old, now) -> same(old, now) ? old : now);
        }
    }

    private static boolean same(Content left, Content right) {
        return left.value == right.value
                && (left.target == right.target
                        || (Double.isNaN(left.target) && Double.isNaN(right.target)));
    }

    public synchronized Map<Key, Bucket> buckets(Duration width, ZoneId zone) {
        Map<Key, List<Content>> contents = new HashMap<>();
        machines.forEach((machine, points) ->
                points.forEach((time, content) ->
                        contents.computeIfAbsent(
                                        new Key(machine, start(time, width, zone)),
                                        any -> new ArrayList<>())
                                .add(content)));
        Map<Key, Bucket> buckets = new HashMap<>();
        contents.forEach((key, points) ->
                buckets.put(
                        key,
                        new Bucket(
                                Sums.of(points.stream().map(Content::value).toList()),
                                Sums.of(
                                        points.stream()
                                                .map(Content::target)
                                                .filter(target -> !Double.isNaN(target))
                                                .toList()))));
        return buckets;
    }

    public static Instant start(Instant time, Duration width, ZoneId zone) {
        if (width.equals(Duration.ofDays(1))) {
            return time.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        }
        long seconds = width.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }

    /** What differs, in words; empty when all is well. */
    public static List<String> differences(Map<Key, Bucket> expected, Map<Key, Bucket> actual) {
        return Stream.concat(expected.keySet().stream(), actual.keySet().stream())
                .distinct()
                .filter(key ->
                        !expected.containsKey(key)
                                || !Objects.requireNonNull(expected.get(key))
                                        .agreesWith(actual.get(key)))
                .map(key ->
                        "%s\n  expected %s\n  but was  %s"
                                .formatted(key, expected.get(key), actual.get(key)))
                .sorted()
                .limit(5)
                .toList();
    }
}
