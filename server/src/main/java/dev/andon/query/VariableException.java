package dev.andon.query;

/** A value that cannot be put where the text wants it; the message is for people. */
public final class VariableException extends RuntimeException {
    public VariableException(String message) {
        super(message);
    }
}
