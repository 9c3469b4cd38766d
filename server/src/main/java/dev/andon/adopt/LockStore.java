package dev.andon.adopt;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * One adoption at a time, whoever runs it. The lock is that of a session and ends with it, however
 * that ends.
 */
final class LockStore implements AutoCloseable {
    /** What a process that was killed has begun goes on in the database for a moment. */
    private static final int ATTEMPTS = 30;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Connection session;

    private LockStore(Connection session) {
        this.session = session;
    }

    static LockStore take(DataSource dataSource) throws SQLException {
        Connection session = dataSource.getConnection();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (SwitchStore.on(session)
                    .sql("select pg_try_advisory_lock(hashtext('andon.adoption'))")
                    .query(Boolean.class)
                    .single()) {
                return new LockStore(session);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        session.close();
        throw new AdoptionRefused(
                "Another `andon adopt` works on this database. Nothing was changed. Wait for it, or end it; what it has moved stays moved.");
    }

    @Override
    public void close() throws SQLException {
        SwitchStore.on(session)
                .sql("select pg_advisory_unlock(hashtext('andon.adoption'))")
                .query(Boolean.class)
                .single();
        session.close();
    }
}
