package dev.andon.benchmarks;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How long the server takes for a dashboard: its variables and all its panels, as a page asks. */
final class DashboardTimes {
    static final List<String> SHIPPED = List.of("plant-overview", "machine", "multi-zone");

    private static final JsonMapper JSON = new JsonMapper();
    private static final int REPEATS = 20;
    private static final int PIXELS = 700;
    private static final Pattern ELAPSED =
            Pattern.compile("\"panelId\":(\\d+),\"elapsedMs\":(\\d+)");

    private final Andon andon;
    private final Duration range;
    private final InstantSource end;
    private String lastAnswers = "";

    /** What the server says of a panel: how long it took, with the wait for its turn. */
    record PanelTime(int id, int millis) {}

    /**
     * @param slowest panels of the last time, the slowest first
     */
    record Times(int panels, Duration first, Duration again, List<PanelTime> slowest) {}

    /** Of the time until now. */
    DashboardTimes(Andon andon, Duration range) {
        this(andon, range, Clock.systemUTC());
    }

    /** Of any time. */
    DashboardTimes(Andon andon, Duration range, InstantSource end) {
        this.andon = andon;
        this.range = range;
        this.end = end;
    }

    Times measure(String uid) throws IOException, InterruptedException {
        List<Integer> panels = panels(uid);
        Duration first = load(uid, panels);
        List<Duration> again = new ArrayList<>();
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            again.add(load(uid, panels));
        }
        again.sort(null);
        List<PanelTime> slowest =
                ELAPSED.matcher(lastAnswers)
                        .results()
                        .map(panel ->
                                new PanelTime(
                                        Integer.parseInt(panel.group(1)),
                                        Integer.parseInt(panel.group(2))))
                        .sorted(Comparator.comparingInt(PanelTime::millis).reversed())
                        .toList();
        return new Times(panels.size(), first, again.get(REPEATS / 2), slowest);
    }

    /** The panels that ask for data. */
    List<Integer> panels(String uid) throws IOException, InterruptedException {
        JsonNode dashboard = andon.get("/api/dashboards/uid/" + uid).path("dashboard");
        List<Integer> panels = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            if (!panel.path("targets").isEmpty()) {
                panels.add(panel.path("id").intValue());
            }
        }
        return panels;
    }

    private Duration load(String uid, List<Integer> panels)
            throws IOException, InterruptedException {
        ObjectNode question = question();
        ObjectNode values = question.putObject("values");
        String path = "/api/v1/dashboards/" + uid;
        long begin = System.nanoTime();
        String variables = andon.post(path + "/variables", question.toString());
        for (JsonNode variable : JSON.readTree(variables).path("variables")) {
            values.set(variable.path("name").stringValue(), variable.path("current").path("value"));
        }
        ask(question, panels);
        String answers = andon.post(path + "/query", question.toString());
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        if (answers.contains("\"error\":")) {
            throw new IllegalStateException("A panel of " + uid + " failed: " + answers);
        }
        lastAnswers = answers;
        return taken;
    }

    /** The body of a refresh: what variables mean is known from before, here that they are All. */
    String refresh(List<Integer> panels, String variable) {
        ObjectNode question = question();
        question.putObject("values").putArray(variable).add("$__all");
        ask(question, panels);
        return question.toString();
    }

    /** As pages ask: up to the next whole second, so that those of one second ask the same. */
    private ObjectNode question() {
        Instant until = end.instant().plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
        return JSON.createObjectNode()
                .put("from", String.valueOf(until.minus(range).toEpochMilli()))
                .put("to", String.valueOf(until.toEpochMilli()))
                .put("timezone", "utc");
    }

    private static void ask(ObjectNode question, List<Integer> panels) {
        ArrayNode list = question.putArray("panels");
        panels.forEach(id -> list.addObject().put("id", id).put("maxDataPoints", PIXELS));
    }
}
