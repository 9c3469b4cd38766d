package dev.andon.accounts;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Callers proven a moment ago, by the hash of their secret. Only proven ones are kept, so guessing
 * fills nothing. {@link #forget} after a revocation is final on this server: looking up happens
 * inside the map's own lock for that key, so no older answer can be put back afterwards. Other
 * servers notice when {@link #KEPT_FOR} has passed.
 */
final class Remembered {
    static final Duration KEPT_FOR = Duration.ofSeconds(5);
    private static final int MAX_ENTRIES = 20_000;

    private record Entry(Caller caller, Instant until) {}

    private final ConcurrentHashMap<ByteBuffer, Entry> entries = new ConcurrentHashMap<>();
    private final Clock clock;

    Remembered(Clock clock) {
        this.clock = clock;
    }

    Optional<Caller> find(byte[] hash, Function<byte[], Optional<Caller>> lookUp) {
        Instant now = clock.instant();
        ByteBuffer key = ByteBuffer.wrap(hash);
        Entry known = entries.get(key);
        if (known != null && now.isBefore(known.until)) {
            return Optional.of(known.caller);
        }
        if (entries.size() >= MAX_ENTRIES) {
            entries.values().removeIf(entry -> !now.isBefore(entry.until));
        }
        boolean room = entries.size() < MAX_ENTRIES;
        if (!room) {
            return lookUp.apply(hash);
        }
        return Optional.ofNullable(entries.compute(key, (_, _) -> entry(lookUp.apply(hash), now)))
                .map(Entry::caller);
    }

    /** Everything: revocations are rare, and the next request of each caller costs one look-up. */
    void forget() {
        entries.clear();
    }

    private static @Nullable Entry entry(Optional<Caller> caller, Instant now) {
        return caller.map(found -> new Entry(found, now.plus(KEPT_FOR))).orElse(null);
    }
}
