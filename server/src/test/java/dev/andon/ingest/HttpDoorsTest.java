package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
                        "andon.ingest.max-pending=3MB",
                        "andon.ingest.max-group-points=5000");
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
    }

    @Test
    void readsZstd() {
        byte[] packed = Zstd.compress(bytes("m,host=zs v=1 1773900000000000000\n"));
        byte[] frames = Arrays.copyOf(packed, packed.length * 2);
        System.arraycopy(packed, 0, frames, packed.length, packed.length);

        for (byte[] body : List.of(packed, frames)) {
            assertThat(post("/write", body, "Content-Encoding", "zstd").statusCode())
                    .isEqualTo(204);
            assertThat(post("/api/v2/write", body, "Content-Encoding", "ZSTD").statusCode())
                    .isEqualTo(204);
        }
        byte[] json = Zstd.compress(bytes("[" + POINT.formatted(1773900002000L) + "]"));
        assertThat(post("/api/v1/metrics", json, "Content-Encoding", "zstd").statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesDamagedZstd() {
        byte[] whole = Zstd.compress(bytes("m,host=zs v=1 1773900000000000000\n".repeat(1_000)), 3);
        byte[] cut = Arrays.copyOf(whole, whole.length - 3);
        byte[] followed = Arrays.copyOf(whole, whole.length + 5);

        for (byte[] body : List.of(cut, followed, bytes("m,host=a v=1"))) {
            assertProblem(
                    post("/write", body, "Content-Encoding", "zstd"), 400, "malformed", false);
        }
        assertThat(post("/write", cut, "Content-Encoding", "zstd").body())
                .contains("The zstd body is damaged or cut off (");
    }

    @Test
    void refusesZstdThatNeedsMuchMemory() throws IOException {
        byte[] bomb = Zstd.compress(new byte[200_000_000]);
        assertThat(bomb.length).isLessThan(20_000);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(packed)) {
            zstd.setLong(27).write(bytes("m,host=zs v=1"));
        }

        assertProblem(post("/write", bomb, "Content-Encoding", "zstd"), 413, "too-large", false);
        var wide = post("/write", packed.toByteArray(), "Content-Encoding", "zstd");
        assertProblem(wide, 400, "malformed", false);
        assertThat(wide.body()).contains("RFC 9659");
    }

    @Test
    void saysWhichEncodingsItTakes() {
        for (String encoding : List.of("br", "gzip, zstd", "gzip, gzip", "deflate")) {
            var answer = post("/write", bytes("m"), "Content-Encoding", encoding);

            assertProblem(answer, 415, "unsupported-encoding", false);
            assertThat(answer.headers().firstValue("Accept-Encoding")).contains("gzip, zstd");
            assertThat(answer.body()).contains("gzip or zstd");
        }
        var twoHeaders =
                post("/write", bytes("m"), "Content-Encoding", "gzip", "Content-Encoding", "gzip");
        assertProblem(twoHeaders, 415, "unsupported-encoding", false);
    }

    @Test
    void saysWhatOfALargeBodyWasStoredBeforeItFailed() {
        String lines =
                IntStream.range(0, 20_000)
                        .mapToObj(i -> "m,host=part v=1 " + (1773800000L + i))
                        .collect(Collectors.joining("\n"));
        byte[] packed = Zstd.compress(bytes(lines));
        byte[] cut = Arrays.copyOf(packed, packed.length - 3);

        var answer = post("/write?precision=s", cut, "Content-Encoding", "zstd");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"stored\":", "\"received\":", "The rest was not stored.")
                .contains("Sending all of it again is safe");
        assertThat(post("/write?precision=s", packed, "Content-Encoding", "zstd").statusCode())
                .isEqualTo(204);
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
        for (int i = 0; i < 4_000; i++) {
            lines.append("m,host=h").append(i).append(" v=1 1773900000\n");
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
