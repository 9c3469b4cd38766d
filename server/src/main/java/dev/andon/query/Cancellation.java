package dev.andon.query;

import java.util.ArrayList;
import java.util.List;

/** The caller's way to say that it left; whatever runs for it stops. Safe for many threads. */
public final class Cancellation implements AutoCloseable {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    /** A handle nobody will ever use. */
    public static Cancellation never() {
        return new Cancellation();
    }

    public void cancel() {
        List<Runnable> now;
        synchronized (this) {
            cancelled = true;
            now = List.copyOf(actions);
            actions.clear();
        }
        now.forEach(Runnable::run);
    }

    /** Whoever asked is done, one way or the other; what still runs for it is not needed. */
    @Override
    public void close() {
        cancel();
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Runs the action when cancelled, at once when that has already happened. */
    void whenCancelled(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /** Forgets an action whose work is done. */
    synchronized void forget(Runnable action) {
        actions.remove(action);
    }
}
