package dev.andon.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many questions into the database at once. Of those that wait the next one is of the
 * caller who has the fewest inside, and of several the one who came first: so somebody with a heavy
 * dashboard waits for himself, and others do not wait for him.
 *
 * <p>Of equal questions one is inside, and it answers for all that wait when it goes in. Those that
 * come later wait for the next: the snapshot of the one inside may be older than what they have
 * just written, and an answer is never older than its question.
 *
 * @param <A> what is answered
 */
final class Turns<A> {
    private final int atOnce;
    private final int perCaller;
    private final List<Turn> waiting = new ArrayList<>();
    private final Map<String, Integer> inside = new HashMap<>();
    private final Set<Object> asked = new HashSet<>();
    private int insideInAll;
    private long spared;

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
        private final @Nullable Object question;
        private final CountDownLatch granted = new CountDownLatch(1);
        private final CompletableFuture<A> answer = new CompletableFuture<>();
        private @Nullable Turn asker;

        private Turn(String caller, @Nullable Object question) {
            this.caller = caller;
            this.question = question;
        }

        /** Whether it has come, at the latest after this time. */
        boolean await(Duration patience) throws InterruptedException {
            return granted.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        }

        /** Whether it cannot come before an equal question is answered. */
        boolean isBehindItsEqual() {
            return isAsked(question);
        }

        /** Once it has come: whether an equal question is being asked, which answers this one. */
        boolean isShared() {
            return asker != null;
        }

        /** Of all that share the question; cancelled when nobody asks it any more. */
        CompletableFuture<A> answer() {
            return asker == null ? answer : asker.answer;
        }

        @Override
        public void close() {
            leave(this);
        }
    }

    /**
     * @param question equal ones are asked once; null: it is like no other
     */
    synchronized Turn take(String caller, @Nullable Object question) {
        Turn turn = new Turn(caller, question);
        waiting.add(turn);
        admit();
        return turn;
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** How many questions did not reach the database because an equal one did. */
    synchronized long spared() {
        return spared;
    }

    private synchronized boolean isAsked(@Nullable Object question) {
        return asked.contains(question);
    }

    private synchronized void leave(Turn turn) {
        if (waiting.remove(turn) || turn.isShared()) {
            return;
        }
        turn.answer.cancel(false);
        asked.remove(turn.question);
        insideInAll--;
        inside.computeIfPresent(turn.caller, (caller, now) -> now == 1 ? null : now - 1);
        admit();
    }

    private void admit() {
        while (insideInAll < atOnce) {
            Turn next =
                    waiting.stream()
                            .filter(turn -> insideOf(turn) < perCaller)
                            .filter(turn -> !asked.contains(turn.question))
                            .min(Comparator.comparingInt(this::insideOf))
                            .orElse(null);
            if (next == null) {
                return;
            }
            waiting.remove(next);
            insideInAll++;
            inside.merge(next.caller, 1, Integer::sum);
            if (next.question != null) {
                asked.add(next.question);
                share(next, next.question);
            }
            next.granted.countDown();
        }
    }

    private void share(Turn with, Object question) {
        waiting.removeIf(turn -> {
            boolean equal = question.equals(turn.question);
            if (equal) {
                spared++;
                turn.asker = with;
                turn.granted.countDown();
            }
            return equal;
        });
    }

    private int insideOf(Turn turn) {
        return inside.getOrDefault(turn.caller, 0);
    }
}
