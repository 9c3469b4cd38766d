package dev.andon.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way to the server. Patient: as long as sending again can help (connection refused, 429, 503
 * and other 5xx) it waits as told and sends again, until the thread is interrupted.
 */
final class PlantConnection implements AutoCloseable {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final JsonMapper json = new JsonMapper();
    private final URI server;
    private final String authorization;
    private final SimulatorReport report;
    private final AtomicBoolean waiting = new AtomicBoolean();

    PlantConnection(URI server, String token, SimulatorReport report) {
        this.server = server;
        this.authorization = "Bearer " + token;
        this.report = report;
    }

    /** Sends the points and returns when the server has them. */
    void send(Batch batch) throws InterruptedException {
        HttpRequest request =
                request("/api/v1/metrics")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(batch.compressed()))
                        .build();
        JsonNode account = parse(patiently(request));
        long rejected = account.path("rejected").asLong(0);
        if (rejected > 0) {
            say(
                    "The server rejected %d of %d points, the first because: %s"
                            .formatted(
                                    rejected,
                                    batch.points(),
                                    account.path("errors").path(0).path("reason").asString("?")));
        }
    }

    void register(Machine machine) throws InterruptedException {
        Machine.Nameplate plate = machine.nameplate();
        String body =
                json.writeValueAsString(
                        Map.of(
                                "name", plate.name(),
                                "site", plate.site(),
                                "area", plate.area(),
                                "line", plate.line(),
                                "ideal_cycle_seconds", plate.idealCycleSeconds(),
                                "status", machine.state().status()));
        patiently(
                request("/api/v1/machines/" + plate.id())
                        .PUT(BodyPublishers.ofString(body))
                        .build());
    }

    void say(String sentence) {
        synchronized (report) {
            report.say(sentence);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json");
    }

    private String patiently(HttpRequest request) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() < 300) {
                    sayThatItGoesOn();
                    return answer.body();
                }
                if (answer.statusCode() != 429 && answer.statusCode() < 500) {
                    throw new SimulatorException(refusal(request, answer));
                }
                sayThatItWaits("The server answers " + answer.statusCode());
                pause =
                        answer.headers().firstValueAsLong("Retry-After").stream()
                                .mapToObj(Duration::ofSeconds)
                                .findFirst()
                                .orElse(pause);
            } catch (IOException unreachable) {
                sayThatItWaits("The server cannot be reached (" + unreachable + ")");
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2);
            if (pause.compareTo(LONGEST_PAUSE) > 0) {
                pause = LONGEST_PAUSE;
            }
        }
    }

    private String refusal(HttpRequest request, HttpResponse<String> answer) {
        String reason =
                switch (answer.statusCode()) {
                    case 401, 403 ->
                            "it does not accept the token. Make one with scope ingest: andon token"
                                    + " create";
                    default -> parse(answer.body()).path("detail").asString(answer.body());
                };
        return "The server refused %s %s with status %d: %s"
                .formatted(request.method(), request.uri(), answer.statusCode(), reason);
    }

    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException notJson) {
            return json.createObjectNode();
        }
    }

    private void sayThatItWaits(String reason) {
        if (waiting.compareAndSet(false, true)) {
            say(reason + "; samples are kept and sent as soon as it works again.");
        }
    }

    private void sayThatItGoesOn() {
        if (waiting.compareAndSet(true, false)) {
            say("The server takes samples again.");
        }
    }
}
