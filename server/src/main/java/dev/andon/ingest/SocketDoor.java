package dev.andon.ingest;

import dev.andon.accounts.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import tools.jackson.databind.json.JsonMapper;

/** Points by WebSocket: all connections, and how they come and go. */
@Component
final class SocketDoor extends AbstractWebSocketHandler implements SmartLifecycle {
    /** Less than Spring waits for a phase of stopping. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    private final IngestPipeline pipeline;
    private final IngestConfig config;
    private final JsonMapper json;
    private final Map<String, SocketSender> senders = new ConcurrentHashMap<>();
    private volatile boolean running;

    SocketDoor(IngestPipeline pipeline, IngestConfig config, JsonMapper json) {
        this.pipeline = pipeline;
        this.config = config;
        this.json = json;
    }

    /** Messages are put together here, and a large one has an answer instead of the end of all. */
    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws Exception {
        if (!running) {
            session.close(CloseStatus.GOING_AWAY.withReason("the server starts or stops"));
            return;
        }
        if (senders.size() >= config.sockets()) {
            session.close(
                    CloseStatus.SERVICE_OVERLOAD.withReason(
                            "too many open connections (andon.ingest.sockets); try later"));
            return;
        }
        SocketSender sender =
                new SocketSender(
                        session, pipeline, config, json, Standing.of(session.getPrincipal()));
        senders.put(session.getId(), sender);
        sender.start();
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message)
            throws InterruptedException {
        SocketSender sender = senders.get(session.getId());
        if (sender != null) {
            sender.receive(message.getPayload(), message.isLast());
        }
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message)
            throws InterruptedException {
        SocketSender sender = senders.get(session.getId());
        if (sender != null) {
            sender.receiveBinary(message.isLast());
        }
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        SocketSender sender = senders.get(session.getId());
        if (sender != null) {
            sender.heard();
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        SocketSender sender = senders.remove(session.getId());
        if (sender != null) {
            sender.ended();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Answers what was let in and takes leave; in the first phase, while all else still works. */
    @Override
    public void stop() {
        running = false;
        List<Thread> stopping =
                senders.values().stream()
                        .map(sender -> Thread.ofVirtual().start(() -> sender.stop(LONGEST_STOP)))
                        .toList();
        try {
            for (Thread one : stopping) {
                one.join();
            }
        } catch (InterruptedException inHaste) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
