package dev.andon.planner;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs texts as they are and as they are planned, in one snapshot, and counts what became of them.
 */
final class EqualityRun {
    private static final int MOST_SHRINKING = 200;

    private final DataSource reader;
    private final String settings;
    private final Planner planner = new Planner();
    private final Map<String, Integer> levels = new TreeMap<>();
    private final Map<String, Integer> errors = new TreeMap<>();
    private int asked;
    private int accelerated;
    private int answerable;
    private int answerableAccelerated;

    /**
     * @param settings what a transaction begins with, so that it has the rights of the reading role
     */
    EqualityRun(DataSource reader, String settings) {
        this.reader = reader;
        this.settings = settings;
    }

    /** One text: what was planned for it, and what its answer has otherwise, if anything. */
    record Outcome(Plan plan, @Nullable String error, @Nullable String difference) {}

    /** Null: the answers are the same. Otherwise the smallest question for which they differ. */
    @Nullable String check(RandomQuery query) throws SQLException {
        Outcome outcome = outcome(query);
        asked++;
        boolean planned = outcome.plan().level() != null;
        accelerated += planned ? 1 : 0;
        if (!query.mayPass()) {
            answerable++;
            answerableAccelerated += planned ? 1 : 0;
        }
        levels.merge(planned ? outcome.plan().level() : "passed", 1, Integer::sum);
        if (outcome.error() != null) {
            errors.merge(outcome.error().lines().findFirst().orElse(""), 1, Integer::sum);
        }
        return outcome.difference() == null ? null : report(shrunk(query));
    }

    private RandomQuery shrunk(RandomQuery query) throws SQLException {
        RandomQuery smallest = query;
        int tries = 0;
        Iterator<RandomQuery> smaller = smallest.smaller().iterator();
        while (smaller.hasNext() && tries++ < MOST_SHRINKING) {
            RandomQuery candidate = smaller.next();
            if (outcome(candidate).difference() != null) {
                smallest = candidate;
                smaller = smallest.smaller().iterator();
            }
        }
        return smallest;
    }

    private String report(RandomQuery query) throws SQLException {
        Outcome outcome = outcome(query);
        return """
        The answers differ.
        --- as asked
        %s
        --- as planned (%s)
        %s
        --- expected, but was
        %s
        """
                .formatted(
                        query.sql(),
                        outcome.plan().explanation(),
                        outcome.plan().sql(),
                        outcome.difference());
    }

    private Outcome outcome(RandomQuery query) throws SQLException {
        return inSnapshot(
                connection -> outcome(connection, query.sql(), query.precisions(), query));
    }

    /** A text of which nothing is known. */
    Outcome outcome(String sql) throws SQLException {
        return inSnapshot(connection -> outcome(connection, sql, List.of(), null));
    }

    private Outcome outcome(
            Connection connection,
            String sql,
            List<Precision> precisions,
            @Nullable RandomQuery query)
            throws SQLException {
        Plan plan = planner.plan(sql, PlannerQueries.state(connection));
        // Some are run all the same, to know that they are such as PostgreSQL takes.
        if (plan.sql().equals(sql) && asked % 10 != 0) {
            return new Outcome(plan, null, null);
        }
        Savepoint before = connection.setSavepoint();
        Rows expected;
        try {
            expected = Rows.of(connection, sql);
        } catch (SQLException refused) {
            connection.rollback(before);
            return new Outcome(
                    plan, refused.getMessage(), errorDifference(connection, plan, refused));
        }
        Rows actual;
        try {
            actual = Rows.of(connection, plan.sql());
        } catch (SQLException refused) {
            return new Outcome(plan, null, "an answer, but " + refused.getMessage());
        }
        List<Precision> known = precisions.isEmpty() ? expected.precisions() : precisions;
        List<Integer> order = query == null ? List.of() : query.order();
        String difference = expected.difference(actual, known, order, 0, 0);
        if (difference != null && query != null) {
            Magnitude magnitude = magnitude(connection, query);
            difference =
                    expected.difference(
                            actual, known, order, magnitude.largest(), magnitude.count());
        }
        return new Outcome(plan, null, difference);
    }

    private static @Nullable String errorDifference(
            Connection connection, Plan plan, SQLException refused) {
        try {
            Rows.of(connection, plan.sql());
            return "%s, but an answer".formatted(refused.getMessage());
        } catch (SQLException alsoRefused) {
            return String.valueOf(refused.getSQLState()).equals(alsoRefused.getSQLState())
                    ? null
                    : "%s, but %s".formatted(refused.getMessage(), alsoRefused.getMessage());
        }
    }

    private record Magnitude(double largest, long count) {}

    private static Magnitude magnitude(Connection connection, RandomQuery query)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query.magnitude())) {
            row.next();
            return new Magnitude(row.getDouble(1), row.getLong(2));
        }
    }

    private interface Work {
        Outcome in(Connection connection) throws SQLException;
    }

    private Outcome inSnapshot(Work work) throws SQLException {
        try (Connection connection = reader.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local time zone 'UTC';" + settings);
            }
            try {
                return work.in(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Of what rollups can answer. */
    double shareAccelerated() {
        return answerable == 0 ? 0 : (double) answerableAccelerated / answerable;
    }

    double shareOfErrors() {
        int failed = errors.values().stream().mapToInt(Integer::intValue).sum();
        return asked == 0 ? 0 : (double) failed / asked;
    }

    @Override
    public String toString() {
        return "%d asked, %d from rollups %s, %.0f %% of what rollups can answer; refused by PostgreSQL: %s"
                .formatted(asked, accelerated, levels, 100 * shareAccelerated(), errors(5));
    }

    private String errors(int most) {
        Stream<Map.Entry<String, Integer>> frequent =
                errors.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .limit(most);
        return frequent.toList().toString();
    }
}
