package dev.andon.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The built server, started as an operator starts it. */
final class Andon implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ServerProcess process;
    private final Duration firstAnswer;
    private final URI address;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();

    private Andon(ServerProcess process, URI address, Path data) throws IOException {
        this.process = process;
        this.address = address;
        this.firstAnswer = process.awaitAnswer(address.resolve("/api/health"));
        process.await("address file", () -> Files.exists(data.resolve("andon.json")));
        this.token =
                JSON.readTree(Files.readString(data.resolve("andon.json")))
                        .path("token")
                        .stringValue();
    }

    static Andon start(Path data, String... options) throws IOException {
        int port = ServerProcess.freePort();
        List<String> command =
                new ArrayList<>(List.of("./andon", "serve", "--listen", "127.0.0.1:" + port));
        command.addAll(List.of("--data", data.toString()));
        command.addAll(List.of(options));
        Path log = data.resolveSibling(data.getFileName() + ".log");
        ServerProcess process = new ServerProcess(command, log);
        return new Andon(process, URI.create("http://127.0.0.1:" + port), data);
    }

    Duration firstAnswer() {
        return firstAnswer;
    }

    /** Time from the first answer. */
    Duration awaitOutput(String text) {
        return process.await("line with " + text, () -> process.output().contains(text))
                .minus(firstAnswer);
    }

    long residentBytes() {
        return ServerProcess.memory(process.handle(), "VmRSS");
    }

    long largestBytes() {
        return ServerProcess.memory(process.handle(), "VmHWM");
    }

    /** Private memory of all its processes: what they share is not counted once for each. */
    long postgresBytes() {
        return process.handle()
                .descendants()
                .mapToLong(child -> ServerProcess.memory(child, "RssAnon"))
                .sum();
    }

    Target lineProtocol() {
        return target("Andon, line protocol", Payload.LINE_PROTOCOL, "/write?precision=ms");
    }

    Target json() {
        return target("Andon, JSON", Payload.JSON, "/api/v1/metrics");
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(request(path).GET().build()));
    }

    String post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    @Override
    public void close() {
        process.close();
        http.shutdownNow();
    }

    private Target target(String name, Payload format, String path) {
        return new Target(
                name,
                format,
                body -> request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(
                    request.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
