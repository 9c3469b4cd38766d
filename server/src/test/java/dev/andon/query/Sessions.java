package dev.andon.query;

import dev.andon.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the reading role's sessions are doing. */
final class Sessions {
    private Sessions() {}

    /** How many run a text with this word; a role sees the texts of its own sessions only. */
    static int running(TestDatabase database, String word) throws SQLException {
        try (Connection connection = database.reader().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "select count(*) from pg_stat_activity where state = 'active'"
                                        + " and pid <> pg_backend_pid() and query like ?")) {
            statement.setString(1, "%" + word + "%");
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
