package dev.andon;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.andon.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
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
            folder = EnterableFolder.create();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server = start();
        settings.forEach(
                (name, value) -> execute("alter system set %s = '%s'".formatted(name, value)));
        if (!settings.isEmpty()) {
            stop();
            startAgain();
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
        server.close();
    }

    /** On the same port. */
    public void startAgain() {
        server = start();
    }

    @Override
    public void close() {
        owner.close();
        stop();
        FileSystemUtils.deleteRecursively(folder.toFile());
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(folder.resolve("postgres"), EnterableFolder.programs());
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(
                "jdbc:postgresql://127.0.0.1:%d/andon?user=andon&password=test&currentSchema=andon,public"
                        .formatted(server.port()));
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(1_000);
        return new HikariDataSource(config);
    }

    private void execute(String sql) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.port()));
        source.setUser("postgres");
        source.setPassword(server.superuserPassword());
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
