package dev.andon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket client that keeps the messages it gets, in their order. */
public final class SocketClient implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private SocketClient(URI address, boolean reads, String... headers) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        for (int index = 0; index < headers.length; index += 2) {
            builder.header(headers[index], headers[index + 1]);
        }
        socket = builder.buildAsync(address, new Listener(reads)).join();
    }

    /**
     * @param headers each name followed by its value
     */
    public static SocketClient open(URI address, String... headers) {
        return new SocketClient(address, true, headers);
    }

    /** One that reads nothing until {@link #readOn}. */
    public static SocketClient notReading(URI address) {
        return new SocketClient(address, false);
    }

    /** Returns when the message has left this side. */
    public void send(String message) {
        socket.sendText(message, true).join();
    }

    public void sendBinary(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    public void readOn() {
        socket.request(Long.MAX_VALUE);
    }

    public JsonNode next() throws InterruptedException {
        JsonNode message = messages.poll(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(message).as("a message within %s", LONGEST_WAIT).isNotNull();
        return message;
    }

    /** Empty when none comes in this time. */
    public Optional<JsonNode> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(messages.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    public boolean hasNothing() {
        return messages.isEmpty();
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    public int closeCode() {
        return closed.orTimeout(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** As when the cable is pulled out. */
    @Override
    public void close() {
        socket.abort();
        closed.complete(WebSocket.NORMAL_CLOSURE);
        http.shutdownNow();
    }

    private final class Listener implements WebSocket.Listener {
        private final boolean reads;
        private final StringBuilder text = new StringBuilder();

        Listener(boolean reads) {
            this.reads = reads;
        }

        @Override
        public void onOpen(WebSocket opened) {
            if (reads) {
                opened.request(Long.MAX_VALUE);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                messages.add(json.readTree(text.toString()));
                text.setLength(0);
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
    }
}
