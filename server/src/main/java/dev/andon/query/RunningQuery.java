package dev.andon.query;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One question while the database works on it. Stopping it and its own end exclude each other, so
 * that a late stop never hits the connection's next user.
 */
final class RunningQuery {
    /** Asks the database to stop what runs on a connection. */
    interface Stop {
        void now() throws SQLException;
    }

    private static final Logger log = LoggerFactory.getLogger(RunningQuery.class);

    private @Nullable Stop stop;
    private @Nullable FailureKind stoppedBecause;

    /** From here on there is something to stop. */
    synchronized void started(Stop newStop) {
        stop = newStop;
        if (stoppedBecause != null) {
            throw new QuestionException(stoppedBecause, "The question was stopped.");
        }
    }

    synchronized void ended() {
        stop = null;
    }

    synchronized void stop(FailureKind because) {
        if (stoppedBecause == null) {
            stoppedBecause = because;
            if (stop != null) {
                send(stop);
            }
        }
    }

    /** Why it was stopped, null while it was not. */
    synchronized @Nullable FailureKind stoppedBecause() {
        return stoppedBecause;
    }

    /** A stop that cannot be sent is as good as none: the database's own timeout remains. */
    private static void send(Stop stop) {
        try {
            stop.now();
        } catch (SQLException unreachable) {
            log.warn("A question could not be stopped and runs on until its timeout", unreachable);
        }
    }
}
