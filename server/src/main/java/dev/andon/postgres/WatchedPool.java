package dev.andon.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool that remembers that its database is away: then a thread waits for it to come back, and
 * callers are told at once. Without that, every request would wait in vain for as long as a
 * connection may take.
 */
final class WatchedPool extends DelegatingDataSource implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WatchedPool.class);
    private static final String DISK_FULL = "53100";
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HikariDataSource pool;
    private final BooleanSupplier diskIsFull;
    private final AtomicBoolean away = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param diskIsFull asked when the database is away: one that cannot write its log has gone
     *     down without a word to those who were connected
     */
    WatchedPool(HikariDataSource pool, BooleanSupplier diskIsFull) {
        super(pool);
        this.pool = pool;
        this.diskIsFull = diskIsFull;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away.get()) {
            throw reason("the database does not answer, and is asked again and again", null);
        }
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException timeout) {
            if (isAway(timeout) && away.compareAndSet(false, true)) {
                log.warn("The database does not answer: {}", timeout.getMessage());
                Thread.ofVirtual().name("database-watch").start(this::awaitReturn);
            }
            throw away.get() ? reason("the database does not answer", timeout) : timeout;
        }
    }

    private SQLTransientConnectionException reason(String silence, @Nullable Throwable cause) {
        return diskIsFull.getAsBoolean()
                ? new SQLTransientConnectionException(
                        "the disk of the database is full", DISK_FULL, cause)
                : new SQLTransientConnectionException(silence, "08001", cause);
    }

    /** A pool that is only busy has connections, and none of them has failed. */
    private boolean isAway(SQLTransientConnectionException timeout) {
        return timeout.getCause() != null || pool.getHikariPoolMXBean().getTotalConnections() == 0;
    }

    private void awaitReturn() {
        try {
            while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (isBack()) {
                    away.set(false);
                    log.info("The database answers again");
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isBack() {
        try {
            pool.getConnection().close();
            return true;
        } catch (SQLException stillAway) {
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        pool.close();
    }
}
