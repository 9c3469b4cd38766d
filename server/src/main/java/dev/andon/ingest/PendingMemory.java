package dev.andon.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private final Map<Object, Waiters> waiters = new LinkedHashMap<>();
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
            refuseUnless(memory.taken(key, bytes));
        }

        /**
         * Waits for room, in turn behind the other requests of the token.
         *
         * @param first goes before them, as one must that holds memory while it waits
         */
        void await(long bytes, Duration patience, boolean first) {
            refuseUnless(memory.awaited(key, bytes, patience, first));
        }

        void giveBack(long bytes) {
            memory.givenBack(key, bytes);
        }

        private void refuseUnless(boolean taken) {
            if (!taken) {
                // Outside the lock, since the queue has one of its own.
                throw IngestRefusedException.overloaded(memory.expectedWait.apply(key));
            }
        }
    }

    /** Memory that is taken step by step and given back at once; a second time is none. */
    static final class Held {
        private final Share share;
        private long bytes;

        Held(Share share) {
            this.share = share;
        }

        void take(long more) {
            share.take(more);
            bytes += more;
        }

        void giveBack() {
            share.giveBack(bytes);
            bytes = 0;
        }
    }

    /** A request that gets its memory from whoever gives some back. */
    private record Waiting(long bytes, CountDownLatch room) {}

    /** Those of one token; it is there only while there are some. */
    private record Waiters(Deque<Waiting> first, Deque<Waiting> others) {
        Waiters() {
            this(new ArrayDeque<>(), new ArrayDeque<>());
        }

        boolean isEmpty() {
            return first.isEmpty() && others.isEmpty();
        }

        Deque<Waiting> next() {
            return first.isEmpty() ? others : first;
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

    private boolean awaited(Object key, long bytes, Duration patience, boolean first) {
        Waiting waiting = new Waiting(bytes, new CountDownLatch(1));
        synchronized (this) {
            Waiters before = waiters.get(key);
            boolean turn = before == null || (first && before.first.isEmpty());
            if (turn && taken(key, bytes)) {
                return true;
            }
            Waiters own = waiters.computeIfAbsent(key, _ -> new Waiters());
            (first ? own.first : own.others).add(waiting);
        }
        try {
            if (waiting.room.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return true;
            }
        } catch (InterruptedException inHaste) {
            Thread.currentThread().interrupt();
        }
        return !leaves(key, waiting);
    }

    /** False when it has got its memory after all. */
    private synchronized boolean leaves(Object key, Waiting waiting) {
        Waiters own = waiters.get(key);
        boolean left = own != null && (own.first.remove(waiting) || own.others.remove(waiting));
        // There may be room for the one behind, which wants less.
        letIn();
        return left;
    }

    private synchronized void givenBack(Object key, long bytes) {
        used -= bytes;
        held.computeIfPresent(key, (_, all) -> all == bytes ? null : all - bytes);
        letIn();
    }

    /** Costs a look at each token that waits, however many requests of it do. */
    private void letIn() {
        Iterator<Map.Entry<Object, Waiters>> all = waiters.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Object, Waiters> one = all.next();
            Waiters own = one.getValue();
            while (!own.isEmpty() && taken(one.getKey(), own.next().element().bytes)) {
                own.next().remove().room.countDown();
            }
            if (own.isEmpty()) {
                all.remove();
            }
        }
    }

    long limit() {
        return limit;
    }

    synchronized long used() {
        return used;
    }
}
