package dev.andon.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How long the server takes for a dashboard: its variables and all its panels, as a page asks. */
final class DashboardTimes {
    static final List<String> SHIPPED = List.of("plant-overview", "machine", "multi-zone");

    private static final JsonMapper JSON = new JsonMapper();
    private static final int REPEATS = 20;
    private static final long RANGE_MILLIS = Duration.ofHours(24).toMillis();
    private static final int PIXELS = 700;

    private final Andon andon;

    record Times(int panels, Duration first, Duration again) {}

    DashboardTimes(Andon andon) {
        this.andon = andon;
    }

    Times measure(String uid) throws IOException, InterruptedException {
        JsonNode dashboard = andon.get("/api/dashboards/uid/" + uid).path("dashboard");
        List<Integer> panels = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            if (!panel.path("targets").isEmpty()) {
                panels.add(panel.path("id").intValue());
            }
        }
        Duration first = load(uid, panels);
        List<Duration> again = new ArrayList<>();
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            again.add(load(uid, panels));
        }
        again.sort(null);
        return new Times(panels.size(), first, again.get(REPEATS / 2));
    }

    private Duration load(String uid, List<Integer> panels)
            throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        ObjectNode question =
                JSON.createObjectNode()
                        .put("from", String.valueOf(now - RANGE_MILLIS))
                        .put("to", String.valueOf(now))
                        .put("timezone", "utc");
        ObjectNode values = question.putObject("values");
        String path = "/api/v1/dashboards/" + uid;
        long begin = System.nanoTime();
        String variables = andon.post(path + "/variables", question.toString());
        for (JsonNode variable : JSON.readTree(variables).path("variables")) {
            values.set(variable.path("name").stringValue(), variable.path("current").path("value"));
        }
        ArrayNode list = question.putArray("panels");
        panels.forEach(id -> list.addObject().put("id", id).put("maxDataPoints", PIXELS));
        String answers = andon.post(path + "/query", question.toString());
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        if (answers.contains("\"error\":")) {
            throw new IllegalStateException("A panel of " + uid + " failed: " + answers);
        }
        return taken;
    }
}
