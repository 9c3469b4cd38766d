package dev.andon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.andon.AndonProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bodies of several times the server's memory. */
class LargeBodyTest {
    private static final int POINTS = 300_000;

    /** Each point comes so often, one after the other, which keeps the database out of the time. */
    private static final int TIMES = 10;

    private static final String LONG_NAME = "n".repeat(195);

    @Test
    void areStoredInConstantMemory(@TempDir Path folder) throws Exception {
        try (AndonProcess andon = AndonProcess.serve(folder, DataSize.ofMegabytes(160));
                HttpClient client = HttpClient.newHttpClient()) {
            String token = andon.newToken("ingest");

            JsonNode plain = send(client, andon, token, "identity", out -> out);
            JsonNode packed = send(client, andon, token, "zstd", LargeBodyTest::zstd);

            assertThat(plain.path("received").intValue()).isEqualTo(POINTS);
            assertThat(plain.path("stored").intValue()).isEqualTo(POINTS / TIMES);
            assertThat(plain.path("unchanged").intValue()).isEqualTo(POINTS - POINTS / TIMES);
            assertThat(packed.path("unchanged").intValue()).isEqualTo(POINTS);
            assertThat(mostMemory(andon).toMegabytes()).isLessThan(400);
        }
    }

    /** An array of points, 145 MB, made while it is sent. */
    private static JsonNode send(
            HttpClient client,
            AndonProcess andon,
            String token,
            String encoding,
            UnaryOperator<OutputStream> packing)
            throws IOException, InterruptedException {
        PipedInputStream body = new PipedInputStream(1 << 16);
        OutputStream out = packing.apply(new PipedOutputStream(body));
        Thread.ofPlatform().start(() -> write(out));
        HttpRequest request =
                HttpRequest.newBuilder(andon.address().resolve("/api/v1/metrics"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Encoding", encoding)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                        .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonMapper().readTree(answer.body());
    }

    private static void write(OutputStream packed) {
        try (OutputStream out = packed) {
            for (int number = 0; number < POINTS; number++) {
                String point =
                        "%c{\"machine_id\":\"%s%d\",\"metric_type\":\"%s\",\"value\":%d,\"timestamp\":%d}"
                                .formatted(
                                        number == 0 ? '[' : ',',
                                        LONG_NAME,
                                        number / TIMES % 20,
                                        LONG_NAME,
                                        number / TIMES,
                                        1_773_900_000_000L + number / TIMES);
                out.write(point.getBytes(StandardCharsets.US_ASCII));
            }
            out.write(']');
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static OutputStream zstd(OutputStream out) {
        try {
            return new ZstdOutputStreamNoFinalizer(out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The largest resident set so far. */
    private static DataSize mostMemory(AndonProcess andon) throws IOException {
        return Files.readAllLines(Path.of("/proc/%d/status".formatted(andon.pid()))).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .map(kilobytes -> DataSize.ofKilobytes(Long.parseLong(kilobytes)))
                .findFirst()
                .orElseThrow();
    }
}
