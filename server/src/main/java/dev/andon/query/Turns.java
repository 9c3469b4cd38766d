package dev.andon.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many questions into the database at once. Of those that wait the next one is of the
 * caller who has the fewest inside, and of several the one who came first: so somebody with a heavy
 * dashboard waits for himself, and others do not wait for him.
 */
final class Turns {
    private final int atOnce;
    private final int perCaller;
    private final List<Turn> waiting = new ArrayList<>();
    private final Map<String, Integer> inside = new HashMap<>();
    private int insideInAll;

    /**
     * @param atOnce of all callers
     * @param perCaller of one, even when nobody else asks
     */
    Turns(int atOnce, int perCaller) {
        this.atOnce = atOnce;
        this.perCaller = perCaller;
    }

    /** A place in the queue and then in the database, until it is closed. */
    final class Turn implements AutoCloseable {
        private final String caller;
        private final CountDownLatch granted = new CountDownLatch(1);

        private Turn(String caller) {
            this.caller = caller;
        }

        /** Whether it has come, at the latest after this time. */
        boolean await(Duration patience) throws InterruptedException {
            return granted.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            leave(this);
        }
    }

    synchronized Turn take(String caller) {
        Turn turn = new Turn(caller);
        waiting.add(turn);
        admit();
        return turn;
    }

    private synchronized void leave(Turn turn) {
        if (!waiting.remove(turn)) {
            insideInAll--;
            inside.computeIfPresent(turn.caller, (caller, now) -> now == 1 ? null : now - 1);
            admit();
        }
    }

    private void admit() {
        while (insideInAll < atOnce) {
            Turn next =
                    waiting.stream()
                            .filter(turn -> insideOf(turn) < perCaller)
                            .min(Comparator.comparingInt(this::insideOf))
                            .orElse(null);
            if (next == null) {
                return;
            }
            waiting.remove(next);
            insideInAll++;
            inside.merge(next.caller, 1, Integer::sum);
            next.granted.countDown();
        }
    }

    private int insideOf(Turn turn) {
        return inside.getOrDefault(turn.caller, 0);
    }
}
