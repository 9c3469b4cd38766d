package dev.andon.planner;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An interval as PostgreSQL keeps it, out of the ways in which people mostly write one. */
record IntervalText(long months, long days, long micros) {
    static final long SECOND = 1_000_000L;
    static final long DAY = 86_400 * SECOND;

    private static final Pattern PART =
            Pattern.compile(
                    "\\s*(?:([+-]?)(\\d{1,9}(?:\\.\\d{1,6})?)\\s*([a-z]+)|(\\d{1,4}):(\\d\\d)(?::(\\d\\d(?:\\.\\d{1,6})?))?)\\s*");

    private static final Map<String, Long> CLOCK_UNITS =
            Map.ofEntries(
                    Map.entry("us", 1L),
                    Map.entry("microseconds", 1L),
                    Map.entry("ms", 1_000L),
                    Map.entry("milliseconds", 1_000L),
                    Map.entry("s", SECOND),
                    Map.entry("sec", SECOND),
                    Map.entry("secs", SECOND),
                    Map.entry("second", SECOND),
                    Map.entry("seconds", SECOND),
                    Map.entry("m", 60 * SECOND),
                    Map.entry("min", 60 * SECOND),
                    Map.entry("mins", 60 * SECOND),
                    Map.entry("minute", 60 * SECOND),
                    Map.entry("minutes", 60 * SECOND),
                    Map.entry("h", 3_600 * SECOND),
                    Map.entry("hr", 3_600 * SECOND),
                    Map.entry("hrs", 3_600 * SECOND),
                    Map.entry("hour", 3_600 * SECOND),
                    Map.entry("hours", 3_600 * SECOND));

    private static final Map<String, Long> DAY_UNITS =
            Map.of("d", 1L, "day", 1L, "days", 1L, "w", 7L, "week", 7L, "weeks", 7L);

    private static final Map<String, Long> MONTH_UNITS =
            Map.of(
                    "mon", 1L, "mons", 1L, "month", 1L, "months", 1L, "y", 12L, "year", 12L,
                    "years", 12L);

    /** Null where it is not one of those ways. */
    static @Nullable IntervalText parse(String text) {
        Matcher part = PART.matcher(text.toLowerCase(Locale.ROOT));
        IntervalText sum = new IntervalText(0, 0, 0);
        int at = 0;
        while (at < text.length() && part.find(at) && part.start() == at) {
            IntervalText one = part.group(3) == null ? clock(part) : unit(part);
            if (one == null) {
                return null;
            }
            sum = sum.plus(one);
            at = part.end();
        }
        return at == 0 || at < text.length() ? null : sum;
    }

    private static @Nullable IntervalText unit(Matcher part) {
        BigDecimal number = new BigDecimal(part.group(1) + part.group(2));
        Long clock = CLOCK_UNITS.get(part.group(3));
        if (clock != null) {
            return new IntervalText(0, 0, whole(number.multiply(BigDecimal.valueOf(clock))));
        }
        if (number.stripTrailingZeros().scale() > 0) {
            return null;
        }
        Long days = DAY_UNITS.get(part.group(3));
        if (days != null) {
            return new IntervalText(0, number.longValueExact() * days, 0);
        }
        Long months = MONTH_UNITS.get(part.group(3));
        return months == null ? null : new IntervalText(number.longValueExact() * months, 0, 0);
    }

    private static IntervalText clock(Matcher part) {
        String seconds = part.group(6) == null ? "0" : part.group(6);
        return new IntervalText(
                0,
                0,
                Long.parseLong(part.group(4)) * 3_600 * SECOND
                        + Long.parseLong(part.group(5)) * 60 * SECOND
                        + whole(new BigDecimal(seconds).movePointRight(6)));
    }

    private static long whole(BigDecimal micros) {
        try {
            return micros.longValueExact();
        } catch (ArithmeticException fraction) {
            throw new Refusal("an interval has parts of a microsecond");
        }
    }

    private IntervalText plus(IntervalText other) {
        return new IntervalText(months + other.months, days + other.days, micros + other.micros);
    }

    IntervalText negated() {
        return new IntervalText(-months, -days, -micros);
    }

    /** As {@code timestamptz + interval} in a session at UTC: months, then days, then the rest. */
    long addTo(long time) {
        try {
            OffsetDateTime moved =
                    Range.instant(time)
                            .atOffset(ZoneOffset.UTC)
                            .plusMonths(months)
                            .plusDays(days)
                            .plus(micros, ChronoUnit.MICROS);
            return Range.micros(moved.toInstant());
        } catch (DateTimeException | ArithmeticException beyond) {
            throw new Refusal("a bound of timestamp is beyond all times");
        }
    }

    /** How long, days being 24 hours; null with months, which have no one length. */
    @Nullable Long fixedMicros() {
        return months == 0 ? days * DAY + micros : null;
    }
}
