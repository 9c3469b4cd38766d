package dev.andon.query;

import dev.andon.query.SqlRegions.Region;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Expands Grafana's SQL macros: what its server does to a text before the database sees it. Takes
 * more than Grafana does (nested parentheses, fill words in any case, comments left alone) and
 * means the same where Grafana accepts a text.
 */
final class Macros {
    private static final Pattern CALL = Pattern.compile("\\$([_a-zA-Z0-9]+)\\(");
    private static final Pattern GLOBAL =
            Pattern.compile(
                    "\\$__interval_ms|\\$__interval|\\$__unixEpochFrom\\(\\)|\\$__unixEpochTo\\(\\)");

    private final Question question;
    private final MacroText text;
    private @Nullable Fill fill;

    private Macros(Question question) {
        this.question = question;
        this.text = new MacroText(question);
    }

    /** The text for the database, and how its answer is to be filled. */
    record Expansion(String sql, @Nullable Fill fill) {}

    /**
     * @throws QuestionException naming the macro, the place and what to write instead
     */
    static Expansion expand(Question question) {
        Macros macros = new Macros(question);
        String sql = macros.calls(macros.globals(question.sql()));
        return new Expansion(sql, macros.fill);
    }

    /** These stand for values and are replaced wherever they are, even as part of a word. */
    private String globals(String sql) {
        SqlRegions regions = SqlRegions.of(sql);
        Duration interval = Intervals.ofServer(question);
        return GLOBAL.matcher(sql)
                .replaceAll(match ->
                        Matcher.quoteReplacement(
                                regions.at(match.start()).isComment()
                                        ? match.group()
                                        : global(match.group(), interval)));
    }

    private String global(String word, Duration interval) {
        return switch (word) {
            case "$__interval_ms" -> Long.toString(interval.toMillis());
            case "$__interval" -> GrafanaDuration.print(interval);
            case "$__unixEpochFrom()" -> text.fromSeconds();
            default -> text.toSeconds();
        };
    }

    private String calls(String sql) {
        SqlRegions regions = SqlRegions.of(sql);
        StringBuilder expanded = new StringBuilder();
        Matcher call = CALL.matcher(sql);
        int done = 0;
        int from = 0;
        while (call.find(from)) {
            from = call.end();
            Region region = regions.at(call.start());
            if (region.isComment() || region == Region.DOLLAR_DELIMITER) {
                continue;
            }
            int close = MacroArguments.close(sql, call.end(), regions);
            if (close < 0 || isForeign(call.group(1), region)) {
                continue;
            }
            expanded.append(sql, done, call.start());
            expanded.append(call(sql, call.group(1), call.start(), call.end(), close));
            done = close + 1;
            from = done;
        }
        return expanded.append(sql, done, sql.length()).toString();
    }

    /** A literal may hold any text; only what looks like one of Grafana's is taken for a macro. */
    private static boolean isForeign(String name, Region region) {
        return region != Region.CODE && !name.startsWith("__");
    }

    private String call(String sql, String name, int start, int open, int close) {
        List<String> arguments = MacroArguments.split(sql.substring(open, close));
        Place place = Place.of(sql, start);
        return switch (name) {
            case "__time" -> one(name, arguments, place) + MacroText.ALIAS;
            case "__timeEpoch" ->
                    "extract(epoch from " + one(name, arguments, place) + ") as \"time\"";
            case "__timeFilter" -> text.timeFilter(one(name, arguments, place));
            case "__timeFrom" -> text.from();
            case "__timeTo" -> text.to();
            case "__timeGroup" -> {
                String group = timeGroup(name, arguments, place);
                yield isOldAlias(sql, start, close) ? group + MacroText.ALIAS : group;
            }
            case "__timeGroupAlias" -> timeGroup(name, arguments, place) + MacroText.ALIAS;
            case "__unixEpochFilter" -> text.epochFilter(one(name, arguments, place));
            case "__unixEpochFrom" -> text.fromSeconds();
            case "__unixEpochTo" -> text.toSeconds();
            case "__unixEpochNanoFilter" -> text.nanoFilter(one(name, arguments, place));
            case "__unixEpochNanoFrom" -> text.fromNanos();
            case "__unixEpochNanoTo" -> text.toNanos();
            case "__unixEpochGroup" -> epochGroup(name, arguments, place);
            case "__unixEpochGroupAlias" -> epochGroup(name, arguments, place) + MacroText.ALIAS;
            default ->
                    throw failure(
                            place,
                            "there is no macro $"
                                    + name
                                    + "(…). Known are $__time, $__timeEpoch, $__timeFilter,"
                                    + " $__timeFrom, $__timeTo, $__timeGroup, $__timeGroupAlias and"
                                    + " the $__unixEpoch… forms of them.");
        };
    }

    /**
     * Before Grafana 5.3 {@code $__timeGroup(…)} named its column itself; a comma right behind the
     * first one tells such a text.
     */
    private static boolean isOldAlias(String sql, int start, int close) {
        boolean first = sql.indexOf(sql.substring(start, close + 1)) == start;
        return first && close + 1 < sql.length() && sql.charAt(close + 1) == ',';
    }

    private static String one(String name, List<String> arguments, Place place) {
        if (arguments.size() != 1 || arguments.getFirst().isEmpty()) {
            throw failure(
                    place,
                    "$%1$s needs one column, for example $%1$s(\"timestamp\").".formatted(name));
        }
        return arguments.getFirst();
    }

    private String timeGroup(String name, List<String> arguments, Place place) {
        if (arguments.size() > 2 && isQuoted(arguments.get(2))) {
            return localGroup(name, arguments, place);
        }
        Duration interval = interval(name, arguments, place);
        return text.timeGroup(arguments.getFirst(), interval);
    }

    /** Andon's own: {@code $__timeGroup(t, '8h', 'Europe/Berlin', '6h')} are shifts from six on. */
    private String localGroup(String name, List<String> arguments, Place place) {
        boolean shifted = arguments.size() > 3 && isQuoted(arguments.get(3));
        int known = shifted ? 4 : 3;
        if (arguments.size() > known + 1) {
            throw failure(
                    place,
                    "$%s takes a column, an interval, a zone, where its first shift begins, and a fill."
                            .formatted(name));
        }
        ZoneId zone = zone(unquoted(arguments.get(2)), place);
        Duration offset = shifted ? offset(unquoted(arguments.get(3)), place) : Duration.ZERO;
        String word = unquoted(arguments.get(1));
        LocalBuckets buckets =
                LocalBuckets.of(word, zone, offset)
                        .orElseThrow(() ->
                                failure(
                                        place,
                                        "'"
                                                + word
                                                + "' is no interval of local time. It must divide a"
                                                + " day, such as '15m' or '8h', or be whole days,"
                                                + " '1w', '1M', '3M' or '1y'."));
        if (arguments.size() > known) {
            fill = new Fill(buckets, fillMode(arguments.get(known), place));
        }
        return text.timeGroup(arguments.getFirst(), buckets);
    }

    private static ZoneId zone(String name, Place place) {
        // Names of regions only: offsets mean the opposite in Java and in PostgreSQL.
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return ZoneId.of(name);
        }
        throw failure(
                place,
                "there is no time zone '%s'. Write one such as 'Europe/Berlin'.".formatted(name));
    }

    private static Duration offset(String word, Place place) {
        return GrafanaDuration.parse(word)
                .filter(offset -> offset.compareTo(Duration.ofDays(1)) < 0)
                .map(offset -> offset.truncatedTo(ChronoUnit.SECONDS))
                .orElseThrow(() ->
                        failure(
                                place,
                                "'%s' is no time from midnight to the first shift. Write one such as '6h'."
                                        .formatted(word)));
    }

    private static boolean isQuoted(String argument) {
        return argument.length() > 2 && argument.startsWith("'") && argument.endsWith("'");
    }

    private static String unquoted(String argument) {
        return argument.replaceAll("^'+|'+$", "");
    }

    private String epochGroup(String name, List<String> arguments, Place place) {
        Duration interval = interval(name, arguments, place);
        return text.epochGroup(arguments.getFirst(), interval);
    }

    private Duration interval(String name, List<String> arguments, Place place) {
        if (arguments.size() < 2 || arguments.size() > 3 || arguments.getFirst().isEmpty()) {
            throw failure(
                    place,
                    ("$%1$s needs a column and an interval, for example $%1$s(\"timestamp\", '5m'),"
                                    + " and may have a fill: NULL, previous or a number.")
                            .formatted(name));
        }
        String word = unquoted(arguments.get(1));
        Duration interval =
                GrafanaDuration.parse(word)
                        .filter(parsed -> parsed.toMillis() > 0)
                        .orElseThrow(() ->
                                failure(
                                        place,
                                        "'"
                                                + word
                                                + "' is no interval. Write one such as '30s', '5m',"
                                                + " '1h30m', '1d', or '$__interval'."));
        if (arguments.size() == 3) {
            fill = new Fill(new Buckets.OfUtc(interval), fillMode(arguments.get(2), place));
        }
        return interval;
    }

    private static Fill.Mode fillMode(String word, Place place) {
        if (word.equalsIgnoreCase("NULL")) {
            return new Fill.Mode.Gap();
        }
        if (word.equalsIgnoreCase("previous")) {
            return new Fill.Mode.Previous();
        }
        try {
            return new Fill.Mode.Constant(Double.parseDouble(word));
        } catch (NumberFormatException notANumber) {
            throw failure(place, "'" + word + "' is no fill. Write NULL, previous or a number.");
        }
    }

    private static QuestionException failure(Place place, String message) {
        return new QuestionException(
                FailureKind.QUERY, "Macro at %s: %s".formatted(place, message));
    }
}
