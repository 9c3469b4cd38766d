package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket client that sends points. */
final class Gateway implements AutoCloseable, WebSocket.Listener {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    Gateway(int port, String... headers) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        for (int index = 0; index < headers.length; index += 2) {
            builder.header(headers[index], headers[index + 1]);
        }
        URI address = URI.create("ws://127.0.0.1:" + port + "/ws/ingest");
        socket = builder.buildAsync(address, this).join();
    }

    /** Returns when the message has left this side. */
    void send(String message) {
        socket.sendText(message, true).join();
    }

    void sendBinary(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    JsonNode next() throws InterruptedException {
        JsonNode answer = answers.poll(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer).as("an answer within %s", LONGEST_WAIT).isNotNull();
        return answer;
    }

    int closeCode() {
        return closed.orTimeout(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            answers.add(json.readTree(text.toString()));
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    /** As when the cable is pulled out. */
    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
