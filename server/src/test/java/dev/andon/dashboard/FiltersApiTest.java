package dev.andon.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A dashboard's filters, from its file and the address to the rows. */
class FiltersApiTest {
    private static final String DASHBOARD =
            """
            {"uid": "filtered", "title": "Filtered", "schemaVersion": 37, "templating": {"list": [
               {"name": "ds", "type": "datasource", "query": "postgres", "current": {"text": "Andon", "value": "andon"}},
               {"name": "Filters", "type": "adhoc", "datasource": {"type": "postgres", "uid": "${ds}"},
                "filters": [{"key": "machine_id", "operator": "!=", "value": "M-02", "condition": ""}],
                "baseFilters": [{"key": "area", "operator": "=", "value": "Hall A"}]},
               {"name": "Few", "type": "adhoc", "datasource": {"uid": "andon2"},
                "defaultKeys": [{"text": "Area", "value": "area"}, {"text": "line"}]}]},
             "panels": [
               {"id": 1, "type": "table", "datasource": {"uid": "andon"}, "targets": [{"refId": "A", "format": "table",
                "rawSql": "SELECT machine_id, count(*) FROM machine_metrics GROUP BY 1 ORDER BY 1"}]},
               {"id": 2, "type": "table", "datasource": {"uid": "andon2"}, "targets": [{"refId": "A", "format": "table",
                "rawSql": "SELECT id FROM machines ORDER BY id"}]},
               {"id": 3, "type": "table", "datasource": {"uid": "andon"}, "targets": [{"refId": "A", "format": "table",
                "rawSql": "SELECT machine_id, '$Filters' AS shown FROM (VALUES ('M-01'), ('M-02')) v (machine_id) WHERE $Filters"}]}]}
            """;

    @TempDir private static Path folder;
    private static TestDatabase database;
    private static DashboardServer server;

    @BeforeAll
    static void start() throws Exception {
        DashboardServer.write(folder.resolve("dashboards/filtered.json"), DASHBOARD);
        database = DashboardServer.plant();
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into public.machine_metrics (machine_id, metric_type, value, "timestamp", zone_number)
                    select id, 'temperature', 1, '2025-03-19 09:00:00+00', zone
                    from machines, generate_series(1, 2) zone where id <> 'M-02' or zone = 1
                    """);
        }
        server = DashboardServer.start(database, folder);
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    private static JsonNode panel(int id, String values) throws Exception {
        return server.lines(
                        "/api/v1/dashboards/filtered/query",
                        "{%s,\"values\":%s,\"panels\":[{\"id\":%d}]}"
                                .formatted(DashboardServer.UTC_MORNING, values, id))
                .getFirst()
                .at("/results/A");
    }

    private static List<String> firstColumn(JsonNode result) {
        List<String> values = new ArrayList<>();
        result.at("/frames/0/data/values/0").forEach(value -> values.add(value.asString()));
        return values;
    }

    private static JsonNode post(String path, String body) throws Exception {
        HttpResponse<String> response = server.post("/api/v1/dashboards/filtered/" + path, body);
        return DashboardServer.JSON.readTree(response.body());
    }

    private static List<String> offered(JsonNode list) {
        List<String> values = new ArrayList<>();
        list.forEach(one -> values.add(one.path("value").asString()));
        return values;
    }

    @Test
    void filtersByTheFileUntilTheReaderChooses() throws Exception {
        assertThat(firstColumn(panel(1, "{}"))).containsExactly("M-0'3", "M-01");
        assertThat(firstColumn(panel(1, "{\"Filters\":[\"\"]}")))
                .containsExactly("M-0'3", "M-01", "M-02");
        JsonNode chosen =
                panel(1, "{\"Filters\":[\"machine_id|=__gfp__|M-0'3|M-02\",\"zone_number|>|1\"]}");
        assertThat(firstColumn(chosen)).containsExactly("M-0'3");
        assertThat(chosen.at("/frames/0/schema/meta/executedQueryString").asString())
                .contains("IN ('M-0''3', 'M-02') AND machine_metrics.\"zone_number\" > 1)");
    }

    @Test
    void holdForTheirOwnDataSource() throws Exception {
        assertThat(firstColumn(panel(2, "{}"))).containsExactly("M-0'3", "M-01", "M-02");
        assertThat(firstColumn(panel(2, "{\"Few\":[\"area|=|Hall B\"]}"))).containsExactly("M-0'3");
    }

    @Test
    void saysWhatIsNotFilteredAndWhatIsWrong() throws Exception {
        JsonNode other = panel(1, "{\"Filters\":[\"batch|=|7\"]}");
        assertThat(other.at("/frames/0/schema/meta/notices/0/text").asString())
                .contains("The filter on batch is not applied");
        assertThat(panel(1, "{\"Filters\":[\"machine_id|like|7\"]}").path("error").asString())
                .contains("'like'");
        assertThat(panel(1, "{\"Filters\":[\"zone_number|=|x\"]}").path("error").asString())
                .contains("column of numbers");
    }

    @Test
    void standWhereATextPutsThem() throws Exception {
        JsonNode placed = panel(3, "{\"Filters\":[\"machine_id|=|M-02\"]}");
        assertThat(firstColumn(placed)).containsExactly("M-02");
        assertThat(placed.at("/frames/0/data/values/1/0").asString())
                .isEqualTo("machine_id=\"M-02\"");
        assertThat(firstColumn(panel(3, "{\"Filters\":[\"\"]}"))).hasSize(2);
    }

    @Test
    void areVariablesOfTheDashboard() throws Exception {
        JsonNode variables =
                post("variables", "{" + DashboardServer.UTC_MORNING + ",\"values\":{}}")
                        .path("variables");
        assertThat(variables.get(1))
                .isEqualTo(
                        DashboardServer.JSON.readTree(
                                """
                                {"name": "Filters", "type": "adhoc", "hide": 0, "multi": false, "includeAll": false,
                                 "options": [], "current": {"text": ["machine_id|!=|M-02"], "value": ["machine_id|!=|M-02"]}}
                                """));
    }

    @Test
    void offersKeysAndValues() throws Exception {
        assertThat(offered(post("filter-keys", "{\"variable\":\"Filters\"}").path("keys")))
                .startsWith("machine_id", "metric_type", "zone_number")
                .contains("area");
        assertThat(post("filter-keys", "{\"variable\":\"Few\"}").path("keys").get(0))
                .isEqualTo(
                        DashboardServer.JSON.readTree("{\"text\": \"Area\", \"value\": \"area\"}"));
        assertThat(values("Filters", "machine_id", "")).containsExactly("M-01", "M-02");
        assertThat(values("Few", "machine_id", "")).containsExactly("M-0'3", "M-01", "M-02");
        assertThat(values("Few", "machine_id", "area|=|Hall B")).containsExactly("M-0'3");
        assertThat(values("Few", "machine_id", "zone_number|=|2")).containsExactly("M-0'3", "M-01");
        assertThat(values("Few", "zone_number", "machine_id|=~|2$")).containsExactly("1");
        assertThat(values("Few", "batch", "")).isEmpty();
    }

    private static List<String> values(String variable, String key, String other) throws Exception {
        return offered(
                post(
                                "filter-values",
                                "{\"variable\":\"%s\",\"key\":\"%s\",\"filters\":[\"%s\"]}"
                                        .formatted(variable, key, other))
                        .path("values"));
    }

    @Test
    void narrowsValuesByASearchAndSaysWhatItCannotRead() throws Exception {
        assertThat(
                        offered(
                                post(
                                                "filter-values",
                                                "{\"variable\":\"Few\",\"key\":\"name\",\"search\":\"PRESS\"}")
                                        .path("values")))
                .containsExactly("Press 2");
        assertThat(
                        server.post(
                                        "/api/v1/dashboards/filtered/filter-values",
                                        "{\"variable\":\"Few\",\"key\":\"name\",\"filters\":[\"area|=~|(\"]}")
                                .body())
                .contains("Another filter is not understood");
        assertThat(
                        server.post(
                                        "/api/v1/dashboards/filtered/filter-values",
                                        "{\"variable\":\"ds\",\"key\":\"name\"}")
                                .body())
                .contains("no variable of filters");
    }
}
