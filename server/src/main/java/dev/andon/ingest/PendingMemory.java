package dev.andon.ingest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The memory that all requests together may hold from their first byte to their answer. */
final class PendingMemory {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    private final Supplier<Duration> expectedWait;

    PendingMemory(long limit, Supplier<Duration> expectedWait) {
        this.limit = limit;
        this.expectedWait = expectedWait;
    }

    void take(long bytes) {
        if (used.addAndGet(bytes) > limit) {
            used.addAndGet(-bytes);
            throw IngestRefusedException.overloaded(expectedWait.get());
        }
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
