package dev.andon.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Requests that wait for a writer. Bounded: what does not fit is refused at once, with the time
 * after which there should be room. A writer takes all that waits, up to a group, and never waits
 * for more to come: while it writes, the next group gathers by itself.
 */
final class IngestQueue {
    private static final double WEIGHT_OF_NEWEST_RATE = 0.2;
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private final int maxPoints;
    private final int maxGroupPoints;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<PendingBatch> waiting = new ArrayDeque<>();
    private int points;
    private boolean closed;
    private double pointsPerSecond;

    IngestQueue(int maxPoints, int maxGroupPoints) {
        this.maxPoints = maxPoints;
        this.maxGroupPoints = maxGroupPoints;
    }

    /** A request larger than the whole queue is let in when nothing else waits. */
    void put(PendingBatch batch) {
        lock.lock();
        try {
            if (closed) {
                throw IngestRefusedException.stopping();
            }
            if (!waiting.isEmpty() && points + batch.points().size() > maxPoints) {
                throw IngestRefusedException.overloaded(expectedWait());
            }
            waiting.add(batch);
            points += batch.points().size();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next group; waits for one. Empty when the queue is closed and nothing waits any more. */
    List<PendingBatch> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            return remove(maxGroupPoints);
        } finally {
            lock.unlock();
        }
    }

    /** All that waits, without waiting. */
    List<PendingBatch> drain() {
        lock.lock();
        try {
            return remove(Integer.MAX_VALUE);
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

    /** Tells how fast a group was written, from which waiting times are foretold. */
    void wrote(int count, Duration took) {
        double rate = count / Math.max(took.toNanos() / 1e9, 1e-6);
        lock.lock();
        try {
            pointsPerSecond += WEIGHT_OF_NEWEST_RATE * (rate - pointsPerSecond);
        } finally {
            lock.unlock();
        }
    }

    /** How long what waits now will take to write; at least a second, the unit of the answer. */
    Duration expectedWait() {
        lock.lock();
        try {
            long seconds = (long) Math.ceil(points / Math.max(pointsPerSecond, 1));
            return Duration.ofSeconds(Math.clamp(seconds, 1, MAX_WAIT.toSeconds()));
        } finally {
            lock.unlock();
        }
    }

    private List<PendingBatch> remove(int maxPointsOfGroup) {
        List<PendingBatch> group = new ArrayList<>();
        int size = 0;
        while (!waiting.isEmpty()) {
            int next = waiting.element().points().size();
            if (!group.isEmpty() && size + next > maxPointsOfGroup) {
                // Another writer may take the rest.
                changed.signal();
                break;
            }
            group.add(waiting.remove());
            size += next;
        }
        points -= size;
        return group;
    }
}
