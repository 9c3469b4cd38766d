package dev.andon.adopt;

import dev.andon.store.MoveReport;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Tries again where others use a table: they go first, and after a pause it is asked for again. */
final class LockPatience {
    private static final int ATTEMPTS = 20;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** A lock was not to be had in time; two transactions were in each other's way. */
    private static final Set<String> BUSY = Set.of("55P03", "40P01");

    private final SourceName table;
    private final MoveReport report;

    LockPatience(SourceName table, MoveReport report) {
        this.table = table;
        this.report = report;
    }

    interface Attempt {
        void run() throws SQLException;
    }

    void attempt(Attempt work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                work.run();
                return;
            } catch (SQLException | DataAccessException failure) {
                SQLException cause = sqlCause(failure);
                if (cause == null || !BUSY.contains(cause.getSQLState())) {
                    throw failure;
                }
                if (attempt == ATTEMPTS) {
                    throw new AdoptionRefused(
                            "%s is in use without a pause, perhaps by a transaction that stays open (select * from pg_stat_activity where xact_start < now() - interval '1 minute'). Nothing was changed. End that and run this again."
                                    .formatted(table),
                            failure);
                }
                report.line("%s is in use; trying again.".formatted(table));
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return (SQLException) cause;
    }
}
