package dev.andon.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket client that reads when told to, and then everything. */
final class LiveReader implements AutoCloseable, WebSocket.Listener {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final AtomicLong skipped = new AtomicLong();
    private final boolean reads;
    private final WebSocket socket;

    LiveReader(URI address, boolean reads, String... headers) {
        this.reads = reads;
        WebSocket.Builder builder = http.newWebSocketBuilder();
        for (int index = 0; index < headers.length; index += 2) {
            builder.header(headers[index], headers[index + 1]);
        }
        this.socket = builder.buildAsync(address, this).join();
    }

    void send(String message) {
        socket.sendText(message, true).join();
    }

    /** From now on, for a reader that did not read. */
    void readOn() {
        socket.request(Long.MAX_VALUE);
    }

    JsonNode next() throws InterruptedException {
        JsonNode message = messages.poll(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(message).as("a message within %s", LONGEST_WAIT).isNotNull();
        return message;
    }

    boolean hasNothing() {
        return messages.isEmpty();
    }

    long skipped() {
        return skipped.get();
    }

    int closeCode() {
        return closed.orTimeout(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(Long.MAX_VALUE);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            JsonNode message = json.readTree(text.toString());
            text.setLength(0);
            skipped.addAndGet(message.path("skipped").asLong(0));
            messages.add(message);
        }
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

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
