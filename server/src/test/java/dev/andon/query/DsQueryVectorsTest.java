package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.andon.TestDatabase;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Every request that was recorded from a running Grafana, over real HTTP and PostgreSQL. */
class DsQueryVectorsTest {
    private static TestDatabase database;
    private static QueryServer server;

    /**
     * Where Andon answers better on purpose: the case → what holds instead, each with its reason.
     */
    private static final Map<String, BiConsumer<JsonNode, JsonNode>> BETTER =
            Map.ofEntries(
                    // Fill words are understood in any case.
                    better("fill/null/plain", value("v", 8, "null")),
                    better("fill/null/timescaledb", value("v", 8, "null")),
                    better("fill/PREVIOUS/plain", value("v", 8, "75.49099999999999")),
                    better("fill/PREVIOUS/timescaledb", value("v", 8, "75.49099999999999")),
                    // Rows of one time have no order of their own, and a view has another one than
                    // the table that was recorded.
                    better("guide/dynamic", DsQueryVectorsTest::sameRowsInAnyOrder),
                    // A macro that cannot be expanded is our own clear error; nothing was executed,
                    // so there is no frame that says what.
                    better("error/macro-noarg", DsQueryVectorsTest::isError),
                    better("error/bad-interval", DsQueryVectorsTest::isError),
                    // Rows out of order are sorted, with a notice.
                    better("error/unsorted", value("value", 0, "2")),
                    // Small numbers are seconds, and 9999999999 is in the year 2286.
                    better("frame/numeric-time/small", time(86_400_000L)),
                    better("frame/numeric-time-table/small", time(86_400_000L)),
                    better("frame/numeric-time/negative", time(-86_400_000L)),
                    better("frame/numeric-time-table/negative", time(-86_400_000L)),
                    better("frame/numeric-time/ten-digit-edge", time(9_999_999_999_000L)),
                    better("frame/numeric-time-table/ten-digit-edge", time(9_999_999_999_000L)),
                    better("frame/numeric-time/eleven-digit", time(10_000_000_000_000L)),
                    better("frame/numeric-time-table/eleven-digit", time(10_000_000_000_000L)),
                    // A time of day is no point in time: an error as a time column …
                    better("frame/time-type/time-of-day", DsQueryVectorsTest::isError),
                    // … and text elsewhere.
                    better("frame/types", value("tm", 0, "\"08:00:00\"")));

    @BeforeAll
    static void start() {
        database = PlantData.database();
        server = QueryServer.over(database, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @TestFactory
    List<DynamicTest> everyRecordedRequest() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode recorded : Vectors.read("ds-query.json").get("cases")) {
            tests.add(
                    DynamicTest.dynamicTest(recorded.get("id").asString(), () -> check(recorded)));
        }
        List<String> names = tests.stream().map(DynamicTest::getDisplayName).toList();
        assertThat(names).hasSize(106).doesNotHaveDuplicates().containsAll(BETTER.keySet());
        assertThat(forms(names, "/plain")).hasSize(17).isEqualTo(forms(names, "/timescaledb"));
        return tests;
    }

    private static List<String> forms(List<String> names, String form) {
        return names.stream()
                .filter(name -> name.endsWith(form))
                .map(name -> name.substring(0, name.length() - form.length()))
                .toList();
    }

    private static void check(JsonNode recorded) throws Exception {
        HttpResponse<String> response = server.post(recorded.get("request"));
        JsonNode body = Vectors.JSON.readTree(response.body());
        BiConsumer<JsonNode, JsonNode> better = BETTER.get(recorded.get("id").asString());
        if (better != null) {
            better.accept(recorded, body.path("results").path("A"));
            return;
        }
        assertThat(response.statusCode()).isEqualTo(recorded.at("/response/status").asInt());
        JsonNode expected = recorded.at("/response/body/results");
        assertThat(body.get("results").propertyNames()).containsAll(expected.propertyNames());
        for (Map.Entry<String, JsonNode> result : expected.properties()) {
            sameResult(result.getValue(), body.get("results").get(result.getKey()));
        }
    }

    private static void sameResult(JsonNode expected, JsonNode actual) {
        assertThat(actual.get("status")).isEqualTo(expected.get("status"));
        assertThat(actual.has("error")).isEqualTo(expected.has("error"));
        assertThat(actual.path("frames").size()).isEqualTo(expected.path("frames").size());
        for (int index = 0; index < expected.path("frames").size(); index++) {
            sameFrame(expected.get("frames").get(index), actual.get("frames").get(index));
        }
    }

    private static void sameFrame(JsonNode expected, JsonNode actual) {
        JsonNode meta = actual.at("/schema/meta");
        assertThat(meta.get("executedQueryString"))
                .isEqualTo(expected.at("/schema/meta/executedQueryString"));
        assertThat(meta.path("type")).isEqualTo(expected.at("/schema/meta").path("type"));
        assertThat(actual.at("/schema/refId")).isEqualTo(expected.at("/schema/refId"));
        assertThat(actual.at("/schema/fields")).isEqualTo(expected.at("/schema/fields"));
        assertThat(actual.at("/data/entities")).isEqualTo(expected.at("/data/entities"));
        JsonNode values = actual.at("/data/values");
        assertThat(values.size()).isEqualTo(expected.at("/data/values").size());
        for (int field = 0; field < values.size(); field++) {
            sameValues(expected.at("/data/values").get(field), values.get(field));
        }
    }

    private static void sameValues(JsonNode expected, JsonNode actual) {
        assertThat(actual.size()).isEqualTo(expected.size());
        for (int row = 0; row < expected.size(); row++) {
            JsonNode value = expected.get(row);
            if (value.isNumber() && !value.isIntegralNumber()) {
                double number = value.asDouble();
                assertThat(actual.get(row).asDouble())
                        .isCloseTo(number, within(Math.abs(number) * 1e-9));
            } else {
                assertThat(actual.get(row)).isEqualTo(value);
            }
        }
    }

    private static Map.Entry<String, BiConsumer<JsonNode, JsonNode>> better(
            String id, BiConsumer<JsonNode, JsonNode> check) {
        return Map.entry(id, check);
    }

    private static BiConsumer<JsonNode, JsonNode> value(String field, int row, String expected) {
        return (recorded, result) -> {
            JsonNode fields = result.at("/frames/0/schema/fields");
            for (int index = 0; index < fields.size(); index++) {
                if (fields.get(index).get("name").asString().equals(field)) {
                    JsonNode value = result.at("/frames/0/data/values").get(index).get(row);
                    assertThat(value).isEqualTo(Vectors.JSON.readTree(expected));
                    return;
                }
            }
            throw new AssertionError("no field " + field + " in " + result);
        };
    }

    private static BiConsumer<JsonNode, JsonNode> time(long expected) {
        return (recorded, result) ->
                assertThat(result.at("/frames/0/data/values/0/0").asLong()).isEqualTo(expected);
    }

    private static void sameRowsInAnyOrder(JsonNode recorded, JsonNode result) {
        assertThat(rows(result.at("/frames/0/data/values")))
                .containsExactlyInAnyOrderElementsOf(
                        rows(recorded.at("/response/body/results/A/frames/0/data/values")));
    }

    private static List<String> rows(JsonNode values) {
        return IntStream.range(0, values.get(0).size())
                .mapToObj(row ->
                        values.valueStream()
                                .map(field -> field.get(row).toString())
                                .collect(Collectors.joining(" ")))
                .toList();
    }

    private static void isError(JsonNode recorded, JsonNode result) {
        assertThat(result.get("error").asString()).isNotEmpty();
        assertThat(result.get("status").asInt()).isEqualTo(500);
    }
}
