package dev.andon.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Averages, minima and maxima of some series in buckets, as the SQL of each database that is asked.
 *
 * @param series all of the same metric
 * @param width of a bucket, {@code 5 minutes} or {@code 1 hour}
 */
record Question(
        String title,
        History history,
        List<Integer> series,
        String width,
        Instant from,
        Instant until) {

    static Question of(String title, History history, List<Integer> series, String width) {
        return new Question(title, history, series, width, history.from(), history.until());
    }

    /** Of {@code machine_metrics}, be it a table or a view. */
    String ofPoints() {
        return buckets(
                "date_bin('%s', \"timestamp\", '2000-01-03 00:00:00+00')".formatted(width),
                "machine_id",
                "machine_metrics",
                named());
    }

    /** Of Andon's view of the rollup of this width. */
    String ofRollup() {
        boolean hourly = width.equals("1 hour");
        return rows(
                hourly ? "hour" : "bucket",
                "machine_id",
                hourly ? "machine_metrics_hourly" : "machine_metrics_5m",
                named());
    }

    String ofHypertable() {
        return buckets(
                "time_bucket('%s', \"timestamp\")".formatted(width),
                "series_id",
                "metrics",
                numbered());
    }

    String ofAggregate() {
        return rows(
                "bucket",
                "series_id",
                width.equals("1 hour") ? "metrics_hourly" : "metrics_5m",
                numbered());
    }

    private String buckets(String bucket, String key, String table, String which) {
        return """
        select %s as time, %s, avg(value), min(value), max(value)
        from %s
        where %s and "timestamp" >= '%s' and "timestamp" < '%s'
        group by 1, 2 order by 1, 2
        """
                .formatted(bucket, key, table, which, from, until);
    }

    private String rows(String bucket, String key, String table, String which) {
        return """
        select %s as time, %s, avg_value, min_value, max_value
        from %s
        where %s and %s >= '%s' and %s < '%s'
        order by 1, 2
        """
                .formatted(bucket, key, table, which, bucket, from, bucket, until);
    }

    private String named() {
        return series.stream()
                .map(number -> "'" + history.machine(number) + "'")
                .collect(
                        Collectors.joining(
                                ", ",
                                "metric_type = '%s' and machine_id in ("
                                        .formatted(history.metric(series.getFirst())),
                                ")"));
    }

    private String numbered() {
        return series.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "series_id in (", ")"));
    }
}
