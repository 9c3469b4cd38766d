package dev.andon.planner;

import dev.andon.planner.RollupState.Level;
import dev.andon.planner.RollupState.Span;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a transaction's snapshot for the state of the rollups, as the reading role. */
public final class PlannerQueries {
    private static final String STATE =
            "select now(), name, width_micros, zone, since, until, changed_since, changed_until"
                    + " from andon_planner.state()";

    private PlannerQueries() {}

    /** In the transaction that runs the plan afterwards, which is REPEATABLE READ. */
    public static RollupState state(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(STATE)) {
            List<Level> levels = new ArrayList<>();
            Instant now = Instant.EPOCH;
            Span changed = null;
            while (rows.next()) {
                now = rows.getObject(1, OffsetDateTime.class).toInstant();
                levels.add(
                        new Level(
                                rows.getString(2),
                                rows.getLong(3),
                                rows.getString(4),
                                time(rows, 5),
                                time(rows, 6)));
                Instant changedSince = time(rows, 7);
                Instant changedUntil = time(rows, 8);
                if (changedSince != null && changedUntil != null) {
                    changed = new Span(changedSince, changedUntil);
                }
            }
            return new RollupState(now, levels, changed);
        }
    }

    private static @Nullable Instant time(ResultSet rows, int column) throws SQLException {
        OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
