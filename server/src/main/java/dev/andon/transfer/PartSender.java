package dev.andon.transfer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends parts, each until it is answered: a part that was stored although its answer got lost
 * counts as unchanged when it comes again.
 */
final class PartSender implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Overloaded, away, or a proxy that says so of the server. */
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final Server server;
    private final Duration patience;
    private final ImportReport report;

    PartSender(Server server, Duration patience, ImportReport report) {
        this.server = server;
        this.patience = patience;
        this.report = report;
    }

    /** The account of the part, after commit. */
    JsonNode send(String query, byte[] header, Part part) throws InterruptedException {
        BodyPublisher body = body(header, part);
        long start = System.nanoTime();
        boolean waiting = false;
        Duration pause = FIRST_PAUSE;
        while (true) {
            String trouble;
            Duration wait = pause;
            try {
                HttpResponse<String> answer =
                        http.send(request(query, body), BodyHandlers.ofString());
                if (answer.statusCode() < 300) {
                    if (waiting) {
                        report.say("The server takes points again.");
                    }
                    return parse(answer.body());
                }
                trouble = detail(answer);
                if (!PASSING.contains(answer.statusCode())) {
                    throw new TransferException(trouble);
                }
                wait =
                        answer.headers().firstValueAsLong("Retry-After").stream()
                                .mapToObj(Duration::ofSeconds)
                                .findFirst()
                                .orElse(pause);
            } catch (IOException unreachable) {
                trouble = "The server cannot be reached (%s).".formatted(unreachable);
            }
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new TransferException(
                        trouble
                                + " What was acknowledged is stored; the same command goes on from there.");
            }
            if (!waiting) {
                report.say(trouble + " It is tried again until it works.");
                waiting = true;
            }
            Thread.sleep(wait);
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        }
    }

    /** As a stream, since Java would copy an array as a whole before it sends it. */
    private static BodyPublisher body(byte[] header, Part part) {
        BodyPublisher stream =
                BodyPublishers.ofInputStream(() ->
                        new SequenceInputStream(
                                new ByteArrayInputStream(header),
                                new ByteArrayInputStream(
                                        part.bytes(), part.from(), part.length())));
        return BodyPublishers.fromPublisher(stream, (long) header.length + part.length());
    }

    private HttpRequest request(String query, BodyPublisher body) throws IOException {
        Server.Address address = server.find();
        return HttpRequest.newBuilder(URI.create(address.http() + "/api/v1/import?" + query))
                .timeout(LONGEST_ANSWER)
                .header("Authorization", "Bearer " + address.token())
                .header("Content-Type", "application/octet-stream")
                .POST(body)
                .build();
    }

    private static String detail(HttpResponse<String> answer) {
        String fallback = "The server answered with status %d.".formatted(answer.statusCode());
        return parse(answer.body()).path("detail").asString(fallback);
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
