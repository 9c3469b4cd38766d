package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.Eventually;
import dev.andon.TestDatabase;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DsQueryApiTest {
    private static TestDatabase database;
    private static QueryServer server;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        server = QueryServer.over(database, Map.of("andon.query.timeout", "20s"));
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @Test
    void answersSeveralQueriesEachForItself() throws Exception {
        HttpResponse<String> response =
                post(
                        """
                        {"from": "now-1h", "to": "now", "queries": [
                          {"refId": "B", "rawSql": "SELECT 1 AS b", "format": "table"},
                          {"refId": "A", "rawSql": "SELECT nothing", "format": "table"},
                          {"refId": "C", "rawSql": "SELECT 3 AS c", "format": "table", "hide": true},
                          {"refId": "D", "rawSql": " "}]}
                        """);
        JsonNode results = Vectors.JSON.readTree(response.body()).get("results");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(results.propertyNames()).containsExactly("B", "A");
        assertThat(results.at("/B/frames/0/data/values/0/0").asInt()).isEqualTo(1);
        assertThat(results.at("/A/errorKind").asString()).isEqualTo("query");
    }

    @Test
    void takesTimesAsNumbersTextAndRelative() throws Exception {
        assertThat(range("1742371200000", "\"1742378400000\""))
                .isEqualTo("2025-03-19T08:00:00Z 2025-03-19T10:00:00Z");
        assertThat(range("\"now-6h\"", "\"now\""))
                .isEqualTo("2025-03-19T04:00:00Z 2025-03-19T10:00:00Z");
    }

    private static String range(String from, String to) throws Exception {
        HttpResponse<String> response =
                post(
                        """
                        {"from": %s, "to": %s, "queries": [{"refId": "A", "format": "table",
                          "datasource": {"type": "grafana-postgresql-datasource", "uid": "x"},
                          "rawSql": "SELECT $__timeFrom() || ' ' || $__timeTo() AS r"}]}
                        """
                                .formatted(from, to));
        return Vectors.JSON
                .readTree(response.body())
                .at("/results/A/frames/0/data/values/0/0")
                .asString();
    }

    @Test
    void tellsWhatItDoesNotAnswer() throws Exception {
        HttpResponse<String> response =
                post(
                        """
                        {"queries": [
                          {"refId": "A", "datasource": {"type": "__expr__", "uid": "__expr__"}, "expression": "$B"},
                          {"refId": "B", "datasource": {"type": "influxdb", "uid": "i"}, "rawSql": "SELECT 1"}]}
                        """);
        JsonNode results = Vectors.JSON.readTree(response.body()).get("results");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(results.at("/A/errorKind").asString()).isEqualTo("unsupported");
        assertThat(results.at("/B/error").asString()).contains("influxdb");
    }

    @Test
    void refusesABodyWithoutQueriesOrRange() throws Exception {
        assertThat(post("{}").statusCode()).isEqualTo(400);
        assertThat(post("{\"from\": \"soon\", \"queries\": []}").statusCode()).isEqualTo(400);
    }

    @Test
    void beginsSlowAnswersWithBlanks() throws Exception {
        HttpResponse<String> response =
                post(query("SELECT 1 / length(pg_sleep(2.3)::text) AS failed"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith(" ");
        assertThat(Vectors.JSON.readTree(response.body()).at("/results/A/error").asString())
                .contains("division by zero");
    }

    @Test
    void stopsTheQueryOfACallerThatLeft() throws Exception {
        URI uri = server.uri();
        byte[] body = query("SELECT pg_sleep(19) AS gone").getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = socket.getOutputStream();
            String head =
                    """
                    POST %s HTTP/1.1
                    Host: x
                    Content-Type: application/json
                    Content-Length: %d

                    """
                            .formatted(uri.getPath(), body.length)
                            .replace("\n", "\r\n");
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            Eventually.holds(
                    "A query in the database", () -> Sessions.running(database, "AS gone") == 1);
            InputStream in = socket.getInputStream();
            assertThat(in.read()).as("headers arrive with the first blank").isEqualTo('H');
        }
        Eventually.holds("The end of the query", () -> Sessions.running(database, "AS gone") == 0);
    }

    private static String query(String sql) {
        return "{\"queries\": [{\"refId\": \"A\", \"format\": \"table\", \"rawSql\": \"%s\"}]}"
                .formatted(sql);
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return server.post(Vectors.JSON.readTree(body));
    }
}
