package dev.andon.live;

import dev.andon.ingest.CommittedSamples;
import dev.andon.ingest.CommittedSamplesListener;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes committed samples from the thread that wrote them and hands them to the open connections,
 * on a thread of its own. Whoever is slow loses old points, never the newest, and holds up nobody.
 */
final class LiveHub extends TextWebSocketHandler
        implements CommittedSamplesListener, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);

    /** What may wait between the writer and the dispatcher: a moment's worth, some 50 MB. */
    private static final int POINTS_KEPT = 1_000_000;

    private static final int GROUPS_KEPT = 10_000;

    private static final int LONGEST_REQUEST = 64 * 1024;

    /** How long Tomcat lets one message wait for a reader. */
    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private final LiveConfig config;
    private final Function<String, Optional<String>> areaOf;
    private final LiveMessages messages;
    private final LiveMetrics metrics;
    private final Map<String, Subscriber> subscribers = new ConcurrentHashMap<>();
    private final BlockingQueue<CommittedSamples> groups = new ArrayBlockingQueue<>(GROUPS_KEPT);
    private final AtomicLong pointsWaiting = new AtomicLong();
    private volatile Thread dispatcher = Thread.ofVirtual().unstarted(() -> {});

    LiveHub(
            LiveConfig config,
            Function<String, Optional<String>> areaOf,
            JsonMapper json,
            MeterRegistry registry) {
        this.config = config;
        this.areaOf = areaOf;
        this.messages = new LiveMessages(json);
        this.metrics = new LiveMetrics(registry, subscribers.values());
    }

    @Override
    public void committed(CommittedSamples samples) {
        if (subscribers.isEmpty()) {
            return;
        }
        pointsWaiting.addAndGet(samples.size());
        while (pointsWaiting.get() > POINTS_KEPT && dropOldest()) {}
        while (!groups.offer(samples)) {
            dropOldest();
        }
    }

    private boolean dropOldest() {
        CommittedSamples oldest = groups.poll();
        if (oldest != null) {
            pointsWaiting.addAndGet(-oldest.size());
            metrics.overrun(oldest.size());
        }
        return oldest != null;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        Subscriber subscriber = new Subscriber(session, messages, config, metrics);
        if (subscribers.size() >= config.sessions()) {
            subscriber.close(
                    CloseStatus.SERVICE_OVERLOAD.withReason("too many open pages; try later"));
            return;
        }
        session.setTextMessageSizeLimit(LONGEST_REQUEST);
        letSendingTake(config.deadAfter(), session);
        subscribers.put(session.getId(), subscriber);
        subscriber.start();
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        Subscriber subscriber = subscribers.get(session.getId());
        if (subscriber != null) {
            subscriber.receive(message.getPayload());
        }
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        Subscriber subscriber = subscribers.get(session.getId());
        if (subscriber != null) {
            subscriber.heard();
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        Subscriber subscriber = subscribers.remove(session.getId());
        if (subscriber != null) {
            subscriber.stop();
        }
    }

    @Override
    public void start() {
        dispatcher = Thread.ofVirtual().name("live-dispatcher").start(this::dispatch);
    }

    @Override
    public void stop() {
        dispatcher.interrupt();
        subscribers.values().forEach(Subscriber::stop);
    }

    @Override
    public boolean isRunning() {
        return dispatcher.isAlive();
    }

    private static void letSendingTake(Duration longest, WebSocketSession session) {
        if (session instanceof NativeWebSocketSession outer) {
            Session inner = outer.getNativeSession(Session.class);
            if (inner != null) {
                inner.getUserProperties().put(SEND_TIMEOUT, longest.toMillis());
            }
        }
    }

    private void dispatch() {
        try {
            while (true) {
                CommittedSamples samples = groups.take();
                pointsWaiting.addAndGet(-samples.size());
                hand(samples);
            }
        } catch (InterruptedException stopped) {
            LOG.debug("Live dispatcher stops.");
        }
    }

    private void hand(CommittedSamples samples) {
        try {
            int from = 0;
            for (int to = 1; to <= samples.size(); to++) {
                if (to == samples.size() || !samples.series(to).equals(samples.series(from))) {
                    for (Subscriber subscriber : subscribers.values()) {
                        subscriber.offer(samples, from, to, areaOf);
                    }
                    from = to;
                }
            }
        } catch (RuntimeException failure) {
            // The loop's boundary: areas come from the database, which may be away; the next
            // group finds it back, and pages ask for what they missed.
            metrics.overrun(samples.size());
            LOG.warn("{} new samples did not reach open pages.", samples.size(), failure);
        }
    }
}
