package dev.andon.planner;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs texts as they are and as they are planned, in one snapshot, and counts what became of them.
 */
final class EqualityRun {
    private static final int MOST_SHRINKING = 200;

    /** The magnitude of values of which nothing is known. */
    private static final Scale USUAL = Scale.same(new Scale.Magnitude(100, 1));

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
        return outcome.difference() == null ? null : report(shrunk(query), query, outcome);
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

    /** What only was so at that moment is told as it was. */
    private String report(RandomQuery smallest, RandomQuery first, Outcome seen)
            throws SQLException {
        Outcome again = outcome(smallest);
        RandomQuery query = again.difference() == null ? first : smallest;
        Outcome outcome = again.difference() == null ? seen : again;
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
        return inSnapshot(connection -> outcome(connection, query.sql(), query));
    }

    /** A text of which nothing is known. */
    Outcome outcome(String sql) throws SQLException {
        return inSnapshot(connection -> outcome(connection, sql, null));
    }

    private Outcome outcome(Connection connection, String sql, @Nullable RandomQuery query)
            throws SQLException {
        Plan plan = planner.plan(sql, PlannerQueries.state(connection));
        boolean passed = plan.sql().equals(sql);
        // Some are run all the same, to know that they are such as PostgreSQL takes.
        if (passed && query != null && asked % 10 != 0) {
            return new Outcome(plan, null, null);
        }
        Answered expected = answer(connection, sql);
        Answered actual = passed ? expected : answer(connection, plan.sql());
        Rows rows = expected.rows();
        Rows otherRows = actual.rows();
        if (rows == null || otherRows == null) {
            boolean refused = Objects.equals(rows, otherRows);
            boolean same = refused && (query == null || expected.state().equals(actual.state()));
            String difference = "%s, but %s".formatted(expected.message(), actual.message());
            boolean unknown = same || expected.tooLong() || actual.tooLong();
            return new Outcome(plan, expected.message(), unknown ? null : difference);
        }
        List<Precision> known = query == null ? rows.precisions() : query.precisions();
        List<Integer> order = query == null ? List.of() : query.order();
        String difference =
                rows.difference(otherRows, known, order, query == null ? USUAL : Scale.UNKNOWN);
        if (difference != null && query != null) {
            difference = rows.difference(otherRows, known, order, scale(connection, query));
        }
        return new Outcome(plan, null, difference);
    }

    /** The rows of a text; none: why PostgreSQL refuses it. */
    private record Answered(@Nullable Rows rows, String state, String message) {
        boolean tooLong() {
            return state.equals("57014");
        }
    }

    private static Answered answer(Connection connection, String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            return new Answered(Rows.of(connection, sql), "", "an answer");
        } catch (SQLException refused) {
            connection.rollback(before);
            return new Answered(
                    null,
                    String.valueOf(refused.getSQLState()),
                    String.valueOf(refused.getMessage()));
        }
    }

    private static Scale scale(Connection connection, RandomQuery query) throws SQLException {
        List<Integer> keys = query.keys();
        List<Integer> places = IntStream.range(0, keys.size()).boxed().toList();
        Map<String, Scale.Magnitude> groups = new HashMap<>();
        Scale.Magnitude all = new Scale.Magnitude(0, 0);
        for (String sql : query.magnitudes()) {
            for (@Nullable Object[] row : Rows.of(connection, sql).rows()) {
                Scale.Magnitude magnitude =
                        new Scale.Magnitude(
                                Double.parseDouble(String.valueOf(row[keys.size()])),
                                Long.parseLong(String.valueOf(row[keys.size() + 1])));
                groups.merge(Rows.key(row, places), magnitude, Scale.Magnitude::with);
                all = all.with(magnitude);
            }
        }
        return new Scale(keys, groups, all);
    }

    private interface Work {
        Outcome in(Connection connection) throws SQLException;
    }

    private Outcome inSnapshot(Work work) throws SQLException {
        try (Connection connection = reader.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(PlannerQueries.ONE_SNAPSHOT);
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
        return "%d asked, %d from rollups %s, of %d that hold nothing that rollups cannot answer %d; refused by PostgreSQL: %s"
                .formatted(
                        asked, accelerated, levels, answerable, answerableAccelerated, errors(5));
    }

    private String errors(int most) {
        Stream<Map.Entry<String, Integer>> frequent =
                errors.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .limit(most);
        return frequent.toList().toString();
    }
}
