package dev.andon.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database of this Andon, ready for its owner and its reader. */
public final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);

    private final DatabaseUrl owner;
    private final DatabaseUrl reader;
    private final @Nullable EmbeddedPostgres server;
    private final String version;

    private Database(DatabaseUrl owner, DatabaseUrl reader, @Nullable EmbeddedPostgres server) {
        this.owner = owner;
        this.reader = reader;
        this.server = server;
        this.version = readVersion(owner);
    }

    static Database open(PostgresConfig config, Path dataFolder) {
        String url = config.url();
        return url == null
                ? embedded(config, dataFolder.resolve("postgres"))
                : existing(config, DatabaseUrl.parse(url));
    }

    private static Database embedded(PostgresConfig config, Path folder) {
        EmbeddedPostgres server = EmbeddedPostgres.start(folder);
        ReaderRole role =
                new ReaderRole(
                        config.readerRole(),
                        server.passwords().reader(),
                        config.statementTimeout());
        EmbeddedRoles.ensure(server, role);
        return new Database(
                server.url(EmbeddedRoles.DATABASE, EmbeddedRoles.OWNER, server.passwords().owner()),
                server.url(EmbeddedRoles.DATABASE, role.name(), role.password()),
                server);
    }

    private static Database existing(PostgresConfig config, DatabaseUrl url) {
        String password = config.readerPassword();
        if (password == null) {
            if (url.password().isEmpty()) {
                throw new StartRefused(
                        "The database address has no password to derive the reading role's from. Set andon.postgres.reader-password.");
            }
            password = Passwords.derived(url.password(), config.readerRole());
        }
        ReaderRole role = new ReaderRole(config.readerRole(), password, config.statementTimeout());
        ExistingServer.prepare(url, role);
        log.info("Using database {} at {}", url.database(), url.hosts());
        return new Database(url, url.as(role.name(), role.password()), null);
    }

    DatabaseUrl owner() {
        return owner;
    }

    DatabaseUrl reader() {
        return reader;
    }

    public String readerRole() {
        return reader.user();
    }

    /** For psql and Grafana: the reading role's address, with its password. */
    public String readerUrl() {
        return reader.libpq();
    }

    /** The server's version as it was at the start, like 18.6. */
    public String version() {
        return version;
    }

    public boolean isEmbedded() {
        return server != null;
    }

    /** Of an existing server nothing is known but what it says itself. */
    boolean isDiskFull() {
        return server != null && server.isDiskFull();
    }

    private static String readVersion(DatabaseUrl url) {
        try (Connection connection = Connections.open(url)) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException failure) {
            throw new StartRefused("The database does not answer.", failure);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
