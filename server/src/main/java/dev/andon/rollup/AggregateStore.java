package dev.andon.rollup;

import dev.andon.rollup.RollupStore.Step;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Levels that are continuous aggregates of TimescaleDB. A refresh commits in its middle, so a step
 * is no transaction; but each of its parts may be done again, and what is refreshed counts only
 * once that is recorded. TimescaleDB recomputes the buckets of a changed time for all series,
 * whichever of them changed; but not, as its own policies would, all between a late point and now.
 */
final class AggregateStore implements RollupSteps {
    /** The pool's limit on silence is meant for short statements. */
    private static final Duration LONGEST_REFRESH = Duration.ofHours(1);

    /** At most so many: more would be a large statement, and the rest is the next step's. */
    private static final String CHANGES =
            """
            select array_agg(c.place) as places,
                   range_agg(tstzrange(c.since, c.until))::text as spans,
                   count(*) filter (where c.since < kept_since('samples', null)) as refused
            from (select ctid::text as place, since, until from sample_changes
                  where series_id in (select series_to_repair(make_interval(secs => ?), make_interval(secs => ?), ?))
                  limit 20000) c
            """;

    /**
     * TimescaleDB 2.28 refreshes in batches, and then forgets the last bucket of a change that ends
     * at the very start of that bucket (its issue 10221). Versions before know no such option.
     */
    private static final String IN_ONE_BATCH =
            """
            select coalesce(max(', options => ''{"buckets_per_batch": 0}'''), '')
            from pg_proc
            where proname = 'refresh_continuous_aggregate' and 'options' = any (proargnames)
            """;

    private final DataSource dataSource;

    AggregateStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private interface Work {
        Step in(Connection connection) throws SQLException;
    }

    /** Times as the database writes them. */
    private record Span(String since, String until) {}

    /** The next piece that has closed; how long that is the database decides. */
    @Override
    public Step close(String level, Duration longest) throws SQLException {
        return alone(connection -> {
            List<Span> pieces;
            try (PreparedStatement query =
                    connection.prepareStatement(
                            "select since::text, until::text from pieces_to_close(?) limit 1")) {
                query.setString(1, level);
                pieces = spans(query);
            }
            for (Span piece : pieces) {
                refresh(connection, level, piece);
                complete(connection, level, piece.until());
            }
            return pieces.isEmpty() ? new Step.Idle() : new Step.Wrote(0, 0);
        });
    }

    /** All that is due, however many hours it is: a refresh is for all series anyway. */
    @Override
    public Step repair(RepairLimits limits) throws SQLException {
        return alone(connection -> {
            try (PreparedStatement changes = connection.prepareStatement(CHANGES)) {
                changes.setDouble(1, RollupStore.seconds(limits.quiet()));
                changes.setDouble(2, RollupStore.seconds(limits.longest()));
                changes.setInt(3, limits.series());
                try (ResultSet row = changes.executeQuery()) {
                    row.next();
                    return repair(connection, row);
                }
            }
        });
    }

    private static Step repair(Connection connection, ResultSet changes) throws SQLException {
        Array places = changes.getArray("places");
        if (places == null) {
            return new Step.Idle();
        }
        for (String level : levels(connection)) {
            repair(connection, level, changes.getString("spans"));
        }
        forget(connection, places);
        return new Step.Wrote(0, changes.getLong("refused"));
    }

    private static void repair(Connection connection, String level, String spans)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        """
                        select p.since::text, p.until::text
                        from rollup_state s,
                             pieces_to_refresh(s.level, ?::tstzmultirange, s.complete_until) p
                        where s.level = ?
                        """)) {
            query.setString(1, spans);
            query.setString(2, level);
            for (Span piece : spans(query)) {
                refresh(connection, level, piece);
            }
        }
    }

    /** Others only add rows, or hold the lock: so these still stand where they were read. */
    private static void forget(Connection connection, Array places) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from sample_changes where ctid = any (?::tid[])")) {
            delete.setArray(1, places);
            delete.executeUpdate();
        }
    }

    /** The finest first: each is built from samples or from an earlier one. */
    private static List<String> levels(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select name from rollup_levels order by width")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /**
     * Forced, because TimescaleDB's own list of what has changed has had gaps where an aggregate is
     * built from another one, and because Andon asks for no more than what it knows to be changed.
     */
    private static void refresh(Connection connection, String level, Span span)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String options;
            try (ResultSet row = statement.executeQuery(IN_ONE_BATCH)) {
                row.next();
                options = row.getString(1);
            }
            statement.execute(
                    "call refresh_continuous_aggregate('andon.rollup_%s', timestamptz '%s', timestamptz '%s', force => true%s)"
                            .formatted(level, span.since(), span.until(), options));
        }
    }

    private static void complete(Connection connection, String level, String until)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update rollup_state set complete_until = ?::timestamptz where level = ?")) {
            update.setString(1, until);
            update.setString(2, level);
            update.executeUpdate();
        }
    }

    private static List<Span> spans(PreparedStatement query) throws SQLException {
        List<Span> spans = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                spans.add(new Span(rows.getString(1), rows.getString(2)));
            }
        }
        return spans;
    }

    /**
     * The lock of rollups is a transaction's, as poolers need, and a refresh must be in none: so
     * the lock has a connection of its own, and ends with it.
     */
    private Step alone(Work work) throws SQLException {
        try (Connection lock = dataSource.getConnection();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            try (ResultSet row =
                    statement.executeQuery(
                            "select pg_try_advisory_xact_lock(hashtext('andon.rollup'))")) {
                row.next();
                if (!row.getBoolean(1)) {
                    return new Step.Busy();
                }
            }
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(true);
                connection.setNetworkTimeout(Runnable::run, (int) LONGEST_REFRESH.toMillis());
                return work.in(connection);
            }
        }
    }
}
