package dev.andon.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool that remembers that its database is away: then one caller at a time waits to see whether
 * it is back, and all others are told at once. Without that, every request would wait in vain for
 * as long as a connection may take.
 */
final class WatchedPool extends DelegatingDataSource implements AutoCloseable {
    private final HikariDataSource pool;
    private final AtomicBoolean trying = new AtomicBoolean();
    private volatile boolean away;

    WatchedPool(HikariDataSource pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!away) {
            return connect();
        }
        if (!trying.compareAndSet(false, true)) {
            throw new SQLTransientConnectionException(
                    "the database was away a moment ago, and is being tried again", "08001");
        }
        try {
            return connect();
        } finally {
            trying.set(false);
        }
    }

    private Connection connect() throws SQLException {
        try {
            Connection connection = pool.getConnection();
            away = false;
            return connection;
        } catch (SQLTransientConnectionException timeout) {
            // A pool that is only busy has connections, and none of them has failed.
            away =
                    timeout.getCause() != null
                            || pool.getHikariPoolMXBean().getTotalConnections() == 0;
            throw timeout;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
