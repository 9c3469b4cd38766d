package dev.andon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the planner itself takes, as the server measures it, for the queries of the customer's guide
 * and of panels that the planner's tests are about.
 */
final class PlannerCost {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path QUERIES = Path.of("server/src/test/resources/dev/andon/planner");
    private static final Pattern MARKED =
            Pattern.compile("^-- (?:accelerated|passed): .+\n((?:.*\\S.*\n?)+)", Pattern.MULTILINE);

    /** In the second one Java has compiled what it is going to. */
    private static final int LEAST_ROUNDS = 2;

    private static final Duration RANGE = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Andon andon;
    private final Instant until;
    private final List<byte[]> questions = new ArrayList<>();

    PlannerCost(Andon andon, Instant until) throws IOException {
        this.andon = andon;
        this.until = until;
        for (String file : List.of("seed-queries.sql", "panel-queries.sql")) {
            MARKED.matcher(Files.readString(QUERIES.resolve(file)))
                    .results()
                    .forEach(query -> questions.add(body(query.group(1))));
        }
    }

    /** Mean milliseconds a plan, in the last round. */
    double measure(Report report, int shorten) throws Exception {
        report.text(
                "The planner's own time, without the database: the mean of %d queries of its tests, those of the customer's guide among them, round after round on one server."
                        .formatted(questions.size()));
        report.table("round", "texts planned", "ms a plan", "ms to find what may be kept");
        long begin = System.nanoTime();
        double millis = 0;
        for (int round = 1; round <= LEAST_ROUNDS || hasTime(begin, shorten); round++) {
            double plans = count("plan");
            double planSeconds = seconds("plan");
            double slices = count("slice");
            double sliceSeconds = seconds("slice");
            ask();
            plans = count("plan") - plans;
            slices = count("slice") - slices;
            millis = 1000 * (seconds("plan") - planSeconds) / plans;
            report.row(
                    String.valueOf(round),
                    "%.0f".formatted(plans),
                    "%.3f".formatted(millis),
                    slices == 0
                            ? "–"
                            : "%.3f".formatted(1000 * (seconds("slice") - sliceSeconds) / slices));
        }
        return millis;
    }

    private static boolean hasTime(long begin, int shorten) {
        return System.nanoTime() - begin < LONGEST.dividedBy(shorten).toNanos();
    }

    private double count(String step) throws IOException, InterruptedException {
        return andon.meter("andon_planner_time_seconds_count{step=\"%s\"}".formatted(step));
    }

    private double seconds(String step) throws IOException, InterruptedException {
        return andon.meter("andon_planner_time_seconds_sum{step=\"%s\"}".formatted(step));
    }

    /** Some of them fail for want of a variable; planned they are all the same. */
    private void ask() throws IOException {
        try (HttpConnection connection = new HttpConnection(andon.target("/api/ds/query"))) {
            for (byte[] question : questions) {
                connection.post(question);
            }
        }
    }

    private byte[] body(String sql) {
        ObjectNode body =
                JSON.createObjectNode()
                        .put("from", String.valueOf(until.minus(RANGE).toEpochMilli()))
                        .put("to", String.valueOf(until.toEpochMilli()));
        body.putArray("queries")
                .addObject()
                .put("refId", "A")
                .put("rawSql", sql)
                .put("format", "table")
                .put("intervalMs", Duration.ofMinutes(10).toMillis());
        return JSON.writeValueAsBytes(body);
    }
}
