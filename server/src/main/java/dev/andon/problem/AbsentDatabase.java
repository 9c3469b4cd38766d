package dev.andon.problem;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Why a database does not do its work, in the words for whoever waits for it. */
public final class AbsentDatabase {
    private static final String DISK_FULL = "53100";

    private AbsentDatabase() {}

    /**
     * @param otherwise what to say when its failure does not tell more
     */
    public static String sentence(Throwable failure, String otherwise) {
        @Nullable Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof SQLException said && DISK_FULL.equals(said.getSQLState())) {
                return "The disk of the database is full.";
            }
            cause = cause.getCause();
        }
        return otherwise;
    }
}
