package dev.andon.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** What a failure of the database means for whoever wanted to write. */
public enum DatabaseFailure {
    /** A row of that key is there already. */
    ALREADY_THERE,
    /** Two transactions were in each other's way; one of them was ended and may try again. */
    COLLISION,
    /** A partition that was there has been dropped. */
    PARTITION_GONE,
    /**
     * The database is away, stopping, full or read-only. Whether a transaction that was being
     * committed took effect is unknown.
     */
    UNAVAILABLE,
    /** The database refused the rows, and would again. */
    REFUSED;

    public static DatabaseFailure of(Throwable failure) {
        SQLException cause = cause(failure);
        if (cause instanceof SQLTransientConnectionException) {
            return UNAVAILABLE;
        }
        if (cause == null) {
            return REFUSED;
        }
        // A failure that PostgreSQL did not number is one of the connection to it.
        return cause.getSQLState() == null ? UNAVAILABLE : ofState(cause.getSQLState());
    }

    private static @Nullable SQLException cause(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return (SQLException) cause;
    }

    private static DatabaseFailure ofState(String state) {
        return switch (state) {
            case "23505" -> ALREADY_THERE;
            case "40001", "40P01", "55P03" -> COLLISION;
            // There is no such table, or the table above has no partition for a row; rows break no
            // other check.
            case "42P01" -> PARTITION_GONE;
            case "25006" -> UNAVAILABLE;
            default ->
                    switch (state.substring(0, 2)) {
                        // Connection, resources (a full disk, too many connections), an operator's
                        // intervention, the system underneath.
                        case "08", "53", "57", "58" -> UNAVAILABLE;
                        default -> REFUSED;
                    };
        };
    }
}
