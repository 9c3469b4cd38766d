package dev.andon.query;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time as Grafana's users write them: {@code now-6h}, {@code now/d}, epoch, ISO. */
public final class DateMath {
    private static final Pattern EPOCH_MILLIS = Pattern.compile("-?\\d{1,18}");
    private static final Pattern STEPS =
            Pattern.compile("(?:[+-]\\d{0,9}(?:fQ|fy|[smhdwMQy])|/(?:fQ|fy|[smhdwMQy]))*");
    private static final Pattern STEP = Pattern.compile("([+-]|/)(\\d{0,9})(fQ|fy|[smhdwMQy])");

    private final Clock clock;

    public DateMath(Clock clock) {
        this.clock = clock;
    }

    /**
     * Empty when either text is no point in time, or they are in the wrong order.
     *
     * @param from epoch milliseconds, ISO 8601 or relative to now; {@code /d} rounds down
     * @param to the same; {@code /d} rounds up to the last millisecond
     */
    public Optional<TimeRange> range(String from, String to, ZoneId zone) {
        Instant now = clock.instant();
        return at(from, zone, now, false)
                .flatMap(start ->
                        at(to, zone, now, true)
                                .filter(end -> !end.isBefore(start))
                                .map(end -> new TimeRange(start, end)));
    }

    static Optional<Instant> at(String text, ZoneId zone, Instant now, boolean roundUp) {
        String plain = text.strip();
        if (EPOCH_MILLIS.matcher(plain).matches()) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(plain)));
        }
        if (plain.startsWith("now")) {
            return steps(plain.substring("now".length()), now.atZone(zone), roundUp);
        }
        int bars = plain.indexOf("||");
        if (bars >= 0) {
            return iso(plain.substring(0, bars), ZoneOffset.UTC)
                    .flatMap(start ->
                            steps(
                                    plain.substring(bars + 2),
                                    start.atZone(ZoneOffset.UTC),
                                    roundUp));
        }
        return iso(plain, zone);
    }

    private static Optional<Instant> steps(String text, ZonedDateTime start, boolean roundUp) {
        if (!STEPS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            ZonedDateTime time = start;
            Matcher step = STEP.matcher(text);
            while (step.find()) {
                time = step(time, step, roundUp);
            }
            return Optional.of(time.toInstant());
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return Optional.empty();
        }
    }

    private static ZonedDateTime step(ZonedDateTime time, Matcher step, boolean roundUp) {
        String unit = step.group(3);
        if (step.group(1).equals("/")) {
            ZonedDateTime start = floor(time, unit);
            return roundUp ? plus(start, 1, unit).minus(1, ChronoUnit.MILLIS) : start;
        }
        long amount = step.group(2).isEmpty() ? 1 : Long.parseLong(step.group(2));
        return plus(time, step.group(1).equals("-") ? -amount : amount, unit);
    }

    private static ZonedDateTime plus(ZonedDateTime time, long amount, String unit) {
        return switch (unit) {
            case "s" -> time.plusSeconds(amount);
            case "m" -> time.plusMinutes(amount);
            case "h" -> time.plusHours(amount);
            case "d" -> time.plusDays(amount);
            case "w" -> time.plusWeeks(amount);
            case "M" -> time.plusMonths(amount);
            case "Q", "fQ" -> time.plusMonths(Math.multiplyExact(3, amount));
            default -> time.plusYears(amount);
        };
    }

    /** Weeks begin on Sunday, as in Grafana's default; financial years are calendar years. */
    private static ZonedDateTime floor(ZonedDateTime time, String unit) {
        LocalDate day = time.toLocalDate();
        Function<LocalDate, ZonedDateTime> start = date -> date.atStartOfDay(time.getZone());
        return switch (unit) {
            case "s" -> time.truncatedTo(ChronoUnit.SECONDS);
            case "m" -> time.truncatedTo(ChronoUnit.MINUTES);
            case "h" -> time.truncatedTo(ChronoUnit.HOURS);
            case "d" -> start.apply(day);
            case "w" -> start.apply(day.minus(Period.ofDays(day.getDayOfWeek().getValue() % 7)));
            case "M" -> start.apply(day.withDayOfMonth(1));
            case "Q", "fQ" ->
                    start.apply(day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3));
            default -> start.apply(day.withDayOfYear(1));
        };
    }

    /** With an offset, else a date and time or a date in the zone. */
    private static Optional<Instant> iso(String text, ZoneId zone) {
        String plain = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
        return parse(plain, value -> OffsetDateTime.parse(value).toInstant())
                .or(() ->
                        parse(plain, value -> LocalDateTime.parse(value).atZone(zone).toInstant()))
                .or(() ->
                        parse(
                                plain,
                                value -> LocalDate.parse(value).atStartOfDay(zone).toInstant()));
    }

    private static Optional<Instant> parse(String text, Function<String, Instant> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (DateTimeParseException otherwise) {
            return Optional.empty();
        }
    }
}
