package dev.andon.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How long databases take for the same questions, from the question to the last row, as a client
 * sees it. All must give the same answers, or the times mean nothing.
 */
final class QuestionTimes {
    private static final int REPEATS = 9;
    private static final double TOLERANCE = 1e-9;

    private final List<Question> questions;
    private final Map<Question, Answer> answers = new HashMap<>();
    private final Map<Side, List<Times>> sides = new EnumMap<>(Side.class);

    /**
     * @param first the first time on this server
     * @param warm the median of some more
     */
    private record Times(Duration first, Duration warm) {}

    /** What is enough to tell two answers apart. */
    private record Answer(long rows, double sum) {
        boolean isLike(Answer other) {
            return rows == other.rows
                    && Math.abs(sum - other.sum) <= TOLERANCE * Math.abs(other.sum);
        }
    }

    QuestionTimes(List<Question> questions) {
        this.questions = questions;
    }

    /** The questions in their order, over one connection. */
    void ask(Side side, Database database, Function<Question, String> sql) throws SQLException {
        List<Times> times = new ArrayList<>();
        try (Connection connection = database.open()) {
            for (Question question : questions) {
                times.add(times(connection, question, sql.apply(question)));
            }
        }
        sides.put(side, times);
    }

    void write(Report report) {
        report.text(
                """
                Questions for avg, min and max, in ms: the first time after a restart of the server, with the system's page cache as it is, and the median of %d more. \
                Plain SQL without parameters: Andon as its reading role of `machine_metrics`, of its rollups `machine_metrics_5m` and `machine_metrics_hourly`; \
                TimescaleDB by numbers of series, which saves it the join with their names. All gave the same answers.\
                """
                        .formatted(REPEATS));
        List<String> headings = new ArrayList<>(List.of("side"));
        for (Question question : questions) {
            headings.add(question.title() + ": first");
            headings.add("again");
            headings.add("again, seed ÷ this");
        }
        report.table(headings.toArray(String[]::new));
        List<Times> seed = sides.getOrDefault(Side.SEED, List.of());
        sides.forEach((side, times) -> {
            List<String> row = new ArrayList<>(List.of(side.title));
            for (int number = 0; number < times.size(); number++) {
                Times taken = times.get(number);
                row.add(millis(taken.first));
                row.add(millis(taken.warm));
                row.add(
                        "%.1f"
                                .formatted(
                                        (double) seed.get(number).warm.toNanos()
                                                / taken.warm.toNanos()));
            }
            report.row(row.toArray(String[]::new));
        });
    }

    private static String millis(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return millis < 10 ? "%.1f".formatted(millis) : "%,.0f".formatted(millis);
    }

    private Times times(Connection connection, Question question, String sql) throws SQLException {
        Duration first = time(connection, question, sql);
        List<Duration> more = new ArrayList<>();
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            more.add(time(connection, question, sql));
        }
        more.sort(null);
        return new Times(first, more.get(REPEATS / 2));
    }

    private Duration time(Connection connection, Question question, String sql)
            throws SQLException {
        long rows = 0;
        double sum = 0;
        long begin = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows++;
                sum += result.getDouble(3) + result.getDouble(4) + result.getDouble(5);
            }
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        Answer answer = new Answer(rows, sum);
        Answer expected = answers.computeIfAbsent(question, any -> answer);
        if (rows == 0 || !answer.isLike(expected)) {
            throw new IllegalStateException(
                    "%s is answered with %s instead of %s by: %s"
                            .formatted(question.title(), answer, expected, sql));
        }
        return taken;
    }
}
