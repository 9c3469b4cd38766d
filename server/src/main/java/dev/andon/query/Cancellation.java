package dev.andon.query;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The caller's way to say that it left; whatever runs for it stops. Safe for many threads. */
public final class Cancellation implements AutoCloseable {
    private final String caller;
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    private Cancellation(String caller) {
        this.caller = caller;
    }

    /** Of whom it is: callers share the database fairly. */
    public static Cancellation of(@Nullable Principal caller) {
        return new Cancellation(caller == null ? "" : caller.getName());
    }

    String caller() {
        return caller;
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
