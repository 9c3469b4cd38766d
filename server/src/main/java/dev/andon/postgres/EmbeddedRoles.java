package dev.andon.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.util.PasswordUtil;

/** The roles and the database inside the embedded server; made where they are missing. */
final class EmbeddedRoles {
    static final String OWNER = "andon";
    static final String DATABASE = "andon";

    private EmbeddedRoles() {}

    static void ensure(EmbeddedPostgres server, ReaderRole reader) {
        DatabaseUrl maintenance =
                server.url("postgres", EmbeddedPostgres.SUPERUSER, server.superuserPassword());
        try (Connection connection = Connections.open(maintenance);
                Statement statement = connection.createStatement()) {
            create(connection, statement, server.passwords().owner(), reader);
        } catch (SQLException failure) {
            throw new StartRefused(
                    "The roles of the embedded PostgreSQL could not be set up: "
                            + failure.getMessage(),
                    failure);
        }
    }

    private static void create(
            Connection connection, Statement statement, String ownerPassword, ReaderRole reader)
            throws SQLException {
        if (!ReaderRole.exists(connection, OWNER)) {
            statement.execute(
                    "create role andon login password "
                            + ReaderRole.literal(
                                    PasswordUtil.encodeScramSha256(ownerPassword.toCharArray())));
        }
        if (!ReaderRole.exists(connection, reader.name())) {
            reader.create(connection);
        }
        for (String repair : reader.repairs(connection)) {
            statement.execute(repair);
        }
        if (!Connections.isTrue(
                connection, "select exists (select from pg_database where datname = 'andon')")) {
            statement.execute("create database andon owner andon");
        }
        // Nobody else may connect, and the reading role may not make temporary tables.
        statement.execute("revoke all on database andon from public");
        statement.execute(
                "grant connect on database andon to " + ReaderRole.identifier(reader.name()));
    }
}
