package dev.andon.query;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far apart the points of a panel are: Grafana's interval, as its browser computes it. */
public final class Intervals {
    /** What Grafana's SQL data sources take when neither panel nor data source names one. */
    public static final Duration SQL_MINIMUM = Duration.ofMinutes(1);

    /** Points of a panel of unknown width. */
    public static final int DEFAULT_MAX_DATA_POINTS = 500;

    /** Below the first number of a pair, in milliseconds, the interval is the second. */
    private static final long[][] STEPS = {
        {10, 1},
        {15, 10},
        {35, 20},
        {75, 50},
        {150, 100},
        {350, 200},
        {750, 500},
        {1_500, 1_000},
        {3_500, 2_000},
        {7_500, 5_000},
        {12_500, 10_000},
        {17_500, 15_000},
        {25_000, 20_000},
        {45_000, 30_000},
        {90_000, 60_000},
        {210_000, 120_000},
        {450_000, 300_000},
        {750_000, 600_000},
        {1_050_000, 900_000},
        {1_500_000, 1_200_000},
        {2_700_000, 1_800_000},
        {5_400_000, 3_600_000},
        {9_000_000, 7_200_000},
        {16_200_000, 10_800_000},
        {32_400_000, 21_600_000},
        {86_400_000, 43_200_000},
        {604_800_000, 86_400_000},
        {1_814_400_000, 604_800_000},
        {3_628_800_000L, 2_592_000_000L},
    };

    private static final long YEAR_MILLIS = 31_536_000_000L;
    private static final int SERVER_RESOLUTION = 1_500;

    private Intervals() {}

    /**
     * The interval of a panel.
     *
     * @param panelMinimum the panel's own minimum such as {@code ">10s"}, null when it has none
     * @param sourceMinimum the data source's {@code timeInterval}, null when it has none
     */
    public static Duration ofPanel(
            TimeRange range,
            int maxDataPoints,
            @Nullable String panelMinimum,
            @Nullable String sourceMinimum) {
        Duration minimum =
                minimum(panelMinimum).or(() -> minimum(sourceMinimum)).orElse(SQL_MINIMUM);
        return of(range, maxDataPoints, minimum);
    }

    /** About {@code points} intervals in the range, none shorter than the minimum. */
    public static Duration of(TimeRange range, int points, Duration minimum) {
        int resolution = points > 0 ? points : DEFAULT_MAX_DATA_POINTS;
        double raw = (double) range.length().toMillis() / resolution;
        Duration rounded = Duration.ofMillis(round(raw, false));
        return rounded.compareTo(minimum) < 0 ? minimum : rounded;
    }

    /**
     * What Grafana's server makes of {@code $__interval} in a text that still holds it. Unlike in
     * the browser the rounded interval can be shorter than the minimum, and a range that lies
     * exactly on a step is rounded down.
     */
    static Duration ofServer(Question question) {
        Duration minimum = question.interval().isPositive() ? question.interval() : SQL_MINIMUM;
        int points = question.maxDataPoints() > 0 ? question.maxDataPoints() : SERVER_RESOLUTION;
        long nanos = question.range().length().toNanos() / points;
        if (nanos < minimum.toNanos()) {
            return minimum;
        }
        return Duration.ofMillis(round(nanos / 1e6, true));
    }

    private static Optional<Duration> minimum(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        String plain = text.strip();
        return GrafanaDuration.parse(plain.startsWith(">") ? plain.substring(1) : plain);
    }

    private static long round(double millis, boolean limitBelongsToStep) {
        for (long[] step : STEPS) {
            if (millis < step[0] || (limitBelongsToStep && millis == step[0])) {
                return step[1];
            }
        }
        return YEAR_MILLIS;
    }
}
