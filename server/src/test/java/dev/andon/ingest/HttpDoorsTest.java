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
                        "{\"error\":\"partial write: line 2: field v: it has no value; dropped=1 of 2 points, the others are stored\",")
                .contains("\"received\":2");
        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(second.body())
                .startsWith("{\"code\":\"invalid\",\"message\":\"partial write: line 2:")
                .contains("\"rejected\":1");
    }

    @Test
    void saysTheErrorOfVersion1InAHeaderThatAnyClientCanRead() {
        var answer = post("/write", bytes("m,host=\u00fc\u0000 v=1\nm,host=a \u00fc\u2028x=nan"));

        assertThat(answer.headers().firstValue("X-Influxdb-Error"))
                .contains(
                        "partial write: line 1: machine_id holds a control character; dropped=2 of 2 points");
        var field = post("/write", bytes("m,host=a \u00fc\u2028x=nan"));
        assertThat(field.headers().firstValue("X-Influxdb-Error").orElseThrow())
                .startsWith("partial write: line 1: field ??x: it is not a finite number;");
        var unknown = post("/write?precision=d", bytes("m,host=a v=1"));
        assertThat(unknown.headers().firstValue("X-Influxdb-Error").orElseThrow())
                .startsWith("The precision \"d\" is not known");
    }

    @Test
    void takesWhateverParametersClientsSend() {
        byte[] body = bytes("m,host=a v=1 1773900000000000");

        assertThat(
                        post("/write?db=plant&rp=&consistency=all&u=x&p=y&precision=%C2%B5", body)
                                .statusCode())
                .isEqualTo(204);
        assertThat(
                        post("/api/v2/write?org=&bucket=plant%2Fautogen&precision=us", body)
                                .statusCode())
                .isEqualTo(204);
        assertThat(post("/write", bytes("")).statusCode()).isEqualTo(204);
    }

    @Test
    void tellsWhatWasRejectedWhateverTheClientSaysItAccepts() {
        var answer =
                post("/api/v2/write", bytes("m,host=a v=1\nm,host=a v="), "Accept", "text/csv");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"code\":\"invalid\",\"message\":\"partial write:");
    }

    @Test
    void namesItselfToClientsOfInflux() {
        var answer = post("/write", bytes("m,host=a v=1 1773900000000000000"));

        assertThat(answer.headers().firstValue("X-Influxdb-Version")).isPresent();
        assertThat(answer.headers().firstValue("X-Influxdb-Build")).contains("Andon");
    }

    @Test
    void theDatabaseOfInfluxClientsIsAlwaysThere() {
        String form = "application/x-www-form-urlencoded";
        var asTelegraf =
                post("/query", bytes("q=CREATE+DATABASE+%22plant%22"), "Content-Type", form);
        var asImporter = post("/query?db=&epoch=s&q=CREATE+DATABASE+plant%0A", bytes(""));
        var others =
                List.of(
                        post("/query?q=SELECT+*+FROM+m", bytes("")),
                        post("/query?q=CREATE+DATABASE+a%3BDROP+DATABASE+b", bytes("")),
                        post("/query", bytes("")));

        assertThat(asTelegraf.body()).isEqualTo("{\"results\":[{\"statement_id\":0}]}");
        assertThat(asTelegraf.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(asImporter.body()).isEqualTo(asTelegraf.body());
        assertThat(others)
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(400);
                    assertThat(answer.body())
                            .contains("\"error\":\"Andon takes points as InfluxDB does, but");
                });
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
        assertThat(packed.body()).contains("\"error\":\"The body is larger than 1 MB.");
        assertThat(post("/api/v2/write", bytes(large)).body())
                .contains("\"code\":\"request too large\",\"message\":\"The body is larger");
    }

    @Test
    void tellsSendersToComeBackWhenMemoryIsUsedUp() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 4_000; i++) {
            lines.append("m,host=h").append(i).append(" v=1 1773900000\n");
        }

        var second = post("/api/v2/write?precision=s", bytes(lines.toString()));
        var first = post("/write?precision=s", bytes(lines.toString()));

        assertProblem(second, 429, "overloaded", true);
        assertThat(second.body()).contains("\"code\":\"too many requests\"");
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        // Telegraf would drop the points of a 429.
        assertProblem(first, 503, "overloaded", true);
        assertThat(first.headers().firstValue("Retry-After")).contains("1");
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
        String contentType =
                answer.uri().getPath().startsWith("/api/v1/")
                        ? "application/problem+json"
                        : "application/json";
        assertThat(answer.headers().firstValue("Content-Type")).contains(contentType);
        assertThat(answer.headers().firstValue("X-Influxdb-Error").isPresent())
                .isEqualTo(answer.uri().getPath().equals("/write"));
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
