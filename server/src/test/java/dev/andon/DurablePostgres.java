package dev.andon;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.andon.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL of one test's own, which keeps what it commits as the product's does and can be
 * stopped and started again. {@link TestDatabase} is faster and enough for all else.
 */
public final class DurablePostgres implements AutoCloseable {
    private final Path folder;
    private EmbeddedPostgres server;
    private final HikariDataSource owner;

    public DurablePostgres() {
        try {
            folder = EnterableFolder.create();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server = start();
        TestDatabase.createRoles(server);
        TestDatabase.execute(server, "create database andon owner andon");
        owner = pool();
        TestDatabase.migrate(owner);
    }

    /** The database, for its owner. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d/andon?user=andon&password=test"
                .formatted(server.port());
    }

    public HikariDataSource owner() {
        return owner;
    }

    public void stop() {
        server.close();
    }

    /** On the same port, which the server remembers in its folder. */
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
        return EmbeddedPostgres.start(folder.resolve("postgres"));
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url() + "&currentSchema=andon,public");
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(1_000);
        return new HikariDataSource(config);
    }
}
