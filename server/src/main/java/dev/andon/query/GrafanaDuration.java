package dev.andon.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them in Grafana: {@code 1m}, {@code 1h30m}, {@code 7d}, {@code 1y}. */
public final class GrafanaDuration {
    private static final Pattern TEXT =
            Pattern.compile("(?:\\d+(?:\\.\\d+)?(?:ms|us|µs|ns|[smhdwMy]))+");
    private static final Pattern PART =
            Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|us|µs|ns|[smhdwMy])");
    private static final long DAY_MILLIS = 86_400_000;

    private GrafanaDuration() {}

    /**
     * Empty for what is no duration. A bare number is seconds; a month is 30 days and a year 365,
     * the same for every question, where Grafana counts back in the calendar from today.
     */
    public static Optional<Duration> parse(String text) {
        String plain = text.strip();
        if (plain.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(plain)));
        }
        if (!TEXT.matcher(plain).matches()) {
            return Optional.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(plain);
        while (part.find()) {
            BigDecimal unit = BigDecimal.valueOf(nanos(part.group(2)));
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unit));
        }
        BigDecimal whole = nanos.setScale(0, RoundingMode.FLOOR);
        return whole.unscaledValue().bitLength() > 62
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(whole.longValueExact()));
    }

    private static long nanos(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            case "w" -> 7 * 86_400_000_000_000L;
            case "M" -> 30 * 86_400_000_000_000L;
            case "y" -> 365 * 86_400_000_000_000L;
            default -> throw new IllegalArgumentException(unit);
        };
    }

    /** The largest unit that fits, rounded down: 90 seconds are {@code 1m}. */
    public static String print(Duration duration) {
        long millis = duration.toMillis();
        if (millis >= 365 * DAY_MILLIS) {
            return millis / (365 * DAY_MILLIS) + "y";
        }
        if (millis >= DAY_MILLIS) {
            return millis / DAY_MILLIS + "d";
        }
        if (millis >= 3_600_000) {
            return millis / 3_600_000 + "h";
        }
        if (millis >= 60_000) {
            return millis / 60_000 + "m";
        }
        return millis >= 1_000 ? millis / 1_000 + "s" : Math.max(1, millis) + "ms";
    }
}
