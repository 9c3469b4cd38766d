package dev.andon.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long the questions of panels take on each side, until the last row or byte is there. All must
 * give the same answers, or the times mean nothing.
 */
final class PanelTimes {
    private static final JsonMapper JSON = new JsonMapper();
    private static final double TOLERANCE = 1e-9;

    private final List<PanelQuestion> questions;
    private final Map<PanelQuestion, Answer> answers = new HashMap<>();
    private final Map<String, List<Repeats>> sides = new LinkedHashMap<>();

    /** What Andon says that it ran: what was asked, with macros expanded, and the plan. */
    private final Map<PanelQuestion, JsonNode> meta = new HashMap<>();

    /** What is enough to tell two answers apart: rows, and the sum of all columns but the time. */
    private record Answer(long rows, double sum) {
        boolean isLike(Answer other) {
            return rows == other.rows
                    && Math.abs(sum - other.sum) <= TOLERANCE * Math.abs(other.sum);
        }
    }

    PanelTimes(List<PanelQuestion> questions) {
        this.questions = questions;
    }

    /** As an editor asks. */
    void askAndon(String side, Andon andon) throws Exception {
        List<Repeats> times = new ArrayList<>();
        for (PanelQuestion question : questions) {
            String body = body(question);
            times.add(Repeats.of(() -> askAndon(andon, question, body)));
        }
        sides.put(side, times);
    }

    private Duration askAndon(Andon andon, PanelQuestion question, String body) throws Exception {
        long begin = System.nanoTime();
        String text = andon.post("/api/ds/query", body);
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        JsonNode frame = JSON.readTree(text).at("/results/A/frames/0");
        JsonNode columns = frame.at("/data/values");
        double sum = 0;
        for (int column = 1; column < columns.size(); column++) {
            for (JsonNode value : columns.get(column)) {
                sum += value.asDouble(0);
            }
        }
        compare(question, new Answer(columns.path(0).size(), sum), text);
        meta.put(question, frame.at("/schema/meta"));
        return taken;
    }

    private static String body(PanelQuestion question) {
        ObjectNode body =
                JSON.createObjectNode()
                        .put("from", String.valueOf(question.from().toEpochMilli()))
                        .put("to", String.valueOf(question.until().toEpochMilli()));
        body.putArray("queries")
                .addObject()
                .put("refId", "A")
                .put("rawSql", question.text())
                .put("format", "table")
                .putObject("datasource")
                .put("uid", "andon")
                .put("type", "postgres");
        return body.toString();
    }

    /** What was asked of Andon last, without macros. */
    String asked(PanelQuestion question) {
        return meta(question).path("executedQueryString").stringValue();
    }

    /** What the planner made of it. */
    String planned(PanelQuestion question) {
        return meta(question).at("/custom/plan/sql").stringValue();
    }

    String explained(PanelQuestion question) {
        return meta(question).at("/custom/plan/explanation").stringValue();
    }

    private JsonNode meta(PanelQuestion question) {
        return Objects.requireNonNull(meta.get(question), "Andon is asked first.");
    }

    /** The questions in their order, over one connection. */
    void ask(String side, Database database, Function<PanelQuestion, String> sql) throws Exception {
        List<Repeats> times = new ArrayList<>();
        try (Connection connection = database.open()) {
            for (PanelQuestion question : questions) {
                times.add(Repeats.of(() -> ask(connection, question, sql.apply(question))));
            }
        }
        sides.put(side, times);
    }

    private Duration ask(Connection connection, PanelQuestion question, String sql)
            throws SQLException {
        long rows = 0;
        double sum = 0;
        long begin = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                rows++;
                for (int column = 2; column <= columns; column++) {
                    sum += result.getDouble(column);
                }
            }
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        compare(question, new Answer(rows, sum), sql);
        return taken;
    }

    private void compare(PanelQuestion question, Answer answer, String how) {
        Answer expected = answers.computeIfAbsent(question, any -> answer);
        if (answer.rows == 0 || !answer.isLike(expected)) {
            throw new IllegalStateException(
                    "%s is answered with %s instead of %s by: %s"
                            .formatted(question.title(), answer, expected, how));
        }
    }

    Duration again(String side, int question) {
        return Objects.requireNonNull(sides.get(side), side).get(question).again();
    }

    boolean has(String side) {
        return sides.containsKey(side);
    }

    /** A table of each question, compared with one of the sides. */
    void write(Report report, String seed) {
        for (int number = 0; number < questions.size(); number++) {
            PanelQuestion question = questions.get(number);
            Answer answer = Objects.requireNonNull(answers.get(question));
            report.text(
                    "**%s** (%,d rows; the planner: %s)"
                            .formatted(question.title(), answer.rows, explained(question)));
            report.table("side", "first, ms", "again, ms", "again, seed ÷ this");
            double compared = again(seed, number).toNanos();
            for (Map.Entry<String, List<Repeats>> side : sides.entrySet()) {
                Repeats taken = side.getValue().get(number);
                report.row(
                        side.getKey(),
                        Repeats.millis(taken.first()),
                        Repeats.millis(taken.again()),
                        "%.1f".formatted(compared / taken.again().toNanos()));
            }
        }
    }
}
