package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Every expression in every state that was recorded from a running Grafana. */
class InterpolationVectorsTest {
    private static final TimeRange RANGE =
            new TimeRange(
                    Instant.parse("2025-03-19T08:00:00Z"), Instant.parse("2025-03-19T10:00:00Z"));
    private static final List<Variable.Option> MACHINES =
            List.of(
                    new Variable.Option("Extruder 1", "M-01"),
                    new Variable.Option("Press 2", "M-02"),
                    new Variable.Option("O'Neil", "M-0'3"),
                    new Variable.Option("comma, name", "a,b"),
                    new Variable.Option("back\\slash", "c\\d"),
                    new Variable.Option("quote \"x\"", "e\"f"));

    /** Where Andon differs on purpose: expression → what it does instead, and why. */
    private static final Map<String, String> BETTER =
            Map.of(
                    // Grafana cuts the format at its first colon and takes the browser's zone.
                    "${__from:date:YYYY-MM-DD HH:mm}", "2025-03-19 08:00",
                    // Newer Grafana knows the zone; left as it is, PostgreSQL cannot read it.
                    "$__timezone", "Z",
                    "${__timezone}", "Z");

    @TestFactory
    Stream<DynamicTest> everyExpressionInEveryState() {
        JsonNode file = Vectors.read("interpolation.json");
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, JsonNode> state : file.get("states").properties()) {
            Scope scope = scope(file.get("variables"), state.getValue().get("url").asString());
            for (Map.Entry<String, JsonNode> text : state.getValue().get("text").properties()) {
                String expected = expected(text.getKey(), text.getValue().asString());
                tests.add(
                        DynamicTest.dynamicTest(
                                state.getKey() + ": " + text.getKey(),
                                () ->
                                        assertThat(
                                                        new Interpolation(QuotingRule.QUOTED)
                                                                .sql(text.getKey(), scope))
                                                .isEqualTo(expected)));
            }
        }
        assertThat(tests).hasSize(3 * 266);
        return tests.stream();
    }

    /** {@code singlequote} escapes as PostgreSQL reads it: Grafana's backslash ends the literal. */
    private static String expected(String expression, String grafana) {
        String better = BETTER.getOrDefault(expression, grafana);
        return expression.endsWith(":singlequote}") ? better.replace("\\'", "''") : better;
    }

    private static Scope scope(JsonNode variables, String url) {
        Map<String, List<String>> chosen = new TreeMap<>();
        for (String pair : url.split("&")) {
            String[] parts = pair.split("=", 2);
            chosen.computeIfAbsent(parts[0].substring("var-".length()), name -> new ArrayList<>())
                    .add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        List<Variable> list = new ArrayList<>();
        for (JsonNode variable : variables) {
            list.add(variable(variable, chosen.get(variable.get("name").asString())));
        }
        return new Scope(
                list,
                RANGE,
                ZoneOffset.UTC,
                Duration.ofMinutes(1),
                new Scope.Dashboard("v-interp", "Interpolation"),
                new Scope.User(1, "admin", "admin@localhost"));
    }

    private static Variable variable(JsonNode json, @Nullable List<String> chosen) {
        String name = json.get("name").asString();
        List<String> values = chosen == null ? List.of(json.get("query").asString()) : chosen;
        List<String> texts = values.stream().map(InterpolationVectorsTest::text).toList();
        boolean automatic = json.path("auto").asBoolean(false);
        return new Variable(
                name,
                json.path("multi").asBoolean(false),
                json.path("includeAll").asBoolean(false),
                json.path("allValue").asString(null),
                texts,
                values,
                MACHINES,
                automatic ? new Variable.Auto(30, Duration.ofSeconds(10)) : null);
    }

    private static String text(String value) {
        return MACHINES.stream()
                .filter(option -> option.value().equals(value))
                .map(Variable.Option::text)
                .findFirst()
                .orElse(value);
    }
}
