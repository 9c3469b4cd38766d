package dev.andon.query;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Questions and settings for tests. */
public final class Ask {
    static final TimeRange RANGE =
            new TimeRange(
                    Instant.parse("2025-03-19T08:00:00Z"), Instant.parse("2025-03-19T10:00:00Z"));
    public static final QueryConfig CONFIG =
            new QueryConfig(
                    Duration.ofSeconds(30),
                    1_000_000,
                    DataSize.ofMegabytes(256),
                    8,
                    6,
                    Duration.ofSeconds(15),
                    DataSize.ofMegabytes(64),
                    true,
                    QuotingRule.BY_CONTEXT);

    private Ask() {}

    /** No more rows than that. */
    static QueryConfig limited(int rows) {
        return new QueryConfig(
                Duration.ofSeconds(30),
                rows,
                DataSize.ofMegabytes(16),
                8,
                8,
                Duration.ofSeconds(15),
                DataSize.ofMegabytes(64),
                true,
                QuotingRule.BY_CONTEXT);
    }

    /** So many questions at once, of one caller or of several, the others wait so long. */
    static QueryConfig narrow(int concurrency, Duration queueWait) {
        return new QueryConfig(
                Duration.ofSeconds(30),
                10,
                DataSize.ofMegabytes(1),
                concurrency,
                concurrency,
                queueWait,
                DataSize.ofMegabytes(64),
                true,
                QuotingRule.BY_CONTEXT);
    }

    /** With the values of variables in it. */
    public static String interpolated(
            String sql, List<Variable> variables, TimeRange range, Duration interval) {
        Scope scope =
                new Scope(
                        variables,
                        range,
                        ZoneOffset.UTC,
                        interval,
                        new Scope.Dashboard("d", "Dashboard"),
                        new Scope.User(1, "viewer", "viewer@localhost"));
        return new Interpolation(QuotingRule.BY_CONTEXT).sql(sql, scope);
    }

    /** As it reaches the planner. */
    public static String expanded(Question question) {
        return Macros.expand(question).sql();
    }

    static Question table(String sql) {
        return Question.table("A", sql, Dialect.POSTGRES, RANGE);
    }

    static Question series(String sql) {
        return series(sql, null);
    }

    /** For lines across a hundred pixels. */
    static Question drawn(String sql) {
        return series(sql, new Drawing(100, false));
    }

    private static Question series(String sql, @Nullable Drawing drawing) {
        return new Question(
                "A",
                sql,
                Format.TIME_SERIES,
                Dialect.POSTGRES,
                RANGE,
                Duration.ofMinutes(1),
                1_000,
                List.of(),
                drawing);
    }

    static Frame frame(Answer answer) {
        return switch (answer) {
            case Answer.Frames frames -> frames.frames().getFirst();
            case Answer.Failure failure -> throw new AssertionError(failure.toString());
        };
    }

    static Answer.Failure failure(Answer answer) {
        return switch (answer) {
            case Answer.Frames frames -> throw new AssertionError("answered: " + frames);
            case Answer.Failure failure -> failure;
        };
    }

    /** The one value of an answer of one row and column. */
    static String value(Answer answer) {
        return String.valueOf(frame(answer).fields().getFirst().values().text(0));
    }
}
