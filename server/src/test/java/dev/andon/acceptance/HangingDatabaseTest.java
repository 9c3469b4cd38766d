package dev.andon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.AndonProcess;
import dev.andon.EnterableFolder;
import dev.andon.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PostgreSQL that neither answers nor closes its connections, as one on a machine that swaps or
 * behind a broken switch: every sender is told so, and it goes on by itself.
 */
class HangingDatabaseTest {
    private static final Duration MAX_SILENCE = Duration.ofSeconds(3);

    @TempDir(factory = EnterableFolder.class)
    private Path folder;

    @Test
    void everySenderGetsAnAnswerAndNothingIsLost() throws IOException {
        Files.writeString(
                folder.resolve("andon.yaml"),
                "andon.postgres.max-silence: %ds%n".formatted(MAX_SILENCE.toSeconds()));
        try (AndonProcess andon = AndonProcess.serve(folder)) {
            String token = andon.newToken("ingest");
            assertThat(send(andon, token, 0).statusCode()).isEqualTo(200);

            List<ProcessHandle> postgres =
                    Stream.concat(Stream.of(andon.postmaster()), andon.postmaster().descendants())
                            .toList();
            signal("STOP", postgres);
            try {
                refusesAll(andon, token);
                Eventually.holds("Refusals without waiting", () -> refusesAtOnce(andon, token));
            } finally {
                signal("CONT", postgres);
            }

            Eventually.holds("Storing again", () -> send(andon, token, 0).statusCode() == 200);
            for (int number = 1; number <= 20; number++) {
                assertThat(send(andon, token, number).statusCode()).isEqualTo(200);
            }
            assertThat(andon.send("GET", "/api/v1/status", "").body()).contains("\"points\":21");
        }
    }

    private static void refusesAll(AndonProcess andon, String token) {
        List<CompletableFuture<HttpResponse<String>>> answers =
                IntStream.rangeClosed(1, 20)
                        .mapToObj(number ->
                                CompletableFuture.supplyAsync(
                                        () -> send(andon, token, number),
                                        task -> Thread.ofVirtual().start(task)))
                        .toList();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.join().statusCode()).as(answer.join().body()).isEqualTo(503);
            assertThat(answer.join().headers().firstValue("Retry-After")).isPresent();
        }
    }

    private static boolean refusesAtOnce(AndonProcess andon, String token) {
        long start = System.nanoTime();
        int status = send(andon, token, 1).statusCode();
        return status == 503 && System.nanoTime() - start < Duration.ofMillis(500).toNanos();
    }

    private static HttpResponse<String> send(AndonProcess andon, String token, int number) {
        String point =
                "{\"machine_id\":\"M\",\"metric_type\":\"t\",\"value\":1,\"timestamp\":%d}"
                        .formatted(1_735_689_600_000L + number);
        return andon.send("POST", "/api/v1/metrics", point, token);
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        for (ProcessHandle process : processes) {
            Shell.of("kill", "-" + name, Long.toString(process.pid())).run();
        }
    }
}
