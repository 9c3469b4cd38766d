package dev.andon.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Grafana's formats of a variable's value, {@code ${name:format}}, in one table. */
final class ValueFormats {
    /** Writes a value; the argument is what follows the format's name and a colon. */
    private interface Format {
        String write(Resolved value, String argument, ZoneId zone);
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String URI_UNRESERVED = ";,/?:@&=+$-_.~#";

    private static final Map<String, Format> FORMATS =
            Map.ofEntries(
                    Map.entry("glob", (value, argument, zone) -> glob(value.values())),
                    Map.entry("raw", (value, argument, zone) -> join(value, ",")),
                    Map.entry("csv", (value, argument, zone) -> join(value, ",")),
                    Map.entry("pipe", (value, argument, zone) -> join(value, "|")),
                    Map.entry(
                            "join",
                            (value, argument, zone) ->
                                    join(value, argument.isEmpty() ? "," : argument)),
                    Map.entry("regex", (value, argument, zone) -> regex(value.values())),
                    Map.entry("json", (value, argument, zone) -> json(value)),
                    Map.entry("distributed", (value, argument, zone) -> distributed(value)),
                    Map.entry("singlequote", (value, argument, zone) -> each(value, Sql::literal)),
                    Map.entry("sqlstring", (value, argument, zone) -> each(value, Sql::literal)),
                    Map.entry(
                            "doublequote",
                            (value, argument, zone) ->
                                    each(value, one -> '"' + one.replace("\"", "\\\"") + '"')),
                    Map.entry("lucene", (value, argument, zone) -> lucene(value)),
                    Map.entry("html", (value, argument, zone) -> html(join(value, ", "))),
                    Map.entry("percentencode", (value, argument, zone) -> percent(braces(value))),
                    Map.entry("uriencode", (value, argument, zone) -> uri(braces(value))),
                    Map.entry(
                            "queryparam",
                            (value, argument, zone) ->
                                    parameters("var-" + value.name(), "", value)),
                    Map.entry(
                            "customqueryparam",
                            (value, argument, zone) -> customParameters(value, argument)),
                    Map.entry("text", (value, argument, zone) -> String.join(" + ", value.texts())),
                    Map.entry("date", ValueFormats::date));

    private ValueFormats() {}

    /**
     * A format that nobody knows is taken for glob, as Grafana does.
     *
     * @param format name and argument, such as {@code join:;}
     */
    static String write(Resolved value, String format, ZoneId zone) {
        int colon = format.indexOf(':');
        String name = colon < 0 ? format : format.substring(0, colon);
        String argument = colon < 0 ? "" : format.substring(colon + 1);
        Format known = FORMATS.get(name);
        return known == null ? glob(value.values()) : known.write(value, argument, zone);
    }

    static String regex(List<String> values) {
        List<String> escaped = values.stream().map(ValueFormats::escapeRegex).toList();
        return escaped.size() == 1
                ? escaped.getFirst()
                : escaped.stream().collect(Collectors.joining("|", "(", ")"));
    }

    private static String escapeRegex(String value) {
        return value.replaceAll("[\\\\^$*+?.()|\\[\\]{}/]", "\\\\$0");
    }

    private static String glob(List<String> values) {
        return values.size() == 1
                ? values.getFirst()
                : values.stream().collect(Collectors.joining(",", "{", "}"));
    }

    private static String join(Resolved value, String separator) {
        return String.join(separator, value.values());
    }

    private static String each(Resolved value, Function<String, String> quote) {
        return value.values().stream().map(quote).collect(Collectors.joining(","));
    }

    private static String json(Resolved value) {
        return JSON.writeValueAsString(value.list() ? value.values() : value.first());
    }

    private static String distributed(Resolved value) {
        return String.join("," + value.name() + "=", value.values());
    }

    private static String lucene(Resolved value) {
        if (!value.list()) {
            return escapeLucene(value.first());
        }
        if (value.values().isEmpty()) {
            return "__empty__";
        }
        return value.values().stream()
                .map(one -> '"' + escapeLucene(one) + '"')
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String escapeLucene(String value) {
        return value.replaceAll("[!*+\\-=<>\\s&|()\\[\\]{}^~?:\\\\/\"]", "\\\\$0");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String braces(Resolved value) {
        return value.list()
                ? value.values().stream().collect(Collectors.joining(",", "{", "}"))
                : value.first();
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** As {@link #percent}, but what separates the parts of an address stays. */
    private static String uri(String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .map(c -> URI_UNRESERVED.contains(c) ? c : percent(c))
                .collect(Collectors.joining());
    }

    private static String parameters(String name, String prefix, Resolved value) {
        return value.chosen().stream()
                .map(one -> name + '=' + prefix + percent(one))
                .collect(Collectors.joining("&"));
    }

    private static String customParameters(Resolved value, String argument) {
        int colon = argument.indexOf(':');
        String name = colon < 0 ? argument : argument.substring(0, colon);
        String prefix = colon < 0 ? "" : argument.substring(colon + 1);
        return parameters(name.isEmpty() ? value.name() : name, percent(prefix), value);
    }

    private static String date(Resolved value, String argument, ZoneId zone) {
        return value.list()
                ? MomentFormat.INVALID
                : MomentFormat.write(value.first(), argument, zone);
    }
}
