package dev.andon.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Logged-in browsers. A session lives in the database, so a wall screen stays logged in when the
 * server restarts, and ends when nobody has used it for {@link #IDLE_LIMIT}.
 */
@Component
final class Sessions {
    static final Duration IDLE_LIMIT = Duration.ofDays(30);
    static final Duration LAST_SEEN_PRECISION = Duration.ofMinutes(1);

    private final SessionStore store;
    private final Clock clock;
    private final Remembered remembered;

    Sessions(SessionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.remembered = new Remembered(clock);
    }

    /** Returns the secret that the browser keeps in its cookie. */
    String start(String login) {
        Instant now = clock.instant();
        store.removeSeenBefore(now.minus(IDLE_LIMIT));
        String secret = Secret.random();
        store.add(Secret.hash(secret), login, now);
        return secret;
    }

    Optional<Caller> find(String secret) {
        return remembered.find(Secret.hash(secret), this::lookUp);
    }

    void end(String secret) {
        store.remove(Secret.hash(secret));
        remembered.forget();
    }

    void endAllOf(String login) {
        store.removeAllOf(login);
        remembered.forget();
    }

    /** After a change of role: the next request of everybody reads the database again. */
    void recheck() {
        remembered.forget();
    }

    private Optional<Caller> lookUp(byte[] hash) {
        Instant now = clock.instant();
        Optional<SessionStore.Session> found = store.find(hash, now.minus(IDLE_LIMIT));
        found.filter(session -> session.lastSeen().plus(LAST_SEEN_PRECISION).isBefore(now))
                .ifPresent(_ -> store.seen(hash, now));
        return found.map(SessionStore.Session::person);
    }
}
