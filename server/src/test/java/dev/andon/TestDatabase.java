package dev.andon;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.andon.postgres.DebianPostgres;
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
    private static final Server EMBEDDED = start();

    private final Server server;
    private final String name;
    private final HikariDataSource owner;
    private final HikariDataSource reader;

    private TestDatabase(Server server, String name) {
        this.server = server;
        this.name = name;
        this.owner = pool("andon");
        this.reader = pool("andon_reader");
    }

    /** A database with all migrations applied. */
    public static TestDatabase migrated() {
        return migrated(EMBEDDED);
    }

    /** Likewise, the first and only one of that server, which stays the caller's to close. */
    public static TestDatabase migrated(DebianPostgres debian) {
        Server server = new Server(debian.port(), DebianPostgres.SUPERUSER_PASSWORD);
        createRoles(server);
        return migrated(server);
    }

    private static TestDatabase migrated(Server server) {
        TestDatabase database = empty(server);
        migrate(database.owner);
        return database;
    }

    /** A database that Andon has not seen yet. */
    public static TestDatabase empty() {
        return empty(EMBEDDED);
    }

    private static TestDatabase empty(Server server) {
        String name = "test_" + COUNT.incrementAndGet();
        execute(server, "create database " + name + " owner andon");
        return new TestDatabase(server, name);
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

    private static void createRoles(Server server) {
        execute(
                server,
                "create role andon login createrole password 'test'",
                "create role andon_reader login password 'test'",
                "alter role andon_reader set constraint_exclusion = 'on'");
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
        return url(user, server.port());
    }

    private String url(String user, int port) {
        String schema = user.equals("andon") ? "&currentSchema=andon,public" : "";
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=test%s"
                .formatted(port, name, user, schema);
    }

    /** The reading role's way to this database on a standby of its server. */
    public DataSource readerOn(DebianPostgres standby) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url("andon_reader", standby.port()));
        return source;
    }

    @Override
    public void close() {
        owner.close();
        reader.close();
        execute(server, "drop database " + name + " with (force)");
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

    private static Server start() {
        try {
            Path folder = EnterableFolder.create();
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.startVolatile(
                            folder.resolve("postgres"), EnterableFolder.programs());
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> {
                                postgres.close();
                                FileSystemUtils.deleteRecursively(folder.toFile());
                            }));
            Server server = Server.of(postgres);
            createRoles(postgres);
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void createRoles(EmbeddedPostgres server) {
        createRoles(Server.of(server));
        // As if the owner had created that role itself; PostgreSQL 15 knows no such grants.
        execute(server, "grant andon_reader to andon with admin true, inherit false, set false");
    }

    static void execute(EmbeddedPostgres server, String... statements) {
        execute(Server.of(server), statements);
    }

    private static void execute(Server server, String... statements) {
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

    private record Server(int port, String superuserPassword) {
        static Server of(EmbeddedPostgres postgres) {
            return new Server(postgres.port(), postgres.superuserPassword());
        }
    }
}
