package dev.andon.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The memory that all requests together may hold from their first byte to their answer. A token may
 * hold as much as it leaves free. So one that floods alone gets half, a second one half of the
 * rest, and whoever comes new always finds room, without anybody counting who is there.
 */
final class PendingMemory {
    private final long limit;
    private final Function<Object, Duration> expectedWait;
    private final Map<Object, Long> held = new HashMap<>();
    private long used;

    /**
     * @param expectedWait when the share with this key should have room again
     */
    PendingMemory(long limit, Function<Object, Duration> expectedWait) {
        this.limit = limit;
        this.expectedWait = expectedWait;
    }

    /** What the requests of one token take from. */
    Share share(Sender sender) {
        return new Share(this, sender.share());
    }

    record Share(PendingMemory memory, Object key) {
        void take(long bytes) {
            if (!memory.taken(key, bytes)) {
                // Outside the lock, since the queue has one of its own.
                throw IngestRefusedException.overloaded(memory.expectedWait.apply(key));
            }
        }

        void giveBack(long bytes) {
            memory.givenBack(key, bytes);
        }
    }

    private synchronized boolean taken(Object key, long bytes) {
        long all = held.getOrDefault(key, 0L) + bytes;
        if (all > limit - used - bytes) {
            return false;
        }
        held.put(key, all);
        used += bytes;
        return true;
    }

    private synchronized void givenBack(Object key, long bytes) {
        used -= bytes;
        held.computeIfPresent(key, (_, all) -> all == bytes ? null : all - bytes);
    }

    long limit() {
        return limit;
    }

    synchronized long used() {
        return used;
    }
}
