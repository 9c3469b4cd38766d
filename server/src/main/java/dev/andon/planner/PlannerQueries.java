package dev.andon.planner;

import dev.andon.planner.RollupState.Freshness;
import dev.andon.planner.RollupState.Level;
import dev.andon.planner.RollupState.Repair;
import dev.andon.planner.RollupState.Span;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a transaction's snapshot for the state of the rollups, as the reading role. */
public final class PlannerQueries {
    /**
     * Begins the transaction of a plan. The lock comes before the snapshot: a day that is sealed
     * and dropped between the two would be in no table that the snapshot sees.
     */
    public static final String ONE_SNAPSHOT =
            "set transaction isolation level repeatable read;"
                    + " lock table public.machine_metrics in access share mode";

    private static final String STATE =
            "select n.now, s.name, s.width_micros, s.zone, s.since, s.until, s.changed_since,"
                    + " s.changed_until, s.other_columns, f.closed_until, f.first_repaired,"
                    + " f.last_repaired"
                    + " from (select now()) n cross join andon_planner.freshness() f"
                    + " left join andon_planner.state() s on true";

    private PlannerQueries() {}

    /** In the transaction that runs the plan afterwards and began with {@link #ONE_SNAPSHOT}. */
    public static RollupState state(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(STATE)) {
            List<Level> levels = new ArrayList<>();
            Instant now = Instant.EPOCH;
            Span changed = null;
            List<String> otherColumns = List.of();
            Freshness freshness = Freshness.UNKNOWN;
            while (rows.next()) {
                now = rows.getObject(1, OffsetDateTime.class).toInstant();
                freshness = new Freshness(time(rows, 10), rows.getLong(11), rows.getLong(12));
                if (rows.getString(2) == null) {
                    continue;
                }
                otherColumns = List.of((String[]) rows.getArray(9).getArray());
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
            return new RollupState(now, levels, changed, Set.copyOf(otherColumns), freshness);
        }
    }

    /** In the same transaction: the repairs with higher numbers, in their order. */
    public static List<Repair> repairsAfter(Connection connection, long number)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "select number, since, until from andon_planner.repaired_after(?)")) {
            statement.setLong(1, number);
            List<Repair> repairs = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Span times =
                            new Span(
                                    rows.getObject(2, OffsetDateTime.class).toInstant(),
                                    rows.getObject(3, OffsetDateTime.class).toInstant());
                    repairs.add(new Repair(rows.getLong(1), times));
                }
            }
            return repairs;
        }
    }

    private static @Nullable Instant time(ResultSet rows, int column) throws SQLException {
        OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
