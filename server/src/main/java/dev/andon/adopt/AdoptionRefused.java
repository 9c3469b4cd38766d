package dev.andon.adopt;

/**
 * Something is in the way. The message is for the person at the terminal: what it is, what it means
 * for the data, what to do.
 */
public final class AdoptionRefused extends RuntimeException {
    AdoptionRefused(String message) {
        super(message);
    }

    AdoptionRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
