package dev.andon.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The customer's own PostgreSQL: asked before anything is written whether it can carry Andon. */
final class ExistingServer {
    private ExistingServer() {}

    /** For a server, which cannot start where its names are taken. */
    static void prepare(DatabaseUrl url, ReaderRole reader) {
        prepare(url, reader, false);
    }

    /** For {@code andon adopt}, which moves aside what has the names of Andon's views. */
    static void prepareForAdoption(DatabaseUrl url, ReaderRole reader) {
        prepare(url, reader, true);
    }

    private static void prepare(DatabaseUrl url, ReaderRole reader, boolean adopts) {
        try (Connection connection = Connections.open(url)) {
            ServerFacts facts = ServerFacts.read(connection);
            List<String> shortages = new ArrayList<>(facts.shortages(url));
            if (!adopts && !facts.strangers().isEmpty()) {
                shortages.add(
                        "Schema public holds %s already, not made by Andon. `andon adopt plan --db …` says what it takes to take that over while its application goes on; or give Andon a database of its own."
                                .formatted(String.join(", ", facts.strangers())));
            }
            // The limits of a role that is there are the business of the server that uses it.
            boolean readerIsThere = adopts && ReaderRole.exists(connection, reader.name());
            if (shortages.isEmpty() && !readerIsThere) {
                shortages.addAll(ensureReader(connection, facts, url, reader));
            }
            if (!shortages.isEmpty()) {
                throw new StartRefused(
                        "Andon cannot use the database %s at %s yet; nothing was changed in it.\n- %s"
                                .formatted(
                                        url.database(),
                                        url.hosts(),
                                        String.join("\n- ", shortages)));
            }
        } catch (SQLException failure) {
            throw unusable(url, failure);
        }
    }

    static StartRefused unusable(DatabaseUrl url, SQLException failure) {
        return new StartRefused(
                "The database %s at %s cannot be used as %s: %s. Check the address (--db or ANDON_DB_URL), the password, and that the server accepts connections from this machine (pg_hba.conf)."
                        .formatted(url.database(), url.hosts(), url.user(), failure.getMessage()),
                failure);
    }

    private static List<String> ensureReader(
            Connection connection, ServerFacts facts, DatabaseUrl url, ReaderRole reader)
            throws SQLException {
        if (!ReaderRole.exists(connection, reader.name())) {
            if (!facts.mayCreateRoles()) {
                return List.of(
                        "%s may not create the reading role; let an administrator create it, and set its password as andon.postgres.reader-password:\n    create role %s login password '…';%s"
                                .formatted(
                                        url.user(),
                                        ReaderRole.identifier(reader.name()),
                                        indented(reader.repairs(connection))));
            }
            reader.create(connection);
        }
        List<String> repairs = reader.repairs(connection);
        try (Statement statement = connection.createStatement()) {
            for (String repair : repairs) {
                statement.execute(repair);
            }
        } catch (SQLException notPermitted) {
            return List.of(
                    "The reading role %s lacks its limits (%s); let an administrator run:%s"
                            .formatted(
                                    reader.name(), notPermitted.getMessage(), indented(repairs)));
        }
        return checkLogin(url, reader);
    }

    /** An existing role may be used by others: its password is asked for, never changed. */
    private static List<String> checkLogin(DatabaseUrl url, ReaderRole reader) {
        try (Connection connection = Connections.open(url.as(reader.name(), reader.password()))) {
            return connection.isValid(5) ? List.of() : List.of("The reading role cannot connect.");
        } catch (SQLException failure) {
            return List.of(
                    "The reading role %s exists but cannot log in (%s). Set its password as andon.postgres.reader-password."
                            .formatted(reader.name(), failure.getMessage()));
        }
    }

    private static String indented(List<String> statements) {
        StringBuilder text = new StringBuilder();
        statements.forEach(statement -> text.append("\n    ").append(statement).append(';'));
        return text.toString();
    }
}
