package dev.andon.acceptance.trial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/**
 * A batch as one request.
 *
 * @param text what is sent
 */
record HttpDoor(URI address, String token, Function<Batch, String> text, boolean packed)
        implements Door {
    /** Many times what a paused or starting server takes on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Answer send(Batch batch) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body(batch)));
        if (packed) {
            request.header("Content-Encoding", "gzip");
        }
        try {
            return answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private byte[] body(Batch batch) throws IOException {
        byte[] plain = text.apply(batch).getBytes(StandardCharsets.UTF_8);
        if (!packed) {
            return plain;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static Answer answer(HttpResponse<String> response) {
        String words = response.statusCode() + " " + response.body();
        return switch (response.statusCode()) {
            case 200 -> new Acknowledged(Account.read(response.body()));
            case 204 -> new Acknowledged(null);
            case 400 -> {
                if (!response.body().contains("\"received\"")) {
                    throw new AssertionError("The body is said to be wrong: " + words);
                }
                yield new Acknowledged(Account.read(response.body()));
            }
            case 429 -> new Refused(true, words);
            case 503 -> new Refused(false, words);
            default -> throw new AssertionError("No such answer is foreseen: " + words);
        };
    }
}
