package dev.andon.query;

import dev.andon.planner.AdHocFilters;
import dev.andon.planner.AdHocFilters.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One filter of a dashboard's readers, as files and addresses write it.
 *
 * @param operator as written, known or not
 * @param values several only for the operators that take them
 */
public record AdHocFilter(String key, String operator, List<String> values) {
    private static final String REGEX_CHARACTERS = "[*+?()|\\\\.\\[\\]{}^$]";

    public AdHocFilter {
        boolean several = Operator.of(operator).filter(Operator::takesSeveral).isPresent();
        values = several || values.isEmpty() ? List.copyOf(values) : List.of(values.getFirst());
    }

    /**
     * Grafana's {@code key|operator|value|value…}, each with its label behind a comma, and behind a
     * number sign where it came from. Empty for what is no filter or has no value yet.
     */
    public static Optional<AdHocFilter> ofAddress(String written) {
        List<String> parts =
                Stream.of(written.replaceFirst("(?s)#.*", "").split("\\|", -1))
                        .map(part -> unescaped(part.replaceFirst("(?s),.*", "")))
                        .toList();
        return parts.size() < 3
                ? Optional.empty()
                : complete(parts.get(0), parts.get(1), parts.subList(2, parts.size()));
    }

    /** Those of {@code [{"key","operator","value","values"?}]} that have a value. */
    public static List<AdHocFilter> ofJson(JsonNode list) {
        List<AdHocFilter> filters = new ArrayList<>();
        for (JsonNode node : list) {
            List<String> values = new ArrayList<>();
            node.path("values").forEach(value -> values.add(value.asString("")));
            if (values.isEmpty()) {
                values.add(node.path("value").asString(""));
            }
            complete(node.path("key").asString(""), node.path("operator").asString("="), values)
                    .ifPresent(filters::add);
        }
        return filters;
    }

    private static Optional<AdHocFilter> complete(
            String key, String operator, List<String> values) {
        List<String> given = values.stream().filter(value -> !value.isEmpty()).toList();
        return key.isEmpty() || operator.isEmpty() || given.isEmpty()
                ? Optional.empty()
                : Optional.of(new AdHocFilter(key, operator, given));
    }

    /** As Grafana writes it into an address. */
    public String address() {
        return Stream.concat(Stream.of(key, operator), values.stream())
                .map(AdHocFilter::escaped)
                .collect(Collectors.joining("|"));
    }

    private static String escaped(String part) {
        return part.replace("|", "__gfp__").replace(",", "__gfc__").replace("#", "__gfh__");
    }

    private static String unescaped(String part) {
        return part.replace("__gfp__", "|").replace("__gfc__", ",").replace("__gfh__", "#");
    }

    /** What Grafana puts into texts for a variable of filters: the matchers of Prometheus. */
    static String expression(List<AdHocFilter> filters) {
        return filters.stream().map(AdHocFilter::matcher).collect(Collectors.joining(","));
    }

    private String matcher() {
        boolean pattern = operator.contains("~") || operator.endsWith("|");
        String value =
                values.stream()
                        .map(one -> pattern ? one.replaceAll(REGEX_CHARACTERS, "\\\\$0") : one)
                        .collect(Collectors.joining("|"));
        String sign =
                switch (operator) {
                    case "=|" -> "=~";
                    case "!=|" -> "!~";
                    default -> operator;
                };
        String quoted = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
        return key + sign + '"' + quoted + '"';
    }

    /**
     * @throws QuestionException for an operator that nobody knows
     */
    static List<AdHocFilters.Filter> meant(List<AdHocFilter> filters) {
        return filters.stream().map(AdHocFilter::meant).toList();
    }

    private AdHocFilters.Filter meant() {
        return Operator.of(operator)
                .map(known -> new AdHocFilters.Filter(key, known, values))
                .orElseThrow(() ->
                        new QuestionException(
                                FailureKind.QUERY,
                                "The filter on %s has the operator '%s', which does not exist. There are %s."
                                        .formatted(key, operator, Operator.words())));
    }
}
