package dev.andon;

import dev.andon.postgres.EngineFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A real TimescaleDB in memory (PostgreSQL 17 compiled for Node), new for each test class. It
 * serves one connection, as a superuser, knows no {@code COPY} and runs no jobs of its own; {@link
 * dev.andon.postgres.NativeTimescale} does all that where TimescaleDB is installed.
 */
public final class TimescaleDatabase implements AutoCloseable {
    private static final Path PROGRAM = Path.of("../tools/timescaledb");

    private final Process server;
    private final OneConnection connection;

    private TimescaleDatabase(Process server, int port) {
        this.server = server;
        this.connection =
                new OneConnection(
                        "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres&password=any&sslmode=disable"
                                .formatted(port));
    }

    /**
     * Whoever asks for it finds it as if it came out of a pool: in no transaction, and in its
     * schemas, which this server does not take from the address.
     */
    private static final class OneConnection extends SingleConnectionDataSource {
        OneConnection(String url) {
            super(url, true);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set search_path = andon, public");
            }
            return connection;
        }
    }

    /** A database without any tables. */
    public static TimescaleDatabase empty() {
        boolean installed = Files.exists(PROGRAM.resolve("node_modules/.package-lock.json"));
        if (!installed) {
            System.err.println(
                    "SKIPPED: TimescaleDB in memory is not installed (`npm install` in tools/timescaledb), so its answers are not compared with PostgreSQL's.");
        }
        Assumptions.assumeTrue(installed, "SKIPPED: no TimescaleDB in memory");
        try {
            Process server =
                    new ProcessBuilder("node", "serve.mjs")
                            .directory(PROGRAM.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
            String port = output.readLine();
            if (port == null) {
                throw new IllegalStateException("The TimescaleDB for tests did not start.");
            }
            return new TimescaleDatabase(server, Integer.parseInt(port));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A database that TimescaleDB keeps, with all migrations applied. */
    public static TimescaleDatabase migrated() {
        TimescaleDatabase database = empty();
        EngineFixture.migrate(database.owner());
        return database;
    }

    /** Always the same connection. */
    public DataSource owner() {
        return connection;
    }

    @Override
    public void close() {
        connection.destroy();
        server.destroy();
        try {
            if (!server.waitFor(10, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
