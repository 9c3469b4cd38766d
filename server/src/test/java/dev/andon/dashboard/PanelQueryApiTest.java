package dev.andon.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PanelQueryApiTest {
    private static final long POLL_NANOS = 20_000_000;
    private static final String QUERY = "/api/v1/dashboards/panels/query";

    private static final String DASHBOARD =
            """
            {"uid": "panels", "title": "Panels", "schemaVersion": 37, "templating": {"list": [
              {"name": "area", "type": "query", "refresh": 1, "query": "SELECT DISTINCT area FROM machines"},
              {"name": "machine", "type": "query", "refresh": 1, "multi": true, "includeAll": true,
               "query": "SELECT name AS __text, id AS __value, lower(name) AS small FROM machines WHERE area = '$area'"},
              {"name": "broken", "type": "query", "refresh": 1, "multi": true, "includeAll": true, "query": "SELECT nonsense"},
              {"name": "bucket", "type": "interval", "query": "1m,5m"}
            ]}, "panels": [
              {"id": 1, "type": "timeseries", "datasource": {"type": "postgres", "uid": "andon"}, "targets": [
                {"refId": "A", "format": "time_series", "rawSql": "SELECT now() AS time, 1.5 AS value"},
                {"refId": "H", "hide": true, "rawSql": "SELECT 1"},
                {"refId": "E", "rawSql": " "},
                {"refId": "X", "datasource": {"type": "__expr__", "uid": "__expr__"}, "type": "math", "expression": "$A * 2"}]},
              {"id": 2, "type": "row", "collapsed": true, "panels": [
                {"id": 3, "type": "table", "datasource": {"uid": "andon"}, "targets": [
                  {"refId": "A", "format": "table", "rawSql": "SELECT id FROM machines WHERE id IN ($machine) ORDER BY id"}]}]},
              {"id": 4, "type": "table", "datasource": {"uid": "-- Mixed --"}, "targets": [
                {"refId": "A", "datasource": {"uid": "andon2"}, "format": "table", "rawSql": "SELECT '$__interval' AS iv"},
                {"refId": "B", "datasource": {"uid": "influx"}, "rawSql": "SELECT 1"}]},
              {"id": 5, "type": "stat", "interval": "$bucket", "maxDataPoints": 1, "datasource": {"uid": "andon"}, "targets": [
                {"refId": "A", "format": "table", "rawSql": "SELECT '$__interval' AS iv, '$__from' AS f, '$unknown' AS u"}]},
              {"id": 6, "type": "stat", "datasource": {"type": "datasource", "uid": "-- Dashboard --"}, "targets": [{"refId": "A", "panelId": 1}]},
              {"id": 7, "libraryPanel": {"uid": "x", "name": "Shared"}},
              {"id": 8, "type": "text"},
              {"id": 9, "type": "stat", "datasource": {"uid": "andon"}, "targets": [
                {"refId": "A", "format": "table", "rawSql": "SELECT 1 FROM machines WHERE id IN ($broken)"}]},
              {"id": 10, "type": "stat", "datasource": {"uid": "andon"}, "targets": [
                {"refId": "A", "format": "table", "rawSql": "SELECT pg_sleep(60)"}]},
              {"id": 16, "type": "stat", "datasource": {"uid": "andon"}, "targets": [
                {"refId": "A", "format": "table", "rawSql": "SELECT pg_sleep(61)"}]},
              {"id": 11, "type": "stat", "datasource": {"uid": "andon"}, "targets": [
                {"refId": "A", "format": "table", "rawSql": "DELETE FROM machines"}]},
              {"id": 12, "type": "stat", "datasource": {"uid": "andon"}, "targets": [
                {"refId": "A", "format": "table", "rawSql": "SELECT name FROM machines WHERE name = '${machine:text}'"}]},
              {"id": 15, "type": "stat", "datasource": {"uid": "andon"}, "targets": [
                {"refId": "A", "format": "table", "rawSql": "SELECT name FROM machines WHERE lower(name) IN (${machine.small}) ORDER BY id DESC"}]},
              {"id": 13, "type": "stat", "datasource": {"uid": "andon"}, "targets": [
                {"refId": "A", "format": "table", "rawSql": "SELECT 1 AS one, pg_sleep(1.5)::text AS slept"}]},
              {"id": 14, "type": "timeseries", "datasource": {"uid": "andon"}, "targets": [
                {"refId": "A", "format": "time_series", "rawSql": "SELECT t AS time, sin(extract(epoch FROM t)) AS value FROM generate_series(timestamptz '2025-03-19 08:00Z', timestamptz '2025-03-19 10:00Z', '500ms') t ORDER BY 1"},
                {"refId": "B", "format": "table", "rawSql": "SELECT t AS time, 1 AS value FROM generate_series(timestamptz '2025-03-19 08:00Z', timestamptz '2025-03-19 10:00Z', '500ms') t ORDER BY 1"}]}
            ]}
            """;

    @TempDir private static Path folder;
    private static TestDatabase database;
    private static DashboardServer server;

    @BeforeAll
    static void start() throws Exception {
        DashboardServer.write(folder.resolve("dashboards/panels.json"), DASHBOARD);
        database = DashboardServer.plant();
        server = DashboardServer.start(database, folder);
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @Test
    void leavesOutWhatNoLineShowsWhereTheAnswerIsForLines() throws Exception {
        JsonNode all = ask(14, "{}").path("results");
        assertThat(rows(all.path("A"))).isEqualTo(14_401);
        assertThat(reduced(all.path("A")).isMissingNode()).isTrue();

        JsonNode drawn = drawn(14, "{\"pixels\": 100}").path("results");
        JsonNode reduced = reduced(drawn.path("A"));
        assertThat(reduced.path("by").asString()).isEqualTo("minmax");
        assertThat(reduced.path("rows").asInt()).isEqualTo(14_401);
        assertThat(reduced.path("pixels").asInt()).isEqualTo(100);
        assertThat(reduced.path("kept").asInt())
                .isEqualTo(rows(drawn.path("A")))
                .isBetween(300, 410);
        JsonNode fields = drawn.at("/A/frames/0/schema/fields");
        assertThat(fields.at("/0/config").isMissingNode()).isTrue();
        assertThat(fields.at("/1/config/custom/total/count").asInt()).isEqualTo(14_401);
        assertThat(fields.at("/1/config/custom/total/nans").asInt()).isZero();
        assertThat(fields.at("/1/config/custom/total/sum").isNumber()).isTrue();
        assertThat(rows(drawn.path("B"))).as("rows of a table").isEqualTo(14_401);
        assertThat(reduced(drawn.path("B")).isMissingNode()).isTrue();

        JsonNode wide = drawn(14, "{\"pixels\": 2000, \"connected\": true}").path("results");
        assertThat(rows(wide.path("A"))).as("not many more than pixels").isEqualTo(14_401);
    }

    private static int rows(JsonNode result) {
        return result.path("frames").path(0).path("data").path("values").path(0).size();
    }

    private static JsonNode reduced(JsonNode result) {
        return result.path("frames")
                .path(0)
                .path("schema")
                .path("meta")
                .path("custom")
                .path("reduced");
    }

    @Test
    void answersEachPanelWithFramesOfItsVisibleTargets() throws Exception {
        JsonNode line = ask(1, "{}");
        assertThat(line.path("elapsedMs").isNumber()).isTrue();
        assertThat(line.path("results").propertyNames()).containsExactly("A", "X");
        assertThat(line.at("/results/A/status").asInt()).isEqualTo(200);
        assertThat(line.at("/results/A/frames/0/data/values/1/0").asDouble()).isEqualTo(1.5);
        assertThat(line.at("/results/X/errorKind").asString()).isEqualTo("unsupported");
    }

    @Test
    void findsPanelsOfCollapsedRowsAndWhatAllStandsFor() throws Exception {
        String all = "{\"area\":[\"Hall A\"],\"machine\":[\"$__all\"]}";
        assertThat(ask(3, all).at("/results/A/frames/0/data/values/0").toString())
                .isEqualTo("[\"M-01\",\"M-02\"]");
        String two = "{\"machine\":[\"M-01\",\"M-0'3\"]}";
        assertThat(ask(3, two).at("/results/A/frames/0/data/values/0").toString())
                .isEqualTo("[\"M-0'3\",\"M-01\"]");
    }

    @Test
    void knowsThePropertiesOfWhatIsChosen() throws Exception {
        String two = "{\"area\":[\"Hall A\"],\"machine\":[\"M-01\",\"M-02\"]}";
        assertThat(ask(15, two).at("/results/A/frames/0/data/values/0").toString())
                .isEqualTo("[\"Press 2\",\"Extruder 1\"]");
    }

    @Test
    void answersEachCopyOfARepeatForItsOwnValue() throws Exception {
        String body =
                """
                {%s,"values":{"area":["Hall A"],"machine":["$__all"]},"panels":[
                  {"id":3,"panel":3,"values":{"machine":["M-01"]},"maxDataPoints":500},
                  {"id":90,"panel":3,"values":{"machine":["M-02"]},"maxDataPoints":500},
                  {"id":91,"panel":12,"values":{"machine":["M-02"]},"maxDataPoints":500}]}
                """
                        .formatted(DashboardServer.UTC_MORNING);
        Map<Integer, String> answers = new HashMap<>();
        for (JsonNode line : server.lines(QUERY, body)) {
            answers.put(
                    line.path("panelId").asInt(),
                    line.at("/results/A/frames/0/data/values/0").toString());
        }
        assertThat(answers)
                .isEqualTo(Map.of(3, "[\"M-01\"]", 90, "[\"M-02\"]", 91, "[\"Press 2\"]"));
    }

    @Test
    void quotesValuesThatNobodyOffered() throws Exception {
        String hostile = "{\"machine\":[\"x') OR ('1'='1\",\"M-01\"]}";
        assertThat(ask(3, hostile).at("/results/A/frames/0/data/values/0").toString())
                .isEqualTo("[\"M-01\"]");
    }

    @Test
    void readsTextsOfVariablesThatAreAskedFor() throws Exception {
        String oNeil = "{\"area\":[\"Hall A\"],\"machine\":[\"M-02\"]}";
        assertThat(ask(12, oNeil).at("/results/A/frames/0/data/values/0/0").asString())
                .isEqualTo("Press 2");
    }

    @Test
    void asksMixedPanelsEachAtItsOwnSource() throws Exception {
        JsonNode results = ask(4, "{}").path("results");
        assertThat(results.at("/A/frames/0/data/values/0/0").asString()).isEqualTo("1m");
        assertThat(results.at("/B/errorKind").asString()).isEqualTo("unsupported");
        assertThat(results.at("/B/error").asString()).contains("influxdb");
    }

    @Test
    void computesTheIntervalFromPanelSourceAndWidth() throws Exception {
        JsonNode values = ask(5, "{\"bucket\":[\"5m\"]}").at("/results/A/frames/0/data/values");
        assertThat(values.path(0).path(0).asString()).isEqualTo("2h");
        assertThat(values.path(1).path(0).asString()).isEqualTo("1742371200000");
        assertThat(values.path(2).path(0).asString()).isEqualTo("$unknown");
        JsonNode narrow =
                only(
                        "{%s,\"values\":{\"bucket\":[\"5m\"]},\"panels\":[{\"id\":5,\"from\":\"now-5m\",\"to\":\"now\"}]}"
                                .formatted(DashboardServer.UTC_MORNING));
        assertThat(narrow.at("/results/A/frames/0/data/values/0/0").asString()).isEqualTo("5m");
    }

    @Test
    void saysWhatItCannotDo() throws Exception {
        Map<Integer, String> errors = new HashMap<>();
        for (int panel : new int[] {6, 7, 99}) {
            JsonNode answer = ask(panel, "{}").at("/results/A");
            assertThat(answer.path("errorKind").asString()).isEqualTo("unsupported");
            errors.put(panel, answer.path("error").asString());
        }
        assertThat(errors.get(6)).contains("-- Dashboard --");
        assertThat(errors.get(7)).contains("library panel");
        assertThat(errors.get(99)).contains("no panel 99");
        assertThat(ask(8, "{}").path("results").isEmpty()).isTrue();
        JsonNode broken = ask(9, "{}").at("/results/A");
        assertThat(broken.path("errorKind").asString()).isEqualTo("variable");
        assertThat(broken.path("error").asString()).startsWith("Variable broken: ");
        assertThat(ask(11, "{}").at("/results/A/errorKind").asString()).isEqualTo("forbidden");
    }

    @Test
    void writesPanelsAsTheyFinishWithHeartbeatsBetween() throws Exception {
        HttpResponse<String> response =
                server.post(
                        QUERY,
                        "{%s,\"panels\":[{\"id\":13},{\"id\":8}]}"
                                .formatted(DashboardServer.UTC_MORNING));
        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/x-ndjson");
        List<String> lines = response.body().lines().toList();
        assertThat(lines.getFirst()).contains("\"panelId\":8");
        assertThat(lines.getLast()).contains("\"panelId\":13");
        assertThat(lines).anyMatch(String::isEmpty);
    }

    @Test
    void stopsTheQueriesOfAReaderWhoLeft() throws Exception {
        String body =
                "{%s,\"panels\":[{\"id\":10},{\"id\":16}]}".formatted(DashboardServer.UTC_MORNING);
        try (Socket browser = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            browser.getOutputStream().write(http(body).getBytes(StandardCharsets.UTF_8));
            BufferedReader answer =
                    new BufferedReader(
                            new InputStreamReader(
                                    browser.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answer.readLine()).contains("200");
            awaitSleepers(2);
        }
        awaitSleepers(0);
    }

    @Test
    void refusesTooManyPanelsAndUnknownDashboards() throws Exception {
        String many = "{\"id\":1},".repeat(500) + "{\"id\":1}";
        assertThat(
                        server.post(
                                        QUERY,
                                        "{%s,\"panels\":[%s]}"
                                                .formatted(DashboardServer.UTC_MORNING, many))
                                .statusCode())
                .isEqualTo(422);
        assertThat(
                        server.post(
                                        "/api/v1/dashboards/none/query",
                                        "{\"from\":\"0\",\"to\":\"1\"}")
                                .statusCode())
                .isEqualTo(404);
    }

    private static String http(String body) {
        return """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s\
        """
                .formatted(QUERY, server.token(), body.length(), body);
    }

    private static void awaitSleepers(int wanted) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        int seen = -1;
        // As the reading role: PostgreSQL hides what other roles are waiting for.
        try (Connection connection = database.reader().getConnection();
                Statement statement = connection.createStatement()) {
            while (seen != wanted && System.nanoTime() < deadline) {
                try (ResultSet row =
                        statement.executeQuery(
                                """
                                select count(*) from pg_stat_activity where datname = current_database()
                                and wait_event = 'PgSleep'
                                """)) {
                    row.next();
                    seen = row.getInt(1);
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        assertThat(seen).isEqualTo(wanted);
    }

    private static JsonNode ask(int panel, String values) throws Exception {
        return only(
                "{%s,\"values\":%s,\"panels\":[{\"id\":%d,\"maxDataPoints\":500}]}"
                        .formatted(DashboardServer.UTC_MORNING, values, panel));
    }

    private static JsonNode drawn(int panel, String drawing) throws Exception {
        return only(
                "{%s,\"panels\":[{\"id\":%d,\"maxDataPoints\":500,\"drawing\":%s}]}"
                        .formatted(DashboardServer.UTC_MORNING, panel, drawing));
    }

    private static JsonNode only(String body) throws Exception {
        List<JsonNode> lines = server.lines(QUERY, body);
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }
}
