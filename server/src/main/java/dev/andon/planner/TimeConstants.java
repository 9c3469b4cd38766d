package dev.andon.planner;

import dev.andon.planner.Token.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times that are known before a text runs: literals, {@code now()} and what can be computed of
 * them. The session is at UTC, so all types of time are compared as if they were timestamptz.
 */
final class TimeConstants {
    private static final Pattern LITERAL =
            Pattern.compile(
                    "(\\d{4})-(\\d\\d)-(\\d\\d)(?:[ Tt](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,6}))?)?"
                            + " ?(Z|z|UTC|[+-]\\d\\d(?::?\\d\\d)?)?)?");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,11}");
    private static final long FIRST =
            Range.micros(LocalDate.of(1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC));
    private static final long LAST =
            Range.micros(LocalDate.of(9999, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC));

    private final SqlText text;
    private final long now;

    TimeConstants(SqlText text, long now) {
        this.text = text;
        this.now = now;
    }

    private enum Type {
        /** A literal that takes the type of what it is compared with. */
        UNKNOWN,
        DATE,
        /** timestamp or timestamptz, which is the same at UTC. */
        TIME
    }

    /**
     * A constant.
     *
     * @param end the token behind it
     * @param moving whether it depends on when it is asked
     */
    record Constant(long micros, int end, boolean moving) {}

    private record Operand(long micros, int end, Type type, boolean moving) {
        Operand with(long newMicros, int newEnd, Type newType) {
            return new Operand(newMicros, newEnd, newType, moving);
        }
    }

    /** The constant that is exactly these tokens, null when they are something else. */
    @Nullable Constant exactly(int from, int to) {
        Constant constant = at(from);
        return constant == null || constant.end() != to ? null : constant;
    }

    /** The longest constant that begins there, null when none does. */
    @Nullable Constant at(int i) {
        Operand operand = sum(i);
        if (operand == null || operand.micros() < FIRST || operand.micros() > LAST) {
            return null;
        }
        return new Constant(operand.micros(), operand.end(), operand.moving());
    }

    private @Nullable Operand sum(int i) {
        Operand sum = operand(i);
        while (sum != null && (text.is(sum.end(), "+") || text.is(sum.end(), "-"))) {
            sum = moved(sum, text.is(sum.end(), "-"), sum.end() + 1);
        }
        return sum;
    }

    private @Nullable Operand moved(Operand base, boolean back, int i) {
        if (base.type() == Type.UNKNOWN) {
            return null;
        }
        if (base.type() == Type.DATE && text.isKind(i, Kind.NUMBER)) {
            return WHOLE.matcher(text.at(i).text()).matches() && text.at(i).text().length() < 6
                    ? days(base, back, Long.parseLong(text.at(i).text()), i + 1)
                    : null;
        }
        int literal = text.is(i, "interval") ? i + 1 : i;
        boolean typed = literal > i || text.are(i + 1, "::", "interval");
        if (!typed || !text.isString(literal)) {
            return null;
        }
        IntervalText interval = IntervalText.parse(text.at(literal).text());
        if (interval == null || isUnit(literal + 1)) {
            return null;
        }
        int end = literal > i ? literal + 1 : i + 3;
        return base.with(
                (back ? interval.negated() : interval).addTo(base.micros()), end, Type.TIME);
    }

    /** {@code interval '1' hour} is another way to write one. */
    private boolean isUnit(int i) {
        return text.isOneOf(i, Set.of("year", "month", "day", "hour", "minute", "second"));
    }

    private static Operand days(Operand base, boolean back, long days, int end) {
        long moved = base.micros() + (back ? -days : days) * IntervalText.DAY;
        return base.with(moved, end, Type.DATE);
    }

    private @Nullable Operand operand(int i) {
        Operand operand = primary(i);
        while (operand != null && text.is(operand.end(), "::")) {
            operand = cast(operand, operand.end() + 1);
        }
        return operand;
    }

    private @Nullable Operand primary(int i) {
        Token token = text.at(i);
        if (token.kind() == Kind.STRING) {
            return literal(i, Type.UNKNOWN);
        }
        if (text.is(i, "(") && !text.isSubselect(i)) {
            return closed(sum(i + 1), text.partner(i), text.partner(i) + 1);
        }
        if (token.kind() != Kind.WORD) {
            return null;
        }
        return switch (token.text()) {
            case "now", "transaction_timestamp" ->
                    text.are(i + 1, "(", ")") ? new Operand(now, i + 3, Type.TIME, true) : null;
            case "current_timestamp" ->
                    text.is(i + 1, "(") ? null : new Operand(now, i + 1, Type.TIME, true);
            case "current_date" -> new Operand(startOfDay(now), i + 1, Type.DATE, true);
            case "timestamp", "timestamptz", "date" -> typedLiteral(i);
            case "cast" -> castCall(i);
            case "date_trunc" -> truncated(i);
            case "to_timestamp" -> epoch(i);
            default -> null;
        };
    }

    /** What is in brackets, when it fills them. */
    private static @Nullable Operand closed(@Nullable Operand inner, int close, int end) {
        return inner == null || inner.end() != close
                ? null
                : inner.with(inner.micros(), end, inner.type());
    }

    private @Nullable Operand typedLiteral(int i) {
        int literal = typeEnd(i);
        Operand operand = text.isString(literal) ? literal(literal, Type.UNKNOWN) : null;
        return operand == null ? null : typed(operand, i, literal + 1, literal);
    }

    /** Behind the name of a type of time, or where it began if it is none. */
    private int typeEnd(int i) {
        if (text.are(i + 1, "with", "time", "zone") || text.are(i + 1, "without", "time", "zone")) {
            return i + 4;
        }
        return i + 1;
    }

    private @Nullable Operand castCall(int i) {
        if (!text.is(i + 1, "(") || text.isSubselect(i + 1)) {
            return null;
        }
        Operand operand = sum(i + 2);
        if (operand == null || !text.is(operand.end(), "as")) {
            return null;
        }
        int literal = operand.type() == Type.UNKNOWN ? i + 2 : -1;
        int type = operand.end() + 1;
        Operand cast = typed(operand, type, typeEnd(type), literal);
        return closed(cast, text.partner(i + 1), text.partner(i + 1) + 1);
    }

    private @Nullable Operand cast(Operand operand, int type) {
        int literal = operand.type() == Type.UNKNOWN ? operand.end() - 1 : -1;
        return typed(operand, type, typeEnd(type), literal);
    }

    /**
     * @param literal the token whose text is turned into that type, negative when it has a type
     */
    private @Nullable Operand typed(Operand operand, int type, int end, int literal) {
        if (!text.isOneOf(type, Set.of("timestamp", "timestamptz", "date"))) {
            return null;
        }
        boolean date = text.is(type, "date");
        boolean local = date || (text.is(type, "timestamp") && !text.is(type + 1, "with"));
        // The input of a type without zone ignores the offset that a literal has.
        if (local && literal >= 0 && hasOffset(text.at(literal).text())) {
            return null;
        }
        return date
                ? operand.with(startOfDay(operand.micros()), end, Type.DATE)
                : operand.with(operand.micros(), end, Type.TIME);
    }

    /** Whether it says something else than UTC; Z and UTC are what is meant without them too. */
    static boolean hasOffset(String literal) {
        return literal.indexOf('+') >= 0 || literal.lastIndexOf('-') > 9;
    }

    private static long startOfDay(long micros) {
        return Math.floorDiv(micros, IntervalText.DAY) * IntervalText.DAY;
    }

    private @Nullable Operand truncated(int i) {
        if (!text.is(i + 1, "(") || !text.isString(i + 2) || !text.is(i + 3, ",")) {
            return null;
        }
        Operand operand = sum(i + 4);
        if (operand == null || operand.type() == Type.UNKNOWN) {
            return null;
        }
        Long micros = Calendar.truncate(operand.micros(), text.at(i + 2).text());
        int close = text.partner(i + 1);
        return micros == null
                ? null
                : closed(operand.with(micros, operand.end(), Type.TIME), close, close + 1);
    }

    private @Nullable Operand epoch(int i) {
        if (!text.is(i + 1, "(") || !text.is(i + 3, ")") || !text.isKind(i + 2, Kind.NUMBER)) {
            return null;
        }
        String seconds = text.at(i + 2).text();
        return WHOLE.matcher(seconds).matches()
                ? new Operand(
                        Long.parseLong(seconds) * IntervalText.SECOND, i + 4, Type.TIME, false)
                : null;
    }

    private @Nullable Operand literal(int i, Type type) {
        Long micros = parse(text.at(i).text());
        return micros == null ? null : new Operand(micros, i + 1, type, false);
    }

    /** A time as ISO 8601 and PostgreSQL write it, at UTC where it says nothing else. */
    static @Nullable Long parse(String literal) {
        Matcher parts = LITERAL.matcher(literal.trim());
        if (!parts.matches()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
            LocalTime time = LocalTime.of(number(parts, 4), number(parts, 5), number(parts, 6));
            String fraction = parts.group(7) == null ? "" : parts.group(7);
            long micros = Long.parseLong((fraction + "000000").substring(0, 6));
            String offset = parts.group(8);
            ZoneOffset zone =
                    offset == null || offset.equals("UTC")
                            ? ZoneOffset.UTC
                            : ZoneOffset.of(offset.toUpperCase(Locale.ROOT));
            return Range.micros(date.atTime(time).toInstant(zone)) + micros;
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    private static int number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }
}
