package dev.andon.accounts;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes, checks and revokes tokens. */
@Component
final class Tokens {
    static final String PREFIX = "andon_";
    private static final Duration LAST_USED_PRECISION = Duration.ofMinutes(1);
    private static final Logger AUDIT = LoggerFactory.getLogger("dev.andon.audit");

    private final TokenStore store;
    private final Clock clock;
    private final Remembered remembered;
    private final byte[] operator;

    Tokens(TokenStore store, OperatorToken operator, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.remembered = new Remembered(clock);
        this.operator = Secret.hash(operator.text());
    }

    /** A token and what is known of it; the only moment at which its text exists. */
    record Created(TokenInfo info, String token) {}

    Created create(String name, Set<Scope> scopes, String createdBy) {
        String token = PREFIX + Secret.random();
        Instant now = clock.instant();
        int id = store.add(name, Secret.hash(token), scopes, createdBy, now);
        AUDIT.info("Token {} for {} created by {}", id, scopes, createdBy);
        return new Created(new TokenInfo(id, name, scopes, now, createdBy, null, null), token);
    }

    List<TokenInfo> all() {
        return store.all();
    }

    /** False when there is no such token that is still valid. */
    boolean revoke(int id, String revokedBy) {
        boolean revoked = store.revoke(id, clock.instant());
        remembered.forget();
        if (revoked) {
            AUDIT.info("Token {} revoked by {}", id, revokedBy);
        }
        return revoked;
    }

    Optional<Caller> verify(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        byte[] hash = Secret.hash(token);
        if (MessageDigest.isEqual(hash, operator)) {
            return Optional.of(new Caller.Program(0, "operator", Set.of(Scope.ADMIN)));
        }
        return remembered.find(hash, this::lookUp);
    }

    private Optional<Caller> lookUp(byte[] hash) {
        Optional<TokenInfo> found = store.findActive(hash);
        Instant now = clock.instant();
        found.filter(token -> usedLongAgo(token, now))
                .ifPresent(token -> store.used(token.id(), now));
        return found.map(token -> new Caller.Program(token.id(), token.name(), token.scopes()));
    }

    private static boolean usedLongAgo(TokenInfo token, Instant now) {
        Instant lastUsed = token.lastUsed();
        return lastUsed == null || lastUsed.plus(LAST_USED_PRECISION).isBefore(now);
    }
}
