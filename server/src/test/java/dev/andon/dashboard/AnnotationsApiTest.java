package dev.andon.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Annotations from the file's SQL to events. */
class AnnotationsApiTest {
    private static final long NINE = 1742374800000L;
    private static final long HOUR = 3_600_000;

    private static final String DASHBOARD =
            """
            {"uid": "marked", "title": "Marked", "schemaVersion": 37, "templating": {"list": [
               {"name": "machine", "type": "query", "refresh": 1, "multi": true, "includeAll": true, "datasource": {"uid": "andon"},
                "query": "SELECT id FROM machines ORDER BY id"},
               {"name": "Filters", "type": "adhoc", "datasource": {"uid": "andon"}, "filters": []}]},
             "annotations": {"list": [
               {"name": "Annotations & Alerts", "builtIn": 1, "datasource": {"type": "grafana", "uid": "-- Grafana --"}, "type": "dashboard"},
               {"name": "Stops", "iconColor": "dark-orange", "datasource": {"type": "postgres", "uid": "andon"}, "target": {"format": "table", "rawQuery": true, "rawSql":
                "SELECT t AS time, e AS \\"timeEnd\\", title, text, tags, id FROM (VALUES (timestamptz '2025-03-19 09:00Z', NULL::timestamptz, 'Stop', 'belt', ' a, b,,', 7), ('2025-03-19 08:30Z', '2025-03-19 08:45Z', NULL, NULL, NULL, 8), ('2025-03-19 07:00Z', '2025-03-19 08:00Z', 'early', '', '', 9), ('2025-03-19 07:00Z', '2025-03-19 07:30Z', 'outside', '', '', 10), (NULL, NULL, 'never', '', '', 11)) v (t, e, title, text, tags, id) WHERE $__timeFilter(t) OR t IS NULL OR t = '2025-03-19 07:00Z'"}},
               {"name": "Old", "enable": false, "datasource": "Andon", "rawQuery": "SELECT 1742374800 AS \\"Time\\", 1742374800000000000 AS timeend, id AS what FROM machines WHERE id IN ($machine) ORDER BY id"},
               {"name": "Wrong", "datasource": {"uid": "andon"}, "target": {"rawSql": "SELECT nonsense"}},
               {"name": "Influx", "datasource": {"uid": "influx"}, "target": {"rawSql": "SELECT 1"}},
               {"name": "No SQL", "datasource": {"uid": "andon"}, "target": {}},
               {"name": "Mapped", "datasource": {"uid": "andon"}, "target": {"rawSql":
                "SELECT '2025-03-19 09:00Z'::timestamptz AS began, 1742378400000.5 AS over, 'order 4711 of M-01' AS note, 'x' AS title, 'y' AS tags"},
                "mappings": {"time": {"source": "field", "value": "BEGAN"}, "timeEnd": {"source": "field", "value": "over"}, "title": {"source": "text", "value": "Order"},
                 "text": {"source": "field", "value": "note", "regex": "order (\\\\d+)"}, "tags": {"source": "skip"}, "id": {"source": "field", "value": "note", "regex": "("}}},
               {"name": "Many", "datasource": {"uid": "andon"}, "target": {"rawSql":
                "SELECT t AS time FROM generate_series(timestamptz '2025-03-19 09:00Z', '2025-03-19 10:00Z', '300ms') t ORDER BY 1 DESC"}},
               {"name": "Machines", "datasource": {"uid": "andon"}, "target": {"rawSql": "SELECT '2025-03-19 09:00Z'::timestamptz AS time, id AS text FROM machines WHERE area = 'Hall A'"}},
               {"name": "No time", "datasource": {"uid": "andon"}, "target": {"rawSql": "SELECT id FROM machines"}},
               {"name": "Nothing", "datasource": {"uid": "andon"}, "target": {"rawSql": "SELECT now() AS time WHERE false"}}]},
             "panels": []}
            """;

    @TempDir private static Path folder;
    private static TestDatabase database;
    private static DashboardServer server;

    @BeforeAll
    static void start() throws Exception {
        DashboardServer.write(folder.resolve("dashboards/marked.json"), DASHBOARD);
        database = DashboardServer.plant();
        server = DashboardServer.start(database, folder);
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    private static List<JsonNode> ask(String values, String annotations) throws Exception {
        return server.lines(
                "/api/v1/dashboards/marked/annotations",
                "{%s,\"values\":%s,\"annotations\":%s}"
                        .formatted(DashboardServer.UTC_MORNING, values, annotations));
    }

    private static JsonNode ask(int annotation) throws Exception {
        return ask("{}", "[" + annotation + "]").getFirst();
    }

    private static List<String> texts(JsonNode answer) {
        List<String> texts = new ArrayList<>();
        answer.path("events").forEach(event -> texts.add(event.path("text").asString()));
        return texts;
    }

    @Test
    void makesEventsOfRowsInTheOrderOfTimeWhateverTheFirstRowHas() throws Exception {
        JsonNode stops = ask(1);
        assertThat(stops.path("annotation").asInt()).isEqualTo(1);
        assertThat(stops.path("source").asString()).isEqualTo("Stops");
        assertThat(stops.path("color").asString()).isEqualTo("dark-orange");
        assertThat(stops.path("events"))
                .isEqualTo(
                        DashboardServer.JSON.readTree(
                                """
                                [{"time": %d, "timeEnd": %d, "title": "early", "tags": [], "id": "9"},
                                 {"time": %d, "timeEnd": %d, "tags": [], "id": "8"},
                                 {"time": %d, "title": "Stop", "text": "belt", "tags": ["a", "b"], "id": "7"}]
                                """
                                        .formatted(
                                                NINE - 2 * HOUR,
                                                NINE - HOUR,
                                                NINE - HOUR / 2,
                                                NINE - HOUR / 4,
                                                NINE)));
        assertThat(stops.path("notices").toString())
                .isEqualTo("[\"Rows without a time are left out: 1.\"]");
    }

    @Test
    void readsTheOldFormWithEpochNumbersAndVariables() throws Exception {
        JsonNode old = ask("{\"machine\":[\"M-01\",\"M-0'3\"]}", "[2]").getFirst();
        assertThat(texts(old)).containsExactly("M-0'3", "M-01");
        JsonNode first = old.path("events").get(0);
        assertThat(first.path("time").asLong()).isEqualTo(NINE);
        assertThat(first.has("timeEnd")).as("an end that is the start").isFalse();
    }

    @Test
    void failsByItselfAndSaysWhy() throws Exception {
        List<JsonNode> lines = ask("{}", "[3,4,5,0,1,10]");
        assertThat(lines).hasSize(6);
        for (JsonNode line : lines) {
            String said = line.path("error").asString("") + line.path("notices");
            switch (line.path("annotation").asInt()) {
                case 3 -> assertThat(said).contains("nonsense");
                case 4 -> assertThat(said).contains("PostgreSQL only");
                case 5 -> assertThat(said).contains("no SQL");
                case 0 -> assertThat(said).contains("no annotations of its own");
                case 10 -> assertThat(line.path("events")).isEmpty();
                default -> assertThat(line.path("events")).hasSize(3);
            }
        }
    }

    @Test
    void followsMappings() throws Exception {
        JsonNode mapped = ask(6);
        assertThat(mapped.path("events"))
                .isEqualTo(
                        DashboardServer.JSON.readTree(
                                """
                                [{"time": %d, "timeEnd": %d, "title": "Order", "text": "4711", "tags": [],
                                  "id": "order 4711 of M-01"}]
                                """
                                        .formatted(NINE, NINE + HOUR)));
        assertThat(mapped.path("notices").get(0).asString())
                .contains("regular expression for the id cannot be read");
    }

    @Test
    void keepsTheNewestOfTooMany() throws Exception {
        JsonNode many = ask(7);
        assertThat(many.path("events")).hasSize(AnnotationEvents.MOST_EVENTS);
        assertThat(many.path("events").get(AnnotationEvents.MOST_EVENTS - 1).path("time").asLong())
                .isEqualTo(NINE + HOUR);
        assertThat(many.path("notices").get(0).asString())
                .contains("newest 10,000 of 12,001 events");
    }

    @Test
    void obeysFiltersAndRefusesWhatIsNotInTheFile() throws Exception {
        JsonNode filtered = ask("{\"Filters\":[\"machine_id|=|M-02\"]}", "[8]").getFirst();
        assertThat(texts(filtered)).containsExactly("M-02");
        JsonNode none = ask(9);
        assertThat(none.path("notices").get(0).asString()).contains("no times");
        String sql = "{%s,\"annotations\":[11]}".formatted(DashboardServer.UTC_MORNING);
        assertThat(server.post("/api/v1/dashboards/marked/annotations", sql).statusCode())
                .isEqualTo(422);
        assertThat(ask("{}", "[]")).isEmpty();
    }
}
