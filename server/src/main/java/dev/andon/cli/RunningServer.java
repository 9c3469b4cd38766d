package dev.andon.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a running server tells the commands on its machine, in a file of its data folder that only
 * its own account may read.
 */
record RunningServer(long pid, String http, String token) {
    private static final String FILE = "andon.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The server of a data folder; it must be running. */
    static RunningServer of(Path data) {
        Path file = data.resolve(FILE);
        try {
            RunningServer server = JSON.readValue(Files.readString(file), RunningServer.class);
            if (ProcessHandle.of(server.pid()).isPresent()) {
                return server;
            }
        } catch (NoSuchFileException absent) {
            // Said below: it is not running.
        } catch (IOException failure) {
            throw new CommandFailed(
                    "%s cannot be read (%s). Run this as the account that started Andon."
                            .formatted(file.toAbsolutePath().normalize(), failure.getMessage()),
                    failure);
        }
        throw new CommandFailed(
                "Andon is not running on the folder %s. Start it with `andon serve`, or name its folder with --data."
                        .formatted(data.toAbsolutePath().normalize()));
    }

    void write(Path data) throws IOException {
        Path unfinished = data.resolve(FILE + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, JSON.writeValueAsString(this) + "\n");
        Files.move(unfinished, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    static void remove(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(FILE));
    }

    JsonNode get(String path) {
        return send("GET", path, null);
    }

    JsonNode send(String method, String path, @Nullable Object body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(http + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(
                                                JSON.writeValueAsString(body)))
                        .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode json =
                    answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
            if (answer.statusCode() >= 400) {
                throw new CommandFailed(
                        json.path("detail").asString("The server answered " + answer.statusCode()));
            }
            return json;
        } catch (IOException failure) {
            throw new CommandFailed(
                    "Andon at %s does not answer: %s".formatted(http, failure), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", interrupted);
        }
    }

    @Override
    public String toString() {
        return "RunningServer[%s]".formatted(http);
    }
}
