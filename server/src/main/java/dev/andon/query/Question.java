package dev.andon.query;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SQL question. Variables of the dashboard are already in the text (see {@link Interpolation});
 * macros such as {@code $__timeFilter(t)} are still to be expanded.
 *
 * @param filters by which the reader filters whatever is asked
 * @param drawing null unless rows that no line shows may be left out
 */
public record Question(
        String refId,
        String sql,
        Format format,
        Dialect dialect,
        TimeRange range,
        Duration interval,
        int maxDataPoints,
        List<AdHocFilter> filters,
        @Nullable Drawing drawing) {
    public Question {
        filters = List.copyOf(filters);
    }

    /** One that nobody filters, and of whose answer every row counts. */
    public Question(
            String refId,
            String sql,
            Format format,
            Dialect dialect,
            TimeRange range,
            Duration interval,
            int maxDataPoints) {
        this(refId, sql, format, dialect, range, interval, maxDataPoints, List.of(), null);
    }

    /** Grafana's own defaults for what a request leaves out. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);

    public static final int DEFAULT_MAX_DATA_POINTS = 100;

    /** A question for the options of a variable: a table, whose interval nobody looks at. */
    public static Question table(String refId, String sql, Dialect dialect, TimeRange range) {
        return new Question(
                refId,
                sql,
                Format.TABLE,
                dialect,
                range,
                DEFAULT_INTERVAL,
                DEFAULT_MAX_DATA_POINTS);
    }
}
