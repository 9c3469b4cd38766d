package dev.andon.planner;

/**
 * A word of SQL and where it stands.
 *
 * @param text in lower case for a {@link Kind#WORD}, without quotes for what had some
 */
record Token(Kind kind, String text, int start, int end) {
    enum Kind {
        /** A key word or a name without quotes. */
        WORD,
        /** A name in double quotes. */
        NAME,
        STRING,
        NUMBER,
        SYMBOL
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }
}
