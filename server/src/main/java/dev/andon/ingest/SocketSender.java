package dev.andon.ingest;

import dev.andon.accounts.Right;
import dev.andon.accounts.Standing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/**
 * One open connection of somebody who sends. Each message has a place from when it is read until
 * its answer has been sent, and a thread that waits for its commit. When all places are taken, the
 * connection's own thread waits for one and reads nothing, so that the sender waits, too.
 */
final class SocketSender {
    private static final Logger LOG = LoggerFactory.getLogger(SocketSender.class);

    /** A character of a message, while it grows and when it is made a string. */
    private static final int BYTES_A_CHARACTER = 4;

    private static final int MISSED_CHECKS = 3;

    private static final CloseStatus REVOKED =
            CloseStatus.POLICY_VIOLATION.withReason("the token or session has ended");
    private static final CloseStatus SILENT =
            CloseStatus.GOING_AWAY.withReason("no sign of life from the sender");
    private static final CloseStatus STOPPING =
            CloseStatus.GOING_AWAY.withReason("the server stops");

    private final WebSocketSession session;
    private final IngestPipeline pipeline;
    private final IngestConfig config;
    private final JsonMapper json;
    private final Standing standing;
    private final Sender sender;
    private final PendingMemory.Share memory;
    private final Semaphore places;
    private final ReentrantLock sending = new ReentrantLock();
    private final Thread watch;
    private volatile long heardAt = System.nanoTime();

    // The message that is coming in, and why it is refused already.
    private StringBuilder text = new StringBuilder();
    private PendingMemory.Held textMemory;
    private @Nullable IngestRefusedException refusal;
    private boolean closed;

    SocketSender(
            WebSocketSession session,
            IngestPipeline pipeline,
            IngestConfig config,
            JsonMapper json,
            Standing standing) {
        this.session = session;
        this.pipeline = pipeline;
        this.config = config;
        this.json = json;
        this.standing = standing;
        this.sender = Sender.of(Protocol.WEBSOCKET, session.getPrincipal());
        this.memory = pipeline.memory().share(sender);
        this.textMemory = new PendingMemory.Held(memory);
        // Fair, so that one who never stops sending does not keep stop() from its turn.
        this.places = new Semaphore(config.socketMessages(), true);
        this.watch =
                Thread.ofVirtual().name("ingest-" + session.getId()).unstarted(this::watchOver);
    }

    void start() {
        watch.start();
    }

    void heard() {
        heardAt = System.nanoTime();
    }

    /** Takes a part of a message; waits at its end while too many are not answered. */
    void receive(String part, boolean last) throws InterruptedException {
        heard();
        gather(part);
        if (last) {
            places.acquire();
            answerNext();
        }
    }

    void receiveBinary(boolean last) throws InterruptedException {
        heard();
        if (last) {
            places.acquire();
            refuse(
                    IngestRefusedException.malformed(
                            "The message is binary; points come as text messages."));
            answerNext();
        }
    }

    private synchronized void gather(String part) {
        if (closed || refusal != null) {
            return;
        }
        try {
            if (text.length() + part.length() > config.maxMessage().toBytes()) {
                throw IngestRefusedException.messageTooLarge(config.maxMessage());
            }
            textMemory.take((long) part.length() * BYTES_A_CHARACTER);
            text.append(part);
        } catch (IngestRefusedException tooMuch) {
            refusal = tooMuch;
        }
    }

    private synchronized void refuse(IngestRefusedException why) {
        refusal = why;
    }

    private synchronized void answerNext() {
        SocketMessage message = new SocketMessage(text.toString());
        PendingMemory.Held held = textMemory;
        IngestRefusedException refused = refusal;
        text = new StringBuilder();
        textMemory = new PendingMemory.Held(memory);
        refusal = null;
        if (closed) {
            places.release();
            return;
        }
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        send(answer(message, held, refused));
                    } finally {
                        places.release();
                    }
                });
    }

    /** The text's memory is given back when the points are read, or when there was no room to. */
    private SocketAnswer answer(
            SocketMessage message,
            PendingMemory.Held held,
            @Nullable IngestRefusedException refused) {
        try {
            Receipt receipt =
                    pipeline.receive(
                            sender,
                            batch -> {
                                if (refused != null) {
                                    throw refused;
                                }
                                message.read(batch);
                                held.giveBack();
                            });
            return SocketAnswer.of(message.id(), receipt);
        } catch (IngestRefusedException why) {
            return SocketAnswer.of(message.readId(), why);
        } catch (IOException | RuntimeException failure) {
            // The boundary of the thread: whatever happened, the sender gets an answer.
            LOG.error("A message was not stored, for a reason that should not occur", failure);
            return SocketAnswer.of(message.id(), IngestRefusedException.failed(failure));
        } finally {
            held.giveBack();
        }
    }

    private void send(SocketAnswer answer) {
        sending.lock();
        try {
            if (session.isOpen()) {
                session.sendMessage(new TextMessage(json.writeValueAsString(answer)));
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("Connection {} is gone: {}", session.getId(), gone.toString());
            close(CloseStatus.GOING_AWAY);
        } finally {
            sending.unlock();
        }
    }

    private void watchOver() {
        try {
            while (session.isOpen()) {
                Thread.sleep(config.socketCheckEvery());
                if (!standing.stillMay(Right.INGEST)) {
                    close(REVOKED);
                } else if (isSilent()) {
                    close(SILENT);
                } else {
                    ping();
                }
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("Connection {} is gone: {}", session.getId(), gone.toString());
            close(CloseStatus.GOING_AWAY);
        } catch (InterruptedException ended) {
            LOG.debug("Connection {} has ended", session.getId());
        }
    }

    /** While messages wait nothing is read, and no sign of life can be seen. */
    private boolean isSilent() {
        Duration silence = Duration.ofNanos(System.nanoTime() - heardAt);
        return places.availablePermits() == config.socketMessages()
                && silence.compareTo(config.socketCheckEvery().multipliedBy(MISSED_CHECKS)) > 0;
    }

    /** Not while an answer is being sent: that finds out as well. */
    private void ping() throws IOException {
        if (sending.tryLock()) {
            try {
                session.sendMessage(new PingMessage(ByteBuffer.allocate(0)));
            } finally {
                sending.unlock();
            }
        }
    }

    /** Takes all places, so that nothing more is let in, when what was let in has its answers. */
    void stop(Duration patience) {
        try {
            boolean answered =
                    places.tryAcquire(
                            config.socketMessages(), patience.toMillis(), TimeUnit.MILLISECONDS);
            close(STOPPING);
            if (answered) {
                places.release(config.socketMessages());
            }
        } catch (InterruptedException inHaste) {
            close(STOPPING);
        }
    }

    /** Nothing will come or can be sent any more. */
    synchronized void ended() {
        closed = true;
        watch.interrupt();
        textMemory.giveBack();
        text = new StringBuilder();
    }

    private void close(CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException alreadyGone) {
            LOG.debug("Closing connection {}: {}", session.getId(), alreadyGone.toString());
        }
    }
}
