package dev.andon.adopt;

import dev.andon.Eventually;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The old application: it knows one table and one statement, and nobody tells it anything. */
final class Application implements AutoCloseable {
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong slowestNanos = new AtomicLong();
    private final AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean stopping;

    Application(String url) {
        thread = Thread.ofVirtual().start(() -> write(url));
    }

    private void write(String url) {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into public.machine_metrics (machine_id, metric_type, value) values (?, 'written', ?)")) {
            while (!stopping) {
                long number = written.get() + 1;
                insert.setString(1, "M-" + (1 + number % 10));
                insert.setDouble(2, (double) number);
                long began = System.nanoTime();
                insert.executeUpdate();
                slowestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
                written.set(number);
            }
        } catch (SQLException failed) {
            failure.set(failed);
        }
    }

    /** It has written some more than it had. */
    void goesOn() {
        long before = written.get();
        Eventually.holds("More rows", () -> written.get() > before + 20);
    }

    /** Ends it; each row it wrote was acknowledged. */
    long stop() throws InterruptedException {
        stopping = true;
        thread.join();
        SQLException failed = failure.get();
        if (failed != null) {
            throw new AssertionError("The application met an error", failed);
        }
        return written.get();
    }

    double slowestSeconds() {
        return slowestNanos.get() / 1e9;
    }

    @Override
    public void close() {
        stopping = true;
    }
}
