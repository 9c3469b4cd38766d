package dev.andon.planner;

/** A filter that cannot mean anything; the message is for its reader. */
public final class FilterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FilterException(String sentence) {
        super(sentence);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
