package dev.andon.query;

import java.util.Optional;

/**
 * What PostgreSQL complained about.
 *
 * @param state the five characters of the SQL standard
 * @param position of the character in the statement, counted from one; 0 when there is none
 */
record PostgresError(String state, String message, String detail, String hint, int position) {
    private static final String READ_ONLY =
            "Questions run as a role that can read the public tables and views and cannot change"
                    + " anything.";

    /**
     * In words for people, with the place translated to the whole text.
     *
     * @param part the statement that failed; offset 0 and the whole text when it was none of them
     */
    QuestionException explain(String sql, SqlStatements.Part part) {
        FailureKind kind = kind();
        // A view without a rule for it refuses a change before anybody asks for the permission.
        boolean wouldWrite = kind == FailureKind.QUERY && part.writes();
        return switch (wouldWrite ? FailureKind.FORBIDDEN : kind) {
            case FORBIDDEN ->
                    new QuestionException(FailureKind.FORBIDDEN, message + ". " + READ_ONLY);
            case UNAVAILABLE ->
                    new QuestionException(
                            FailureKind.UNAVAILABLE,
                            "The database cannot be reached: %s. Stored data is safe; try again in a moment."
                                    .formatted(message));
            case LIMIT ->
                    new QuestionException(
                            FailureKind.LIMIT,
                            "The database ran out of room for this question: %s. Ask for a shorter range or a longer interval."
                                    .formatted(message));
            case TIMEOUT -> new QuestionException(FailureKind.TIMEOUT, message);
            case QUERY, UNSUPPORTED, VARIABLE, CANCELLED ->
                    new QuestionException(FailureKind.QUERY, sentence(sql, part.offset()));
        };
    }

    private FailureKind kind() {
        return switch (state) {
            case "42501", "25006" -> FailureKind.FORBIDDEN;
            case "57014" -> FailureKind.TIMEOUT;
            case "53300", "57P01", "57P02", "57P03" -> FailureKind.UNAVAILABLE;
            default -> {
                if (state.startsWith("08")) {
                    yield FailureKind.UNAVAILABLE;
                }
                yield state.startsWith("53") ? FailureKind.LIMIT : FailureKind.QUERY;
            }
        };
    }

    private String sentence(String sql, int offset) {
        StringBuilder sentence = new StringBuilder(message);
        place(sql, offset).ifPresent(place -> sentence.append(", at ").append(place));
        sentence.append('.');
        if (!detail.isEmpty()) {
            sentence.append(' ').append(detail);
        }
        if (!hint.isEmpty()) {
            sentence.append(" Hint: ").append(hint);
        }
        return sentence.toString();
    }

    /** PostgreSQL counts characters, Java counts halves of rare ones. */
    private Optional<Place> place(String sql, int offset) {
        int characters = sql.codePointCount(offset, sql.length());
        if (position < 1 || position > characters + 1) {
            return Optional.empty();
        }
        return Optional.of(Place.of(sql, sql.offsetByCodePoints(offset, position - 1)));
    }
}
