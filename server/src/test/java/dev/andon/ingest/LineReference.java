package dev.andon.ingest;

import dev.andon.catalog.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of line protocol by its grammar, slowly: what {@link LineParser} must take and reject of
 * it. Text is kept a character a byte. Of what the grammar leaves open it says nothing.
 *
 * @param taken in nanoseconds of the line or at the time of receipt
 */
record LineReference(List<Taken> taken, int rejected) {
    private static final LineReference SKIPPED = new LineReference(List.of(), 0);
    private static final LineReference REJECTED = new LineReference(List.of(), 1);

    private static final String FIELD = "((?:\\\\.|[^\\\\ =])+)=([^ ,\"]*)";
    private static final Pattern LINE =
            Pattern.compile(
                    "[ \t]*((?:\\\\.|[^\\\\ ])+) [ \t]*(%s(?:,%s)*)(?: [ \t]*(-?[0-9]{1,19})?[ \t]*)?"
                            .formatted(FIELD, FIELD),
                    Pattern.DOTALL);
    private static final Pattern ONE_FIELD = Pattern.compile(FIELD, Pattern.DOTALL);
    private static final Pattern TAG =
            Pattern.compile("((?:\\\\.|[^\\\\,=])+)=((?:\\\\.|[^\\\\,=])+)", Pattern.DOTALL);
    private static final Pattern KEY =
            Pattern.compile(
                    "((?:\\\\.|[^\\\\,])+)((?:,%s)*)".formatted(TAG.pattern()), Pattern.DOTALL);
    private static final Pattern NUMBER =
            Pattern.compile(
                    "-?[0-9]+i|[0-9]+u|[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Set<String> TRUE = Set.of("t", "T", "true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("f", "F", "false", "False", "FALSE");

    /** Null where nothing is said about such a line. */
    static @Nullable LineReference of(String line) {
        String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        String plain = text.replaceFirst("^[ \t]+", "");
        if (plain.isEmpty() || plain.startsWith("#")) {
            return SKIPPED;
        }
        if (text.contains("\"") || text.contains("\\\\") || text.endsWith("\\")) {
            return null;
        }
        Matcher parts = LINE.matcher(text);
        if (!parts.matches()) {
            return REJECTED;
        }
        Matcher key = KEY.matcher(parts.group(1));
        Map<String, Double> fields = fields(parts.group(2));
        if (!key.matches() || key.group(1).contains("\\=") || fields == null) {
            return null;
        }
        Long micros = micros(parts.group(7));
        Map<String, String> tags = tags(key.group(2));
        return micros == null || tags == null
                ? REJECTED
                : points(plain(key.group(1)), tags, fields, micros);
    }

    private static LineReference points(
            String measurement, Map<String, String> tags, Map<String, Double> fields, long micros) {
        boolean own = measurement.equals("machine_metrics");
        String machine = null;
        for (String name : own ? List.of("machine_id") : IngestFixture.CONFIG.machineTags()) {
            String value = tags.remove(name);
            machine = machine == null ? value : machine;
        }
        String metric = own ? tags.remove("metric_type") : "";
        String zoneText = tags.remove("zone_number");
        boolean zoneIsGood = zoneText == null || zoneText.matches("[0-9]{1,5}");
        if (machine == null || metric == null || !tags.isEmpty() || !zoneIsGood) {
            return REJECTED;
        }
        Integer zone = zoneText == null ? null : Integer.valueOf(zoneText);
        if (own) {
            boolean known = Set.of("value", "target_value").containsAll(fields.keySet());
            Double value = fields.get("value");
            Double target = fields.getOrDefault("target_value", Double.NaN);
            boolean bad = fields.containsKey("target_value") && target.isNaN();
            return !known || value == null || bad
                    ? REJECTED
                    : of(
                            List.of(
                                    new Taken(
                                            new SeriesKey(machine, metric, zone),
                                            micros,
                                            value,
                                            target)));
        }
        List<Taken> points = new ArrayList<>();
        for (Map.Entry<String, Double> field : fields.entrySet()) {
            SeriesKey series = new SeriesKey(machine, measurement + "." + field.getKey(), zone);
            points.add(new Taken(series, micros, field.getValue(), Double.NaN));
        }
        return of(points);
    }

    private static LineReference of(List<Taken> points) {
        List<Taken> lawful = points.stream().filter(Taken::isLawful).toList();
        return new LineReference(lawful, points.size() - lawful.size());
    }

    /** In their order; null where a name is open to readings. NaN where the value is wrong. */
    private static @Nullable Map<String, Double> fields(String text) {
        Map<String, Double> fields = new LinkedHashMap<>();
        Matcher field = ONE_FIELD.matcher(text);
        int from = 0;
        while (from < text.length() && field.find(from) && field.start() == from) {
            String name = field.group(1);
            if (name.replaceAll("\\\\.", "").contains(",")
                    || fields.put(plain(name), number(field.group(2))) != null) {
                return null;
            }
            from = field.end() + 1;
        }
        return fields;
    }

    private static double number(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Double.parseDouble(text.replaceAll("[iu]$", ""));
        }
        return TRUE.contains(text) ? 1 : FALSE.contains(text) ? 0 : Double.NaN;
    }

    /** Null when a tag comes twice. */
    private static @Nullable Map<String, String> tags(String text) {
        Map<String, String> tags = new HashMap<>();
        Set<String> names = new HashSet<>();
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            if (!names.add(plain(tag.group(1)))) {
                return null;
            }
            tags.put(plain(tag.group(1)), plain(tag.group(2)));
        }
        return tags;
    }

    /** Null when it is no number of 64 bits. */
    private static @Nullable Long micros(@Nullable String text) {
        if (text == null) {
            return Taken.RULES.receivedMicros();
        }
        try {
            return Math.floorDiv(Long.parseLong(text), 1_000L);
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    private static String plain(String name) {
        String unescaped = name.replaceAll("\\\\([,= ])", "$1");
        return new String(unescaped.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
