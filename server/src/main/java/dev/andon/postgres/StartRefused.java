package dev.andon.postgres;

/**
 * Andon cannot start, for a reason that a person must mend. The message is for that person: what is
 * wrong, what it means for the data, what to do.
 */
public final class StartRefused extends RuntimeException {
    public StartRefused(String message) {
        super(message);
    }

    public StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
