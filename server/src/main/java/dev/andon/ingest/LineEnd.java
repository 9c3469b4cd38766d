package dev.andon.ingest;

/**
 * Tells where a line of line protocol ends. A text in quotes may hold line ends, and what follows
 * them must not be taken for a line; quotes mean something only where a field's value begins.
 */
final class LineEnd {
    private enum State {
        START,
        COMMENT,
        KEY,
        FIELDS,
        AFTER_EQUALS,
        TEXT
    }

    private State state = State.START;
    private boolean afterBackslash;

    /** Takes the next byte of the line; true if the line ends with it. */
    boolean isAt(byte next) {
        boolean escaped = afterBackslash;
        if (state == State.TEXT) {
            // Here a backslash can also escape another one.
            afterBackslash = next == '\\' && !escaped;
            if (next == '"' && !escaped) {
                state = State.FIELDS;
            }
            return false;
        }
        afterBackslash = next == '\\';
        if (next == '\n') {
            return true;
        }
        state = after(next, escaped);
        return false;
    }

    private State after(byte next, boolean escaped) {
        return switch (state) {
            case START ->
                    switch (next) {
                        case ' ', '\t' -> State.START;
                        case '#' -> State.COMMENT;
                        default -> State.KEY;
                    };
            case KEY -> next == ' ' && !escaped ? State.FIELDS : State.KEY;
            case AFTER_EQUALS -> next == '"' ? State.TEXT : inFields(next, escaped);
            case FIELDS -> inFields(next, escaped);
            case COMMENT, TEXT -> state;
        };
    }

    private static State inFields(byte next, boolean escaped) {
        return next == '=' && !escaped ? State.AFTER_EQUALS : State.FIELDS;
    }
}
