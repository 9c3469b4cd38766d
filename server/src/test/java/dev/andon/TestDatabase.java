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
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * A fresh, migrated database on a real PostgreSQL 18, one server for all tests of a run. Roles are
 * those of the product: the owner {@code andon} and the reading role {@code andon_reader}.
 */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private final String name;
    private final HikariDataSource owner;
    private final HikariDataSource reader;

    private TestDatabase(String name) {
        this.name = name;
        this.owner = pool("andon");
        this.reader = pool("andon_reader");
    }

    /** A database with all migrations applied. */
    public static TestDatabase migrated() {
        TestDatabase database = empty();
        migrate(database.owner);
        return database;
    }

    /** A database that Andon has not seen yet. */
    public static TestDatabase empty() {
        String name = "test_" + COUNT.incrementAndGet();
        execute(SERVER, "create database " + name + " owner andon");
        return new TestDatabase(name);
    }

    static void migrate(DataSource owner) {
        Flyway.configure()
                .dataSource(owner)
                .defaultSchema("andon")
                .createSchemas(true)
                .placeholders(Map.of("reader", "andon_reader"))
                .load()
                .migrate();
    }

    static void createRoles(EmbeddedPostgres server) {
        execute(
                server,
                "create role andon login createrole password 'test'",
                "create role andon_reader login password 'test'",
                // As if it had created that role itself.
                "grant andon_reader to andon with admin true, inherit false, set false");
    }

    public HikariDataSource owner() {
        return owner;
    }

    public HikariDataSource reader() {
        return reader;
    }

    /**
     * The owner sees the tables of schema {@code andon}; the reading role only what is in {@code
     * public}.
     */
    public String url(String user) {
        String schema = user.equals("andon") ? "&currentSchema=andon,public" : "";
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=test%s"
                .formatted(SERVER.port(), name, user, schema);
    }

    @Override
    public void close() {
        owner.close();
        reader.close();
        execute(SERVER, "drop database " + name + " with (force)");
    }

    private HikariDataSource pool(String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(user));
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(8);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static EmbeddedPostgres start() {
        try {
            Path folder = EnterableFolder.create();
            EmbeddedPostgres server =
                    EmbeddedPostgres.startVolatile(
                            folder.resolve("postgres"), EnterableFolder.programs());
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> {
                                server.close();
                                FileSystemUtils.deleteRecursively(folder.toFile());
                            }));
            createRoles(server);
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void execute(EmbeddedPostgres server, String... statements) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.port()));
        source.setUser("postgres");
        source.setPassword(server.superuserPassword());
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
