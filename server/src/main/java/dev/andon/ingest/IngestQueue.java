package dev.andon.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Requests that wait for a writer, in a lane for each token, which take turns by deficit round
 * robin: a token waits for one turn of each of the others, however much they send. A writer takes
 * all that waits, up to a group, and never waits for more to come: while it writes, the next group
 * gathers by itself.
 */
final class IngestQueue {
    /** So that this many tokens fit into one group. */
    private static final int TURNS_A_GROUP = 16;

    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private final int maxPoints;
    private final int maxGroupPoints;
    private final int turn;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Map<Object, Lane> lanes = new HashMap<>();
    private final Deque<Lane> turns = new ArrayDeque<>();
    private final WriteRate rate;
    private int points;
    private int beingWritten;
    private boolean closed;

    IngestQueue(int maxPoints, int maxGroupPoints, LongSupplier nanoTime) {
        this.maxPoints = maxPoints;
        this.maxGroupPoints = maxGroupPoints;
        this.turn = Math.max(1, maxGroupPoints / TURNS_A_GROUP);
        this.rate = new WriteRate(nanoTime);
    }

    /** What waits of one token. It is there only while something does. */
    private static final class Lane {
        final Object key;
        final Deque<PendingBatch> waiting = new ArrayDeque<>();
        int points;

        /** Points that it may still give to a group before the others have their turn. */
        int credit;

        Lane(Object key, int credit) {
            this.key = key;
            this.credit = credit;
        }
    }

    /**
     * A token of which nothing waits is always let in: its request is already in memory, which is
     * bounded by itself. Otherwise it may have as many points waiting as it leaves room for.
     *
     * @param patience how long it waits for that room
     */
    void put(PendingBatch batch, Duration patience) {
        Object key = batch.sender().share();
        int size = batch.size();
        lock.lock();
        try {
            awaitRoom(key, size, patience);
            Lane lane = lanes.get(key);
            if (lane == null) {
                lane = new Lane(key, turn);
                lanes.put(key, lane);
                turns.add(lane);
            }
            lane.waiting.add(batch);
            lane.points += size;
            points += size;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(Object key, int size, Duration patience) {
        long left = patience.toNanos();
        try {
            while (!closed && !hasRoom(key, size) && left > 0) {
                left = room.awaitNanos(left);
            }
        } catch (InterruptedException inHaste) {
            Thread.currentThread().interrupt();
        }
        if (closed) {
            throw IngestRefusedException.stopping();
        }
        if (!hasRoom(key, size)) {
            throw IngestRefusedException.overloaded(wait(key));
        }
    }

    private boolean hasRoom(Object key, int size) {
        Lane lane = lanes.get(key);
        return lane == null || (long) lane.points + size <= maxPoints - points - size;
    }

    /**
     * The next group; waits for one. Whoever takes it says {@link #done} afterwards. Empty when the
     * queue is closed and nothing waits any more.
     */
    List<PendingBatch> take() {
        lock.lock();
        try {
            while (turns.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            List<PendingBatch> group = remove();
            if (!group.isEmpty()) {
                beingWritten += size(group);
                rate.begin();
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** A group was written, or could not be. */
    void done(List<PendingBatch> group) {
        lock.lock();
        try {
            beingWritten -= size(group);
            rate.end(size(group));
        } finally {
            lock.unlock();
        }
    }

    /** All that waits, without waiting. */
    List<PendingBatch> drain() {
        lock.lock();
        try {
            List<PendingBatch> all = new ArrayList<>();
            turns.forEach(lane -> all.addAll(lane.waiting));
            turns.clear();
            lanes.clear();
            points = 0;
            room.signalAll();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is let in any more; what waits is still to be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int points() {
        lock.lock();
        try {
            return points;
        } finally {
            lock.unlock();
        }
    }

    int maxPoints() {
        return maxPoints;
    }

    /** How long all that waits now will take to write. */
    Duration expectedWait() {
        lock.lock();
        try {
            return Duration.ofMillis((long) (1_000 * (points + beingWritten) / rate()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * When what waits of this token will be written, if nothing more comes: from one second, the
     * unit of the answer, to a minute.
     */
    Duration expectedWait(Object key) {
        lock.lock();
        try {
            return wait(key);
        } finally {
            lock.unlock();
        }
    }

    /** While a lane empties, each of the others gives at most as much as it does. */
    private Duration wait(Object key) {
        Lane lane = lanes.get(key);
        long ahead = lane == null ? points : Math.min(points, (long) lane.points * lanes.size());
        long seconds = (long) Math.ceil((beingWritten + ahead) / rate());
        return Duration.ofSeconds(Math.clamp(seconds, 1, MAX_WAIT.toSeconds()));
    }

    private double rate() {
        return rate.pointsPerSecond();
    }

    private List<PendingBatch> remove() {
        List<PendingBatch> group = new ArrayList<>();
        int size = 0;
        while (!turns.isEmpty()) {
            Lane lane = turns.element();
            int next = lane.waiting.element().size();
            if (lane.credit < next) {
                lane.credit += turn;
                turns.add(turns.remove());
                continue;
            }
            if (!group.isEmpty() && size + next > maxGroupPoints) {
                // Another writer may take the rest.
                changed.signal();
                break;
            }
            group.add(lane.waiting.remove());
            size += next;
            lane.points -= next;
            lane.credit -= next;
            if (lane.waiting.isEmpty()) {
                lanes.remove(lane.key);
                turns.remove();
            }
        }
        points -= size;
        room.signalAll();
        return group;
    }

    private static int size(List<PendingBatch> group) {
        return group.stream().mapToInt(PendingBatch::size).sum();
    }
}
