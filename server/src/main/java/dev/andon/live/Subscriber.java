package dev.andon.live;

import dev.andon.catalog.SeriesKey;
import dev.andon.ingest.CommittedSamples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * One open connection. Everything that goes out is sent by its own thread, which alone waits when
 * the reader is slow; all others only leave something in a bounded place and wake it.
 */
final class Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);
    private static final int ANSWERS_KEPT = 32;
    private static final CloseStatus SILENT =
            CloseStatus.GOING_AWAY.withReason("no sign of life from the reader");

    private final WebSocketSession session;
    private final LiveMessages messages;
    private final LiveConfig config;
    private final LiveMetrics metrics;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final Queue<String> answers = new ArrayBlockingQueue<>(ANSWERS_KEPT);
    private final Semaphore wakeUp = new Semaphore(0);
    private final Thread sender;
    private volatile long heardAt = System.nanoTime();

    private record Subscription(Filter filter, Backlog backlog) {}

    Subscriber(
            WebSocketSession session,
            LiveMessages messages,
            LiveConfig config,
            LiveMetrics metrics) {
        this.session = session;
        this.messages = messages;
        this.config = config;
        this.metrics = metrics;
        this.sender =
                Thread.ofVirtual().name("live-" + session.getId()).unstarted(this::sendUntilClosed);
    }

    void start() {
        sender.start();
    }

    void stop() {
        sender.interrupt();
    }

    /** The reader is alive. */
    void heard() {
        heardAt = System.nanoTime();
    }

    void receive(String text) {
        heard();
        switch (messages.read(text)) {
            case LiveMessages.Request.Subscribe(String id, Filter filter) -> subscribe(id, filter);
            case LiveMessages.Request.Unsubscribe(String id) -> subscriptions.remove(id);
            case LiveMessages.Request.NotUnderstood(String reason) -> answer(reason);
        }
    }

    /** Never waits. Points {@code from} to {@code to} (excluded) are of one series. */
    void offer(
            CommittedSamples samples, int from, int to, Function<String, Optional<String>> areaOf) {
        SeriesKey series = samples.series(from);
        boolean wanted = false;
        for (Subscription subscription : subscriptions.values()) {
            if (subscription.filter().wants(series, areaOf)) {
                subscription.backlog().add(samples, from, to);
                wanted = true;
            }
        }
        if (wanted) {
            wake();
        }
    }

    private void subscribe(String id, Filter filter) {
        if (!subscriptions.containsKey(id) && subscriptions.size() >= config.subscriptions()) {
            answer(
                    "At most %d subscriptions on one connection; %s was not added."
                            .formatted(config.subscriptions(), id));
            return;
        }
        subscriptions.put(id, new Subscription(filter, new Backlog(config.pointsKept())));
    }

    private void answer(String reason) {
        if (!answers.offer(messages.error(reason))) {
            // It asks nonsense faster than it reads the answers.
            close(CloseStatus.POLICY_VIOLATION.withReason("too many messages not understood"));
        }
        wake();
    }

    private void wake() {
        if (wakeUp.availablePermits() == 0) {
            wakeUp.release();
        }
    }

    private void sendUntilClosed() {
        try {
            while (session.isOpen()) {
                boolean awake =
                        wakeUp.tryAcquire(config.pingEvery().toNanos(), TimeUnit.NANOSECONDS);
                wakeUp.drainPermits();
                int sent = sendAll();
                if (sent > 0) {
                    Thread.sleep(config.messageEvery().multipliedBy(sent));
                } else if (!awake && !ping()) {
                    close(SILENT);
                }
            }
        } catch (IOException gone) {
            LOG.debug("Live connection {} is gone: {}", session.getId(), gone.toString());
            close(CloseStatus.GOING_AWAY);
        } catch (InterruptedException stopped) {
            close(CloseStatus.GOING_AWAY.withReason("the server stops"));
        }
    }

    private int sendAll() throws IOException {
        int sent = 0;
        for (String answer = answers.poll(); answer != null; answer = answers.poll()) {
            session.sendMessage(new TextMessage(answer));
            sent++;
        }
        for (Map.Entry<String, Subscription> entry : subscriptions.entrySet()) {
            Backlog backlog = entry.getValue().backlog();
            if (!backlog.isEmpty()) {
                Backlog.Content content = backlog.take();
                session.sendMessage(new TextMessage(messages.points(entry.getKey(), content)));
                metrics.sent(content);
                sent++;
            }
        }
        return sent;
    }

    /** False when the reader has not been heard of for too long. */
    private boolean ping() throws IOException {
        if (System.nanoTime() - heardAt > config.deadAfter().toNanos()) {
            return false;
        }
        session.sendMessage(new PingMessage(ByteBuffer.allocate(0)));
        return true;
    }

    void close(CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException alreadyGone) {
            LOG.debug("Closing live connection {}: {}", session.getId(), alreadyGone.toString());
        }
    }
}
