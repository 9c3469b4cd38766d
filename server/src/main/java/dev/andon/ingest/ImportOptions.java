package dev.andon.ingest;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** What an import is to be read as, from its address. */
record ImportOptions(ImportFormat format, TimePrecision precision, boolean dryRun, CsvOptions csv) {

    /**
     * @param query of the address: asking the servlet could swallow the body, if it calls itself a
     *     form
     */
    static ImportOptions of(@Nullable String query) {
        MultiValueMap<String, String> parameters = parameters(query);
        ImportFormat format = format(parameters.getFirst("format"));
        String precision = parameters.getFirst("precision");
        TimePrecision unit =
                precision == null
                        ? format == ImportFormat.LINE
                                ? TimePrecision.NANOSECONDS
                                : TimePrecision.MILLISECONDS
                        : TimePrecision.of(precision);
        CsvOptions csv =
                new CsvOptions(
                        delimiter(parameters.getFirst("delimiter")),
                        columns(parameters.getOrDefault("column", List.of())),
                        Set.copyOf(parameters.getOrDefault("ignore", List.of())),
                        parameters.getFirst("machine"),
                        isSet(parameters, "wide"),
                        isSet(parameters, "decimalComma"),
                        unit,
                        zone(parameters));
        return new ImportOptions(format, unit, isSet(parameters, "dryRun"), csv);
    }

    private static MultiValueMap<String, String> parameters(@Nullable String query) {
        MultiValueMap<String, String> decoded = new LinkedMultiValueMap<>();
        UriComponentsBuilder.newInstance()
                .query(query == null ? "" : query)
                .build()
                .getQueryParams()
                .forEach((name, values) ->
                        values.forEach(value -> decoded.add(name, decoded(value))));
        return decoded;
    }

    private static String decoded(@Nullable String text) {
        try {
            return text == null
                    ? ""
                    : UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw IngestRefusedException.malformed(
                    "The address holds %s, which is not encoded as addresses are.".formatted(text));
        }
    }

    private static ImportFormat format(@Nullable String name) {
        for (ImportFormat format : ImportFormat.values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw IngestRefusedException.malformed("format is one of line, csv, ndjson, json.");
    }

    private static char delimiter(@Nullable String text) {
        if (text == null) {
            return RecordEnd.ANY_DELIMITER;
        }
        return switch (text) {
            case ",", ";", "\t" -> text.charAt(0);
            default ->
                    throw IngestRefusedException.malformed(
                            "delimiter is a comma, a semicolon or a tab.");
        };
    }

    /** Like {@code value=Wert}: what it is, and what the header calls it. */
    private static Map<String, String> columns(List<String> pairs) {
        Map<String, String> columns = new HashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String column = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0
                    || CsvLayout.Role.of(column) == null
                    || columns.put(column, pair.substring(equals + 1)) != null) {
                throw IngestRefusedException.malformed(
                        "column is like value=Wert: one of machine_id, metric_type, timestamp, value, zone_number, target_value, each once, and its name in the header.");
            }
        }
        return columns;
    }

    private static @Nullable LocalTimes zone(MultiValueMap<String, String> parameters) {
        String name = parameters.getFirst("timeZone");
        LocalTimes.Repeated repeated = repeated(parameters.getFirst("repeated"));
        if (name == null) {
            return null;
        }
        try {
            return new LocalTimes(ZoneId.of(name).getRules(), repeated);
        } catch (DateTimeException unknown) {
            throw IngestRefusedException.malformed(
                    "The time zone %s is not known; they are named like Europe/Berlin."
                            .formatted(name));
        }
    }

    private static LocalTimes.Repeated repeated(@Nullable String name) {
        return switch (name) {
            case null -> LocalTimes.Repeated.REJECT;
            case "reject" -> LocalTimes.Repeated.REJECT;
            case "earlier" -> LocalTimes.Repeated.EARLIER;
            case "later" -> LocalTimes.Repeated.LATER;
            default ->
                    throw IngestRefusedException.malformed(
                            "repeated is one of reject, earlier, later.");
        };
    }

    private static boolean isSet(MultiValueMap<String, String> parameters, String name) {
        String value = parameters.getFirst(name);
        return value != null && !value.equals("false");
    }
}
