package dev.andon.store;

/** Points were not appended, or, where the database went away, perhaps not. */
public final class AppendFailedException extends RuntimeException {
    private final DatabaseFailure category;

    AppendFailedException(DatabaseFailure category, Throwable cause) {
        super("Points were not appended: " + cause.getMessage(), cause);
        this.category = category;
    }

    public DatabaseFailure category() {
        return category;
    }
}
