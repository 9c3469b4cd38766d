package dev.andon.query;

import dev.andon.planner.FirstRows;
import dev.andon.planner.Plan;
import dev.andon.planner.Planner;
import dev.andon.planner.PlannerQueries;
import dev.andon.planner.RollupState;
import dev.andon.planner.Slicing;
import dev.andon.query.ResultRows.ResultColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Parser;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Runs anybody's text as the reading role, in a read-only transaction that is always rolled back.
 * Rows come through a portal, a few thousand at a time, so that memory stays bounded whatever the
 * text asks for; the connection goes back to the pool as fresh as it came.
 */
final class ReaderQueries {
    private static final int ROWS_AT_A_TIME = 4_000;

    private final DataSource reader;
    private final QueryConfig config;
    private final Planner planner;
    private final KeptAnswers kept;

    ReaderQueries(DataSource reader, QueryConfig config, Planner planner) {
        this.reader = reader;
        this.config = config;
        this.planner = planner;
        this.kept = new KeptAnswers(config);
    }

    KeptAnswers kept() {
        return kept;
    }

    /**
     * Rows, and how they were got.
     *
     * @param plan null where there was nothing to plan
     */
    record Result(ResultRows rows, @Nullable Plan plan) {}

    /**
     * The rows of the first statement that has any.
     *
     * @param canvas what they are drawn on and nothing else, null where every row counts
     * @throws QuestionException when there is no answer
     */
    Result run(String sql, @Nullable Canvas canvas, RunningQuery running) {
        if (sql.indexOf('\0') >= 0) {
            throw new QuestionException(
                    FailureKind.QUERY,
                    "The text holds the character NUL, which no database reads.");
        }
        List<SqlStatements.Part> parts = SqlStatements.split(sql);
        refuseTransactionControl(parts);
        try {
            return run(sql, parts, canvas, running);
        } catch (SQLException failure) {
            throw explained(failure, sql, new SqlStatements.Part(sql, 0));
        }
    }

    private Result run(
            String sql,
            List<SqlStatements.Part> parts,
            @Nullable Canvas canvas,
            RunningQuery running)
            throws SQLException {
        try (Connection connection = reader.getConnection()) {
            PgConnection physical = connection.unwrap(PgConnection.class);
            PreferQueryMode mode = physical.getPreferQueryMode();
            try {
                boolean planned = parts.size() == 1 && planner.concerns(sql);
                prepare(connection, physical);
                running.started(physical::cancelQuery);
                configure(connection, planned);
                return planned
                        ? plannedRows(connection, sql, parts.getFirst(), canvas)
                        : new Result(firstRows(connection, sql, parts, canvas), null);
            } finally {
                running.ended();
                reset(connection, physical, mode);
            }
        }
    }

    private static void refuseTransactionControl(List<SqlStatements.Part> parts) {
        for (SqlStatements.Part part : parts) {
            if (part.controlsTransaction()) {
                throw new QuestionException(
                        FailureKind.FORBIDDEN,
                        "A question runs in one read-only transaction and cannot begin or end one"
                                + " itself. Leave BEGIN, COMMIT and ROLLBACK out.");
            }
        }
    }

    /**
     * The extended protocol has portals, and takes one statement at a time even where this class
     * and PostgreSQL should ever split a text differently.
     */
    private static void prepare(Connection connection, PgConnection physical) throws SQLException {
        physical.getQueryExecutor().setPreferQueryMode(PreferQueryMode.EXTENDED);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }

    /**
     * The first query takes a snapshot; after that PostgreSQL refuses to make the transaction
     * writable.
     *
     * @param oneSnapshot whether all that follows is to see the same, as a plan needs it
     */
    private void configure(Connection connection, boolean oneSnapshot) throws SQLException {
        try (Statement settings = connection.createStatement()) {
            settings.execute(
                    (oneSnapshot ? PlannerQueries.ONE_SNAPSHOT + ";" : "")
                            + """
                            select set_config('statement_timeout', '%d', true),
                                   set_config('TimeZone', 'UTC', true),
                                   set_config('standard_conforming_strings', 'on', true)
                            """
                                    .formatted(config.timeout().toMillis()));
        }
    }

    /** Buckets that are kept for the next question are kept as a whole. */
    private Result plannedRows(
            Connection connection, String sql, SqlStatements.Part part, @Nullable Canvas canvas)
            throws SQLException {
        RollupState state = PlannerQueries.state(connection);
        Slicing slicing = kept.isOn() ? planner.slicing(part.sql(), state) : null;
        try {
            if (slicing != null) {
                return kept.answer(
                        part.sql(),
                        slicing,
                        state,
                        repair -> PlannerQueries.repairsAfter(connection, repair),
                        text -> planned(connection, planner.plan(text, state), null));
            }
            Result soon = firstRowsByTime(connection, part.sql(), state);
            if (soon != null) {
                return soon;
            }
            Plan plan = planner.plan(part.sql(), state);
            // Of a text that is as its author wrote it, the first error is his.
            return plan.sql().equals(part.sql())
                    ? new Result(firstRows(connection, sql, List.of(part), canvas), plan)
                    : planned(connection, plan, canvas);
        } catch (SQLException failure) {
            if (!isAboutTheText(failure)) {
                throw failure;
            }
            // Its author is to read of an error in the words of his own text, and if there is none
            // in it, to get his answer.
            connection.rollback();
            configure(connection, true);
            ResultRows rows = firstRows(connection, sql, List.of(part), canvas);
            return new Result(
                    rows, planner.failed(part.sql(), String.valueOf(failure.getMessage())));
        }
    }

    /** Null where the whole range has to be asked. */
    private @Nullable Result firstRowsByTime(Connection connection, String sql, RollupState state)
            throws SQLException {
        FirstRows asked = planner.firstRows(sql, state);
        FirstRows.Part part = asked == null ? null : asked.first();
        while (asked != null && part != null) {
            Result result = planned(connection, planner.plan(part.sql(), state), null);
            if (result.rows().rows() >= asked.rows()) {
                return result;
            }
            part = asked.wider(part);
        }
        return null;
    }

    private Result planned(Connection connection, Plan plan, @Nullable Canvas canvas)
            throws SQLException {
        return new Result(rows(connection, plan.sql(), canvas).orElse(ResultRows.NONE), plan);
    }

    /** Not that it was stopped, took too many resources or lost its connection. */
    private static boolean isAboutTheText(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("42") || state.startsWith("22");
    }

    private ResultRows firstRows(
            Connection connection,
            String sql,
            List<SqlStatements.Part> parts,
            @Nullable Canvas canvas) {
        for (SqlStatements.Part part : parts) {
            try {
                Optional<ResultRows> rows = rows(connection, part.sql(), canvas);
                if (rows.isPresent()) {
                    return rows.get();
                }
            } catch (SQLException failure) {
                throw explained(failure, sql, part);
            }
        }
        return ResultRows.NONE;
    }

    /** Empty where the statement has none. */
    private Optional<ResultRows> rows(Connection connection, String sql, @Nullable Canvas canvas)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(ROWS_AT_A_TIME);
            refuseHiddenStatements(sql);
            if (!statement.execute(sql)) {
                return Optional.empty();
            }
            try (ResultSet rows = statement.getResultSet()) {
                return Optional.of(read(rows, canvas));
            }
        }
    }

    /** The driver would split such a text itself and send parts that nobody looked at. */
    private static void refuseHiddenStatements(String sql) throws SQLException {
        if (Parser.parseJdbcSql(sql, true, false, true, false, false).size() > 1) {
            throw new QuestionException(
                    FailureKind.QUERY,
                    "The text is ambiguous: it cannot be told where one statement ends.");
        }
    }

    private ResultRows read(ResultSet rows, @Nullable Canvas canvas) throws SQLException {
        List<ResultColumn> columns = columns(rows.getMetaData());
        ColumnReader[] readers = new ColumnReader[columns.size()];
        for (int column = 0; column < readers.length; column++) {
            readers[column] = ColumnReader.of(columns.get(column), column + 1);
        }
        RowReducer reducer = canvas == null ? null : RowReducer.of(columns, canvas).orElse(null);
        long bytes = 0;
        int count = 0;
        boolean truncated = false;
        while (rows.next()) {
            if (count == config.rowLimit()) {
                truncated = true;
                break;
            }
            for (ColumnReader column : readers) {
                bytes += column.read(rows);
            }
            if (bytes > config.sizeLimit().toBytes()) {
                throw tooLarge(count);
            }
            count++;
            if (reducer != null) {
                bytes = reducer.added(bytes);
            }
        }
        return reducer == null
                ? new ResultRows(columns, count, truncated)
                : reducer.result(truncated);
    }

    private QuestionException tooLarge(int rows) {
        return new QuestionException(
                FailureKind.LIMIT,
                ("The answer is larger than %d MB after %d rows and was not read further. Ask for"
                                + " fewer columns, a shorter range or a longer interval.")
                        .formatted(config.sizeLimit().toMegabytes(), rows));
    }

    private static List<ResultColumn> columns(ResultSetMetaData data) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int index = 1; index <= data.getColumnCount(); index++) {
            ColumnType type = ColumnType.of(data.getColumnTypeName(index));
            columns.add(new ResultColumn(data.getColumnLabel(index), type, type.column()));
        }
        return columns;
    }

    /**
     * Settings go with the transaction; prepared statements and advisory locks do not. A connection
     * that cannot be reset is closed for good.
     */
    private static void reset(Connection connection, PgConnection physical, PreferQueryMode mode)
            throws SQLException {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
            try (Statement discard = connection.createStatement()) {
                discard.execute("discard all");
            }
            connection.setReadOnly(false);
            physical.getQueryExecutor().setPreferQueryMode(mode);
        } catch (SQLException broken) {
            physical.close();
        }
    }

    private static QuestionException explained(
            SQLException failure, String sql, SqlStatements.Part part) {
        // The driver's own bound, met while a few thousand rows came in at once.
        return String.valueOf(failure.getMessage()).contains("maxResultBuffer")
                ? new QuestionException(
                        FailureKind.LIMIT,
                        "The answer has values too large to read them, so nothing was read. Ask for"
                                + " fewer columns or shorter texts.")
                : error(failure).explain(sql, part);
    }

    static PostgresError error(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof PSQLException known && known.getServerErrorMessage() != null) {
            ServerErrorMessage server = known.getServerErrorMessage();
            return new PostgresError(
                    state,
                    text(server.getMessage()),
                    text(server.getDetail()),
                    text(server.getHint()),
                    server.getPosition());
        }
        String unreachable = failure instanceof SQLTransientException ? "08000" : state;
        return new PostgresError(unreachable, message, "", "", 0);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
