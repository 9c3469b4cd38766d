package dev.andon.query;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates in the patterns of moment.js, which Grafana's dashboards use. */
final class MomentFormat {
    static final String INVALID = "NaN";

    private static final Pattern LEADING_NUMBER = Pattern.compile("\\s*(-?\\d{1,15})");
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\[([^\\]]*)\\]|YYYY|YY|Q|MMMM|MMM|MM|M|DDDD|DDD|Do|DD|D|dddd|ddd|E|GGGG|WW|W"
                            + "|HH|H|hh|h|mm|m|ss|s|SSS|SS|S|A|a|ZZ|Z|X|x");
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Map<String, DateTimeFormatter> TOKENS =
            Map.ofEntries(
                    token("YYYY", "uuuu"),
                    token("YY", "uu"),
                    token("Q", "Q"),
                    token("MMMM", "MMMM"),
                    token("MMM", "MMM"),
                    token("MM", "MM"),
                    token("M", "M"),
                    token("DDDD", "DDD"),
                    token("DDD", "D"),
                    token("DD", "dd"),
                    token("D", "d"),
                    token("dddd", "EEEE"),
                    token("ddd", "EEE"),
                    token("HH", "HH"),
                    token("H", "H"),
                    token("hh", "hh"),
                    token("h", "h"),
                    token("mm", "mm"),
                    token("m", "m"),
                    token("ss", "ss"),
                    token("s", "s"),
                    token("SSS", "SSS"),
                    token("SS", "SS"),
                    token("S", "S"),
                    token("A", "a"),
                    token("ZZ", "xx"),
                    token("Z", "xxx"));

    private MomentFormat() {}

    /**
     * The text's leading number, taken for epoch milliseconds.
     *
     * @param pattern empty or {@code iso} for ISO 8601 in UTC, {@code ms}, {@code seconds}, or
     *     moment's tokens in the zone
     */
    static String write(String text, String pattern, ZoneId zone) {
        Matcher number = LEADING_NUMBER.matcher(text);
        if (!number.lookingAt()) {
            return INVALID;
        }
        long millis = Long.parseLong(number.group(1));
        return switch (pattern) {
            case "", "iso" -> ISO.format(Instant.ofEpochMilli(millis));
            case "ms" -> Long.toString(millis);
            case "seconds" -> Long.toString(Math.round(millis / 1000.0));
            default -> tokens(Instant.ofEpochMilli(millis).atZone(zone), pattern);
        };
    }

    private static String tokens(ZonedDateTime time, String pattern) {
        return TOKEN.matcher(pattern)
                .replaceAll(match ->
                        Matcher.quoteReplacement(one(time, match.group(), match.group(1))));
    }

    private static String one(ZonedDateTime time, String token, @Nullable String escaped) {
        if (escaped != null) {
            return escaped;
        }
        return switch (token) {
            case "X" -> Long.toString(time.toEpochSecond());
            case "x" -> Long.toString(time.toInstant().toEpochMilli());
            case "Do" -> ordinal(time.getDayOfMonth());
            case "E" -> Integer.toString(time.getDayOfWeek().getValue());
            case "W" -> Integer.toString(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case "WW" -> "%02d".formatted(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case "GGGG" -> Integer.toString(time.get(IsoFields.WEEK_BASED_YEAR));
            case "a" -> plain(time, "A").toLowerCase(Locale.ROOT);
            default -> plain(time, token);
        };
    }

    private static String plain(ZonedDateTime time, String token) {
        return Objects.requireNonNull(TOKENS.get(token)).format(time);
    }

    private static String ordinal(int day) {
        String suffix =
                switch (day) {
                    case 1, 21, 31 -> "st";
                    case 2, 22 -> "nd";
                    case 3, 23 -> "rd";
                    default -> "th";
                };
        return day + suffix;
    }

    private static Map.Entry<String, DateTimeFormatter> token(String moment, String java) {
        return Map.entry(moment, DateTimeFormatter.ofPattern(java, Locale.ENGLISH));
    }
}
