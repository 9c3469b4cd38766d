package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpDoorsTest {
    private static final String POINT =
            "{\"machine_id\":\"M\",\"metric_type\":\"t\",\"value\":1,\"timestamp\":%d}";

    private static final JsonMapper JSON = new JsonMapper();

    private static TestDatabase database;
    private static IngestServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        server =
                new IngestServer(
                        database.owner(),
                        Clock.fixed(IngestFixture.NOW, ZoneOffset.UTC),
                        "andon.ingest.max-body=1MB",
                        "andon.ingest.max-pending=200KB");
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
        database.close();
    }

    @Test
    void answersJsonWithItsAccount() {
        var answer = post("/api/v1/metrics", bytes("[" + POINT.formatted(1773900000000L) + ",{}]"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"received\":2,\"stored\":1,\"unchanged\":0,\"corrected\":0,\"rejected\":1,"
                                + "\"errors\":[{\"index\":1,\"reason\":\"value is missing\"}]}");
    }

    @Test
    void answersLineProtocolWithNothingWhenAllIsStored() {
        var answer =
                post(
                        "/write?db=x&precision=s&p=secret",
                        bytes("m,host=a v=1 1773900000"),
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void answersPartialWritesAsEachVersionOfInfluxDoes() {
        byte[] body = bytes("m,host=a v=1 1773900000000\nm,host=a v=\n");

        var first = post("/write?precision=ms", body);
        var second = post("/api/v2/write?org=o&bucket=b&precision=ms", body);

        assertThat(first.statusCode()).isEqualTo(400);
        assertThat(first.body())
                .startsWith(
                        "{\"error\":\"partial write: line 2: field v: it has no value; dropped=1,")
                .contains("\"received\":2");
        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(second.body())
                .startsWith("{\"code\":\"invalid\",\"message\":\"partial write: line 2:")
                .contains("\"rejected\":1");
    }

    @Test
    void readsGzip() throws IOException {
        byte[] packed = gzip("m,host=gz v=1 1773900000000000000");

        assertThat(post("/api/v2/write", packed, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(204);
        assertThat(post("/write", packed, "Content-Encoding", "gzip").statusCode()).isEqualTo(204);
        byte[] json = gzip("[" + POINT.formatted(1773900001000L) + "]");
        assertThat(post("/api/v1/metrics", json, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesDamagedBodies() throws IOException {
        byte[] cut = gzip("m,host=gz v=1 1773900000000000000".repeat(50));
        cut = Arrays.copyOf(cut, cut.length / 2);

        assertProblem(post("/write", cut, "Content-Encoding", "gzip"), 400, "malformed", false);
        assertProblem(
                post("/api/v1/metrics", bytes("m"), "Content-Encoding", "gzip"),
                400,
                "malformed",
                false);
        assertProblem(post("/api/v1/metrics", bytes("[{")), 400, "malformed", false);
        assertProblem(post("/write?precision=d", bytes("m")), 400, "malformed", false);
        assertProblem(
                post("/write", bytes("m"), "Content-Encoding", "br"),
                415,
                "unsupported-encoding",
                false);
    }

    @Test
    void refusesLargeBodiesPackedOrNot() throws IOException {
        String large = "# a comment is no point\n".repeat(50_000);

        assertProblem(post("/write", bytes(large)), 413, "too-large", false);
        var packed = post("/write", gzip(large), "Content-Encoding", "gzip");
        assertProblem(packed, 413, "too-large", false);
        assertThat(packed.body()).contains("\"code\":\"request too large\"", "\"error\":");
    }

    @Test
    void tellsSendersToComeBackWhenMemoryIsUsedUp() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            lines.append("m,host=a v=1 ").append(1773900000L - i).append('\n');
        }

        var answer = post("/write?precision=s", bytes(lines.toString()));

        assertProblem(answer, 429, "overloaded", true);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(post("/write", bytes("m,host=later v=1")).statusCode()).isEqualTo(204);
    }

    @Test
    void showsWhatBecameOfThePoints() {
        post("/api/v1/metrics", bytes("[" + POINT.formatted(1773900100000L) + ",{}]"));

        JsonNode account = JSON.readTree(send(request("/api/v1/ingest")).body());

        assertThat(account.propertyNames())
                .containsExactlyInAnyOrder(
                        "since",
                        "now",
                        "totals",
                        "perSecond",
                        "history",
                        "waiting",
                        "requests",
                        "doors",
                        "tokens",
                        "machines",
                        "machinesLeftOut",
                        "leftOut",
                        "rejections");
        assertThat(account.path("doors").path(0).path("door").stringValue()).isEqualTo("json");
        assertThat(account.path("doors").path(0).path("received").longValue()).isPositive();
        assertThat(account.path("tokens").path(0).path("name").stringValue()).isEqualTo("nobody");
        assertThat(account.path("machines").findValuesAsString("machine")).contains("M");
        assertThat(account.path("rejections").findValuesAsString("example"))
                .contains("value is missing");
    }

    private static void assertProblem(
            HttpResponse<String> answer, int status, String type, boolean retryable) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body())
                .contains("\"type\":\"urn:andon:" + type + "\"", "\"retryable\":" + retryable)
                .contains("Nothing of this request was stored.");
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    private static HttpResponse<String> post(String path, byte[] body, String... headers) {
        HttpRequest.Builder request =
                request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes(text));
        }
        return packed.toByteArray();
    }
}
