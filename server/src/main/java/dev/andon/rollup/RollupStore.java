package dev.andon.rollup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Levels and their state in the database. Whatever writes buckets is one transaction that holds the
 * lock of rollups; when another server holds it, nothing is done.
 */
final class RollupStore implements RollupSteps {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DataSource dataSource;

    RollupStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A level and the time before which all its buckets are written; null: none is. */
    record Level(String name, Duration width, @Nullable Instant completeUntil) {}

    /** What a step did: another server was at it, nothing was due, or so many rows were written. */
    sealed interface Step {
        record Busy() implements Step {}

        record Idle() implements Step {}

        record Wrote(long rows, long refused) implements Step {}
    }

    /** Work in one transaction that holds the lock. */
    private interface Work {
        Step in(Connection connection) throws SQLException;
    }

    /**
     * Makes levels that are not there.
     *
     * @return whether levels of days are built again because they began elsewhere before
     */
    boolean prepare(List<BucketWidth> widths, ZoneId ownZone, @Nullable ZoneId wantedZone)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                // The views are replaced, which waits for those who read them; not for ever.
                statement.execute("set local lock_timeout = '10s'");
                statement.execute("select pg_advisory_xact_lock(hashtext('andon.rollup'))");
            }
            for (BucketWidth width : widths) {
                addLevel(connection, width);
            }
            boolean rebuilt = setZone(connection, ownZone, wantedZone);
            connection.commit();
            return rebuilt;
        }
    }

    private static void addLevel(Connection connection, BucketWidth width) throws SQLException {
        try (PreparedStatement add =
                connection.prepareStatement(
                        """
                        select add_rollup_level(?, make_interval(secs => ?))
                        where not exists (select from rollup_levels where name = ?)
                        """)) {
            add.setString(1, width.name());
            add.setDouble(2, (double) width.duration().toSeconds());
            add.setString(3, width.name());
            add.execute();
        }
    }

    /** The server's own zone counts only as long as none is recorded. */
    private static boolean setZone(Connection connection, ZoneId own, @Nullable ZoneId wanted)
            throws SQLException {
        try (PreparedStatement set =
                connection.prepareStatement(
                        """
                        select set_rollup_zone(coalesce(?::text, (select max(zone) from rollup_levels), ?))
                        """)) {
            set.setString(1, wanted == null ? null : wanted.getId());
            set.setString(2, own.getId());
            try (ResultSet row = set.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    List<Level> levels() throws SQLException {
        List<Level> levels = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read =
                        connection.prepareStatement(
                                """
                                select l.name, extract(epoch from l.width)::bigint,
                                       nullif(s.complete_until, '-infinity')
                                from rollup_levels l join rollup_state s on s.level = l.name
                                order by l.width
                                """);
                ResultSet rows = read.executeQuery()) {
            while (rows.next()) {
                levels.add(
                        new Level(
                                rows.getString(1),
                                Duration.ofSeconds(rows.getLong(2)),
                                instant(rows, 3)));
            }
        }
        return levels;
    }

    /** Before this all times are closed; null: none is. */
    @Nullable Instant closedUntil() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read =
                        connection.prepareStatement(
                                "select nullif(closed_until, '-infinity') from sample_horizon");
                ResultSet row = read.executeQuery()) {
            row.next();
            return instant(row, 1);
        }
    }

    /**
     * Closes all times before the end. Writers that began earlier are waited for, and as long new
     * ones wait for this, so the patience is short. A clock that runs ahead of the database's
     * closes nothing: there is no way back.
     *
     * @return whether they are closed
     */
    boolean closeUntil(Instant end, Duration patience) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement setting = connection.createStatement();
                    PreparedStatement close =
                            connection.prepareStatement(
                                    "select close_until(t) from cast(? as timestamptz) t where t <="
                                            + " now()")) {
                setting.execute("set local lock_timeout = " + patience.toMillis());
                close.setObject(1, end.atOffset(ZoneOffset.UTC));
                boolean closed;
                try (ResultSet row = close.executeQuery()) {
                    closed = row.next();
                }
                connection.commit();
                return closed;
            } catch (SQLException failure) {
                if (LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
                    return false;
                }
                throw failure;
            }
        }
    }

    @Override
    public Step close(String level, Duration longest) throws SQLException {
        return locked(connection -> {
            try (PreparedStatement close =
                    connection.prepareStatement(
                            "select close_rollup(?, make_interval(hours => ?))")) {
                close.setString(1, level);
                close.setInt(2, (int) longest.toHours());
                try (ResultSet row = close.executeQuery()) {
                    row.next();
                    long rows = row.getLong(1);
                    return row.wasNull() ? new Step.Idle() : new Step.Wrote(rows, 0);
                }
            }
        });
    }

    @Override
    public Step repair(RepairLimits limits) throws SQLException {
        return locked(connection -> {
            try (PreparedStatement repair =
                    connection.prepareStatement(
                            "select * from repair_rollups(?, ?, make_interval(secs => ?),"
                                    + " make_interval(secs => ?))")) {
                repair.setInt(1, limits.series());
                repair.setInt(2, limits.hours());
                repair.setDouble(3, seconds(limits.quiet()));
                repair.setDouble(4, seconds(limits.longest()));
                try (ResultSet row = repair.executeQuery()) {
                    row.next();
                    long rows = row.getLong("rows");
                    return row.wasNull()
                            ? new Step.Idle()
                            : new Step.Wrote(rows, row.getLong("refused"));
                }
            }
        });
    }

    /** Makes one of changes that lie together; answers how many there are then. */
    long joinChanges() throws SQLException {
        Step step =
                locked(connection -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet row = statement.executeQuery("select join_changes()")) {
                        row.next();
                        return new Step.Wrote(row.getLong(1), 0);
                    }
                });
        return step instanceof Step.Wrote wrote ? wrote.rows() : 0;
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** How many changes wait to be repaired; beyond the limit they are not counted. */
    long pendingChanges(int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement count =
                        connection.prepareStatement(
                                "select count(*) from (select from sample_changes limit ?) c")) {
            count.setInt(1, limit);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private Step locked(Work work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            // A statement of its own: the next one must see what was committed before the lock.
            try (PreparedStatement lock =
                            connection.prepareStatement(
                                    "select pg_try_advisory_xact_lock(hashtext('andon.rollup'))");
                    ResultSet row = lock.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    return new Step.Busy();
                }
            }
            Step step = work.in(connection);
            connection.commit();
            return step;
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
