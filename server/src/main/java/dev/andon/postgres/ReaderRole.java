package dev.andon.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.postgresql.util.PasswordUtil;

/**
 * The role that all questions run as. It reads the views of schema public and nothing else; what
 * limits it is set on the role, so that it holds for psql and Grafana as well.
 */
record ReaderRole(String name, String password, Duration statementTimeout) {
    private static final int CONNECTION_LIMIT = 50;

    Map<String, String> settings() {
        return new TreeMap<>(
                Map.of(
                        "default_transaction_read_only", "on",
                        "statement_timeout", statementTimeout.toMillis() + "ms",
                        "idle_in_transaction_session_timeout", "60s",
                        // Lets the planner leave out sealed months by the bounds in the view.
                        "constraint_exclusion", "on",
                        "search_path", "public"));
    }

    static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // The server gets a digest: a password in plain text would end up in its log.
            statement.execute(
                    "create role %s login connection limit %d password %s"
                            .formatted(
                                    identifier(name),
                                    CONNECTION_LIMIT,
                                    literal(
                                            PasswordUtil.encodeScramSha256(
                                                    password.toCharArray()))));
        }
    }

    /** What is missing on the role, as the statements that mend it. */
    List<String> repairs(Connection connection) throws SQLException {
        Set<String> present = Set.of();
        try (PreparedStatement query =
                connection.prepareStatement("select rolconfig from pg_roles where rolname = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                if (rows.next() && rows.getArray(1) != null) {
                    present = Set.copyOf(Arrays.asList((String[]) rows.getArray(1).getArray()));
                }
            }
        }
        List<String> repairs = new ArrayList<>();
        for (Map.Entry<String, String> setting : settings().entrySet()) {
            if (!present.contains(setting.getKey() + "=" + setting.getValue())) {
                repairs.add(
                        "alter role %s set %s = %s"
                                .formatted(
                                        identifier(name),
                                        setting.getKey(),
                                        literal(setting.getValue())));
            }
        }
        return repairs;
    }

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
