package dev.andon.simulator;

import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The simulator cannot go on, and sending again would not help; the message is for people. */
public final class SimulatorException extends RuntimeException {
    SimulatorException(String message) {
        super(message);
    }

    /** What ended one of the threads, in its own words. */
    SimulatorException(ExecutionException failure) {
        super(words(failure.getCause()), failure.getCause());
    }

    private static @Nullable String words(@Nullable Throwable cause) {
        return cause instanceof SimulatorException known ? known.getMessage() : "Failed: " + cause;
    }
}
