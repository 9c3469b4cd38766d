package dev.andon.planner;

import dev.andon.planner.Token.Kind;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which people write a bucket: expressions over the time of a point that are the same
 * for all times between two limits.
 */
final class TimeForms {
    private static final Set<String> WHOLE_NUMBERS =
            Set.of("int", "int4", "integer", "bigint", "int8");
    private static final Set<String> BEFORE_QUOTIENT = Set.of("(", ",", "+");
    private static final Set<String> BEHIND_QUOTIENT = Set.of(")", ",", "+", "-", "*");
    private static final Map<String, Long> FIELDS =
            Map.ofEntries(
                    Map.entry("minute", 60 * IntervalText.SECOND),
                    Map.entry("hour", 3_600 * IntervalText.SECOND),
                    Map.entry("day", IntervalText.DAY),
                    Map.entry("dow", IntervalText.DAY),
                    Map.entry("isodow", IntervalText.DAY),
                    Map.entry("doy", IntervalText.DAY),
                    Map.entry("week", IntervalText.DAY),
                    Map.entry("month", IntervalText.DAY),
                    Map.entry("quarter", IntervalText.DAY),
                    Map.entry("year", IntervalText.DAY),
                    Map.entry("isoyear", IntervalText.DAY));

    private static final long MONDAY_2000 =
            Objects.requireNonNull(TimeConstants.parse("2000-01-03"));

    private final SqlText text;
    private final Columns columns;
    private final TimeConstants constants;

    TimeForms(SqlText text, Columns columns, TimeConstants constants) {
        this.text = text;
        this.columns = columns;
        this.constants = constants;
    }

    /** What an expression tells apart, and the token behind it. */
    record Form(Grain grain, int end) {}

    /**
     * The time of a point, as a time or as what a clock shows.
     *
     * @param zone of the clock; UTC, the session's, where it is a time
     */
    private record Clock(String zone, boolean local, int end) {}

    /** Null where no such expression begins. */
    @Nullable Form at(int i) {
        Form call = text.is(i + 1, "(") && text.at(i).kind() == Kind.WORD ? call(i) : null;
        return call == null ? date(i) : call;
    }

    /**
     * The buckets of which an expression is the start, as a time or in seconds since 1970; null
     * where it is something else, such as a month or what a clock shows.
     */
    @Nullable Grain bucket(SelectBlock.Span span) {
        int i = span.from();
        Form form = text.is(i + 1, "(") && text.at(i).kind() == Kind.WORD ? call(i) : null;
        if (form == null || showsClock(span)) {
            return null;
        }
        return switch (text.at(i).text()) {
            case "time_bucket", "date_bin" -> {
                Width width = width(i + 2);
                boolean fixed = width != null && width.interval().fixedMicros() != null;
                yield fixed && form.end() == span.to() ? form.grain() : null;
            }
            case "date_trunc" ->
                    Calendar.isFixed(text.at(i + 2).text()) && form.end() == span.to()
                            ? form.grain()
                            : null;
            case "floor" -> seconds(form, span, text);
            default -> null;
        };
    }

    private boolean showsClock(SelectBlock.Span span) {
        for (int i = span.from(); i < span.to(); i++) {
            if (text.is(i, "at") || text.is(i, "timezone") || text.is(i, "::")) {
                return true;
            }
        }
        return false;
    }

    /** {@code floor(extract(epoch from "timestamp") / 300) * 300}. */
    private static @Nullable Grain seconds(Form form, SelectBlock.Span span, SqlText text) {
        int factor = form.end() + 1;
        if (!text.is(form.end(), "*") || factor + 1 != span.to()) {
            return null;
        }
        Grain repeated =
                text.isKind(factor, Kind.NUMBER)
                        ? seconds(new BigDecimal(text.at(factor).text()))
                        : null;
        return form.grain().equals(repeated) ? repeated : null;
    }

    private @Nullable Form call(int i) {
        int open = i + 1;
        return switch (text.at(i).text()) {
            case "time_bucket" -> timeBucket(open);
            case "date_trunc" -> dateTrunc(open);
            case "date_bin" -> dateBin(open);
            case "floor" -> floor(open);
            case "extract", "date_part" -> field(i);
            case "to_char" -> toChar(open);
            case "date" -> whole(clock(open + 1), open, IntervalText.DAY);
            default -> null;
        };
    }

    /** {@code "timestamp"::date}. */
    private @Nullable Form date(int i) {
        Clock clock = clock(i);
        return clock != null && text.are(clock.end(), "::", "date")
                ? new Form(new Grain(clock.zone(), IntervalText.DAY, 0), clock.end() + 2)
                : null;
    }

    private @Nullable Clock clock(int i) {
        Clock clock = plainClock(i);
        if (clock == null || !text.are(clock.end(), "at", "time", "zone")) {
            return clock;
        }
        int zone = clock.end() + 3;
        // A clock that is read again as a time in another zone is shifted.
        boolean known = !clock.local() && isZone(zone) && !text.is(zone + 1, "::");
        return known ? new Clock(text.at(zone).text(), true, zone + 1) : null;
    }

    private @Nullable Clock plainClock(int i) {
        if (text.is(i, "(") && !text.isSubselect(i)) {
            Clock inner = clock(i + 1);
            return inner != null && inner.end() == text.partner(i)
                    ? new Clock(inner.zone(), inner.local(), inner.end() + 1)
                    : null;
        }
        if (text.are(i, "timezone", "(") && isZone(i + 2) && text.is(i + 3, ",")) {
            Columns.Mention time = columns.at(i + 4);
            return time != null && time.isTime() && text.is(time.end(), ")")
                    ? new Clock(text.at(i + 2).text(), true, time.end() + 1)
                    : null;
        }
        Columns.Mention time = columns.at(i);
        if (time == null || !time.isTime()) {
            return null;
        }
        int end = time.end();
        if (text.are(end, "::", "timestamptz")) {
            return new Clock(Grain.UTC, false, end + 2);
        }
        return text.are(end, "::", "timestamp") && !text.is(end + 2, "with")
                ? new Clock(Grain.UTC, true, end + 2)
                : new Clock(Grain.UTC, false, end);
    }

    private boolean isZone(int i) {
        return text.isString(i) && Grain.isKnownZone(text.at(i).text());
    }

    /** A clock that fills the brackets. */
    private @Nullable Form whole(@Nullable Clock clock, int open, long width) {
        return clock != null && clock.end() == text.partner(open)
                ? new Form(new Grain(clock.zone(), width, 0), clock.end() + 1)
                : null;
    }

    /** A literal interval and the token behind it. */
    private record Width(IntervalText interval, int end) {}

    private @Nullable Width width(int i) {
        int literal = text.is(i, "interval") ? i + 1 : i;
        if (!text.isString(literal)) {
            return null;
        }
        IntervalText interval = IntervalText.parse(text.at(literal).text());
        int end = text.are(literal + 1, "::", "interval") ? literal + 3 : literal + 1;
        return interval == null || !text.is(end, ",") ? null : new Width(interval, end);
    }

    private @Nullable Form timeBucket(int open) {
        Width width = width(open + 1);
        Clock clock = width == null ? null : clock(width.end() + 1);
        if (width == null || clock == null) {
            return null;
        }
        int close = text.partner(open);
        if (clock.end() == close) {
            return bucket(width, clock.zone(), MONDAY_2000, close);
        }
        int third = text.is(clock.end(), ",") ? clock.end() + 1 : close;
        if (!clock.local() && isZone(third) && third + 1 == close) {
            return bucket(width, text.at(third).text(), MONDAY_2000, close);
        }
        // An untyped literal there is a zone to PostgreSQL, whatever it looks like.
        boolean typed = !text.isString(third) || text.is(third + 1, "::");
        return typed ? fromOrigin(width, clock, third, close) : null;
    }

    private static @Nullable Form bucket(Width width, String zone, long origin, int close) {
        Long micros = width.interval().fixedMicros();
        if (micros == null) {
            boolean monthsOnly = width.interval().days() == 0 && width.interval().micros() == 0;
            micros = monthsOnly && width.interval().months() > 0 ? IntervalText.DAY : 0;
        }
        return micros > 0 ? new Form(new Grain(zone, micros, origin), close + 1) : null;
    }

    private @Nullable Form dateBin(int open) {
        Width width = width(open + 1);
        Clock clock = width == null ? null : clock(width.end() + 1);
        if (width == null || clock == null || !text.is(clock.end(), ",")) {
            return null;
        }
        int close = text.partner(open);
        return fromOrigin(width, clock, clock.end() + 1, close);
    }

    private @Nullable Form fromOrigin(Width width, Clock clock, int from, int close) {
        TimeConstants.Constant origin = constants.exactly(from, close);
        if (origin == null || origin.moving() || width.interval().fixedMicros() == null) {
            return null;
        }
        // What a clock shows has no offset, and PostgreSQL ignores the one of such a literal.
        for (int i = from; clock.local() && i < close; i++) {
            if (text.isString(i) && TimeConstants.hasOffset(text.at(i).text())) {
                return null;
            }
        }
        return bucket(width, clock.zone(), origin.micros(), close);
    }

    private @Nullable Form dateTrunc(int open) {
        if (!text.isString(open + 1) || !text.is(open + 2, ",")) {
            return null;
        }
        Long width = Calendar.grain(text.at(open + 1).text());
        Clock clock = clock(open + 3);
        if (width == null || clock == null) {
            return null;
        }
        int close = text.partner(open);
        boolean inZone =
                !clock.local()
                        && text.is(clock.end(), ",")
                        && isZone(clock.end() + 1)
                        && clock.end() + 2 == close;
        return inZone
                ? new Form(new Grain(text.at(clock.end() + 1).text(), width, 0), close + 1)
                : whole(clock, open, width);
    }

    /** {@code floor(extract(epoch from "timestamp") / 300)}, and with minutes of the hour. */
    private @Nullable Form floor(int open) {
        int close = text.partner(open);
        int i = open + 1;
        boolean bracketed = text.is(i, "(") && text.partner(i) == close - 1;
        Field field = fieldOf(bracketed ? i + 1 : i);
        int end = bracketed ? close - 1 : close;
        if (field == null
                || !text.is(field.end(), "/")
                || field.end() + 2 != end
                || !text.isKind(field.end() + 1, Kind.NUMBER)) {
            return null;
        }
        BigDecimal divisor = new BigDecimal(text.at(field.end() + 1).text());
        Grain grain =
                switch (field.name()) {
                    case "epoch" -> seconds(divisor);
                    case "minute" -> minutes(field.zone(), divisor);
                    default -> null;
                };
        return grain == null ? null : new Form(grain, close + 1);
    }

    private static @Nullable Grain seconds(BigDecimal seconds) {
        BigDecimal micros = seconds.movePointRight(6).stripTrailingZeros();
        boolean whole =
                micros.scale() <= 0
                        && micros.signum() > 0
                        && micros.precision() - micros.scale() < 18;
        return whole ? Grain.utc(micros.longValueExact()) : null;
    }

    private static @Nullable Grain minutes(String zone, BigDecimal minutes) {
        if (minutes.stripTrailingZeros().scale() > 0
                || minutes.signum() <= 0
                || minutes.compareTo(BigDecimal.valueOf(60)) > 0) {
            return null;
        }
        int count = minutes.intValueExact();
        return 60 % count == 0 ? new Grain(zone, count * 60L * IntervalText.SECOND, 0) : null;
    }

    /** One field of the time: of which clock, and the token behind its closing bracket. */
    private record Field(String name, String zone, int end) {}

    private @Nullable Field fieldOf(int i) {
        if (text.is(i, "(") && !text.isSubselect(i)) {
            Field inner = fieldOf(i + 1);
            return inner != null && inner.end() == text.partner(i)
                    ? new Field(inner.name(), inner.zone(), inner.end() + 1)
                    : null;
        }
        boolean extract = text.are(i, "extract", "(");
        if (!extract && !text.are(i, "date_part", "(")) {
            return null;
        }
        int separator = i + 3;
        boolean named =
                extract ? text.at(i + 2).isName() || text.isString(i + 2) : text.isString(i + 2);
        if (!named || !text.is(separator, extract ? "from" : ",")) {
            return null;
        }
        Clock clock = clock(separator + 1);
        int close = text.partner(i + 1);
        // The epoch of a clock is that of a clock at UTC, which is not the time.
        String name = text.at(i + 2).text().toLowerCase(Locale.ROOT);
        return clock == null
                        || clock.end() != close
                        || (name.equals("epoch")
                                && clock.local()
                                && !clock.zone().equals(Grain.UTC))
                ? null
                : new Field(name, clock.zone(), close + 1);
    }

    private @Nullable Form field(int i) {
        Field field = fieldOf(i);
        if (field == null) {
            return null;
        }
        Form divided = dividedMinutes(i, field);
        Long grain = FIELDS.get(field.name());
        return divided != null || grain == null
                ? divided
                : new Form(new Grain(field.zone(), grain, 0), field.end());
    }

    /**
     * {@code extract(minute from "timestamp")::int / 5}, unless the division has more on its left.
     */
    private @Nullable Form dividedMinutes(int i, Field field) {
        boolean divided =
                field.name().equals("minute")
                        && text.is(field.end(), "::")
                        && text.isOneOf(field.end() + 1, WHOLE_NUMBERS)
                        && text.is(field.end() + 2, "/")
                        && text.isKind(field.end() + 3, Kind.NUMBER)
                        && text.at(field.end() + 3).text().length() < 3
                        && text.isOneOf(i - 1, BEFORE_QUOTIENT)
                        && !text.isSign(i - 1)
                        && text.isOneOf(field.end() + 4, BEHIND_QUOTIENT);
        if (!divided || text.at(field.end() + 3).text().contains(".")) {
            return null;
        }
        Grain grain = minutes(field.zone(), new BigDecimal(text.at(field.end() + 3).text()));
        return grain == null ? null : new Form(grain, field.end() + 4);
    }

    /** A format shows no more than its finest field; what is quoted in it only makes it finer. */
    private @Nullable Form toChar(int open) {
        Clock clock = clock(open + 1);
        int close = text.partner(open);
        if (clock == null
                || !text.is(clock.end(), ",")
                || !text.isString(clock.end() + 1)
                || clock.end() + 2 != close) {
            return null;
        }
        String format = text.at(clock.end() + 1).text().toUpperCase(Locale.ROOT);
        for (String finer : new String[] {"SS", "MS", "US", "FF", "MI", "TZ", "OF"}) {
            if (format.contains(finer)) {
                return null;
            }
        }
        boolean hours =
                format.contains("HH")
                        || format.contains("AM")
                        || format.contains("PM")
                        || format.contains("A.M")
                        || format.contains("P.M");
        return new Form(
                new Grain(clock.zone(), hours ? 3_600 * IntervalText.SECOND : IntervalText.DAY, 0),
                close + 1);
    }
}
