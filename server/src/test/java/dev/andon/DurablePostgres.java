package dev.andon;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL of one test's own, which keeps what it commits as the product's does and can be
 * stopped and started again. {@link TestDatabase} is faster and enough for all else.
 */
public final class DurablePostgres implements AutoCloseable {
    private final Path folder;
    private EmbeddedPostgres server;
    private final HikariDataSource owner;

    public DurablePostgres(Map<String, String> settings) {
        try {
            folder = Files.createTempDirectory("andon-postgres");
            server = start(0, settings);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        execute("create role andon login password 'test'");
        execute("create role andon_reader login password 'test'");
        execute("create database andon owner andon");
        owner = pool();
        Flyway.configure()
                .dataSource(owner)
                .defaultSchema("andon")
                .createSchemas(true)
                .placeholders(Map.of("reader", "andon_reader"))
                .load()
                .migrate();
    }

    public HikariDataSource owner() {
        return owner;
    }

    public void stop() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void startAgain() {
        try {
            server = start(server.getPort(), Map.of());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        owner.close();
        stop();
        FileSystemUtils.deleteRecursively(folder.toFile());
    }

    private EmbeddedPostgres start(int port, Map<String, String> settings) throws IOException {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(false)
                        .setPort(port)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on");
        settings.forEach(builder::setServerConfig);
        return builder.start();
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(
                "jdbc:postgresql://127.0.0.1:%d/andon?user=andon&password=test&currentSchema=andon,public"
                        .formatted(server.getPort()));
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(1_000);
        return new HikariDataSource(config);
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
