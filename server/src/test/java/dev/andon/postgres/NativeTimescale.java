package dev.andon.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The TimescaleDB that is installed for Debian's PostgreSQL 15, and databases that are migrated as
 * the product does it: by an owner who is no superuser.
 */
public final class NativeTimescale implements AutoCloseable {
    private static final Path EXTENSION =
            Path.of("/usr/share/postgresql/15/extension/timescaledb.control");

    private final DebianPostgres server;
    private final List<HikariDataSource> owners = new ArrayList<>();

    private NativeTimescale(DebianPostgres server) {
        this.server = server;
    }

    /** The calling test is skipped, and says so loudly, where it is not installed. */
    public static NativeTimescale start() {
        return start("timescale");
    }

    /** Without what is only in the community edition. */
    public static NativeTimescale apacheEdition() {
        return start("apache");
    }

    private static NativeTimescale start(String license) {
        if (!Files.exists(EXTENSION)) {
            System.err.println(
                    "SKIPPED: TimescaleDB is not installed for PostgreSQL 15, so COPY, several writers and large corrections are not tried on it.");
        }
        Assumptions.assumeTrue(Files.exists(EXTENSION), "SKIPPED: no native TimescaleDB");
        DebianPostgres server =
                DebianPostgres.start(
                        Map.of(
                                "shared_preload_libraries",
                                "timescaledb",
                                "timescaledb.telemetry_level",
                                "off",
                                "timescaledb.license",
                                license));
        NativeTimescale timescale = new NativeTimescale(server);
        timescale.execute(
                "create role andon login password 'test'",
                "create role andon_reader login password 'test'");
        return timescale;
    }

    /** A new database with all migrations applied, as its owner sees it. */
    public HikariDataSource migrated() {
        return migrated(EngineChoice.AUTO);
    }

    /** A new database that plain PostgreSQL keeps, and that may have TimescaleDB. */
    public HikariDataSource plain() {
        return migrated(EngineChoice.POSTGRESQL);
    }

    private HikariDataSource migrated(EngineChoice engine) {
        String database = "plant_" + owners.size();
        execute("create database " + database + " owner andon");
        HikariDataSource owner = pool(server, database);
        owners.add(owner);
        PostgresBeans.migrate(owner, engine, "andon_reader");
        return owner;
    }

    /** What a server does to it at its next start, which has no setting of an engine. */
    public static void migrateAgain(HikariDataSource owner) {
        PostgresBeans.migrate(owner, EngineChoice.AUTO, "andon_reader");
    }

    /** Its address as the command line takes it. */
    public String address(HikariDataSource owner) {
        return "postgresql://andon:test@127.0.0.1:%d/%s"
                .formatted(server.port(), owner.getJdbcUrl().replaceAll(".*/|[?].*", ""));
    }

    /** Its owner may then create nothing in it but tables. */
    public void takeRightsFromOwner(HikariDataSource owner) {
        execute(
                "alter database %s owner to postgres"
                        .formatted(address(owner).replaceAll(".*/", "")));
    }

    @Override
    public void close() {
        owners.forEach(HikariDataSource::close);
        server.close();
    }

    private void execute(String... statements) {
        try (Connection connection =
                        DriverManager.getConnection(
                                url(server, "postgres"),
                                "postgres",
                                DebianPostgres.SUPERUSER_PASSWORD);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String url(DebianPostgres server, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), database);
    }

    private static HikariDataSource pool(DebianPostgres server, String database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url(server, database) + "?currentSchema=andon,public");
        config.setUsername("andon");
        config.setPassword("test");
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(8);
        return new HikariDataSource(config);
    }
}
