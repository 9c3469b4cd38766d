package dev.andon.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.AndonProcess;
import dev.andon.DurablePostgres;
import dev.andon.EnterableFolder;
import dev.andon.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole server on an existing PostgreSQL, which can be taken away from it. */
class StatusTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir(factory = EnterableFolder.class)
    private static Path folder;

    private static DurablePostgres postgres;
    private static AndonProcess andon;

    @BeforeAll
    static void start() throws IOException {
        postgres = new DurablePostgres();
        Files.writeString(folder.resolve("andon.yaml"), "andon.postgres.reader-password: test\n");
        andon = AndonProcess.serve(folder, "--db", postgres.url());
    }

    @AfterAll
    static void stop() {
        andon.close();
        postgres.close();
    }

    @Test
    void onlyAnAdministratorSeesTheAddressOfTheDatabase() {
        assertThat(status(andon.newToken("admin")).path("psql").stringValue())
                .startsWith("postgresql://andon_reader:test@127.0.0.1:");
        JsonNode forViewers = status(andon.newToken("read"));
        assertThat(forViewers.has("psql")).isFalse();
        assertThat(forViewers.path("http").stringValue()).isEqualTo(andon.address().toString());
        assertThat(forViewers.path("embedded").booleanValue()).isFalse();
        assertThat(forViewers.path("uptimeSeconds").isIntegralNumber()).isTrue();
    }

    @Test
    void everybodySeesWhatIsStoredAndOnlyAnAdministratorMayRemoveIt() {
        String viewer = andon.newToken("read");
        JsonNode storage = JSON.readTree(andon.send("GET", "/api/v1/storage", "", viewer).body());
        assertThat(storage.path("databaseBytes").longValue()).isPositive();
        assertThat(storage.path("freeBytes").isNull()).as("of an existing server").isTrue();
        assertThat(storage.path("retention").path("rules")).hasSize(1);
        String retention = "/api/v1/storage/retention";
        assertThat(andon.send("GET", retention, "", viewer).statusCode()).isEqualTo(403);
        assertThat(andon.send("POST", retention + "/run", "", viewer).statusCode()).isEqualTo(403);

        String admin = andon.newToken("admin");
        assertThat(andon.send("GET", retention + "/run", "", admin).statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(andon.send("GET", retention, "", admin).body()).path("due"))
                .isEmpty();
        assertThat(andon.send("POST", retention + "/run", "", admin).statusCode()).isEqualTo(202);
        Eventually.holds(
                "The end of the run",
                () ->
                        !JSON.readTree(andon.send("GET", retention + "/run", "", admin).body())
                                .path("ended")
                                .isNull());
    }

    @Test
    void countsThePointsExactly() {
        String token = andon.newToken("read");
        long before = status(token).path("points").longValue();

        sendPoint(1);
        sendPoint(2);
        sendPoint(2);

        // The database's own statistics, which tell that a day has changed, come a second late.
        Eventually.holds(
                "Two more points", () -> status(token).path("points").longValue() == before + 2);
        assertThat(status(token).path("pointsExact").booleanValue()).isTrue();
    }

    @Test
    void healthTellsWhenTheDatabaseIsAwayAndWhenItIsBack() {
        String token = andon.newToken("read");
        assertHealth(200, "\"database\":\"ok\"", "\"status\":\"pass\"");

        postgres.stop();
        try {
            assertHealth(503, "\"database\":\"failing\"", "\"status\":\"fail\"");
            assertThat(andon.send("HEAD", "/ping", "", "").statusCode()).isEqualTo(204);
            HttpResponse<String> refused = andon.send("GET", "/api/v1/machines", "", token);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).contains("\"retryable\":true");
        } finally {
            postgres.startAgain();
        }

        Eventually.holds("A healthy server", () -> get("/api/health").statusCode() == 200);
    }

    @Test
    void clientsOfInfluxFindTheVersion() {
        HttpResponse<String> ping = get("/ping");
        assertThat(ping.statusCode()).isEqualTo(204);
        String version = ping.headers().firstValue("X-Influxdb-Version").orElseThrow();
        assertThat(ping.headers().firstValue("X-Influxdb-Build")).contains("Andon");

        HttpResponse<String> verbose = get("/ping?verbose=true");
        assertThat(verbose.statusCode()).isEqualTo(200);
        assertThat(verbose.body()).isEqualTo("{\"version\":\"%s\"}".formatted(version));
        assertThat(get("/health").body())
                .isEqualTo(
                        "{\"name\":\"andon\",\"message\":\"ready for queries and writes\",\"status\":\"pass\",\"checks\":[],\"version\":\"%s\"}"
                                .formatted(version));
    }

    /** The refusal comes from before the door, and clients look for it in its own words. */
    @Test
    void clientsOfInfluxUnderstandARefusal() {
        String line = "m,host=a v=1";
        HttpResponse<String> first = andon.send("POST", "/write?db=x", line, "unknown");
        assertThat(first.statusCode()).isEqualTo(401);
        assertThat(first.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(first.headers().firstValue("X-Influxdb-Error").orElseThrow())
                .startsWith("The token of this request is unknown or revoked");
        assertThat(first.body()).contains("\"error\":\"The token of this request is unknown");

        HttpResponse<String> second = andon.send("POST", "/api/v2/write?org=x", line, "unknown");
        assertThat(second.statusCode()).isEqualTo(401);
        assertThat(second.body())
                .contains("\"code\":\"unauthorized\",\"message\":\"The token of this request");

        HttpResponse<String> reader =
                andon.send("POST", "/api/v2/write?org=x", line, andon.newToken("read"));
        assertThat(reader.statusCode()).isEqualTo(403);
        assertThat(reader.body()).contains("\"code\":\"forbidden\",\"message\":");
        assertThat(andon.send("POST", "/query?q=CREATE+DATABASE+x", "", "").statusCode())
                .isEqualTo(401);
    }

    private static void assertHealth(int status, String forGrafana, String forInflux) {
        HttpResponse<String> grafana = get("/api/health");
        assertThat(grafana.statusCode()).as(grafana.body()).isEqualTo(status);
        assertThat(grafana.body()).contains(forGrafana);
        HttpResponse<String> influx = get("/health");
        assertThat(influx.statusCode()).as(influx.body()).isEqualTo(status);
        assertThat(influx.body()).contains(forInflux);
    }

    /** Without any proof of who asks. */
    private static HttpResponse<String> get(String path) {
        return andon.send("GET", path, "", "");
    }

    private static JsonNode status(String token) {
        return JSON.readTree(andon.send("GET", "/api/v1/status", "", token).body());
    }

    private static void sendPoint(int second) {
        String point =
                "{\"machine_id\":\"M\",\"metric_type\":\"t\",\"value\":1,\"timestamp\":\"2026-01-01T00:00:0%dZ\"}"
                        .formatted(second);
        assertThat(andon.send("POST", "/api/v1/metrics", point).statusCode()).isEqualTo(200);
    }
}
