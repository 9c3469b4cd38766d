package dev.andon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.AndonProcess;
import dev.andon.EnterableFolder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every variable and every panel of the shipped dashboards has an answer with rows in it. */
class ShippedDashboardAnswersTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir(factory = EnterableFolder.class)
    private static Path folder;

    private static AndonProcess andon;

    @BeforeAll
    static void start() throws InterruptedException {
        andon = AndonProcess.serve(folder);
        History.send(andon, Duration.ofHours(3));
    }

    @AfterAll
    static void stop() {
        andon.close();
    }

    static Stream<JsonNode> dashboards() {
        return ShippedDashboards.all().stream();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void variablesHaveOptionsAndPanelsHaveRows(JsonNode dashboard) {
        String path = "/api/v1/dashboards/" + dashboard.path("uid").stringValue();
        ObjectNode question = range();
        // An extruder has every metric that the dashboards show; a metric has to be chosen.
        question.putObject("values").putArray("machine_id").add("EX-01");

        JsonNode variables = JSON.readTree(post(path + "/variables", question)).path("variables");
        question.set("values", chosen(variables));
        question.set("panels", panels(dashboard));

        assertThat(variables).isNotEmpty();
        List<String> answered = new ArrayList<>();
        post(path + "/query", question)
                .lines()
                .filter(line -> !line.isBlank())
                .map(JSON::readTree)
                .forEach(panel -> answered.addAll(checked(panel)));
        assertThat(answered).hasSize(dashboard.findValues("rawSql").size());
    }

    private static ObjectNode chosen(JsonNode variables) {
        ObjectNode values = JSON.createObjectNode();
        for (JsonNode variable : variables) {
            String name = variable.path("name").stringValue();
            assertThat(variable.has("error")).as("%s", variable).isFalse();
            assertThat(variable.path("options")).as(name).isNotEmpty();
            if (name.equals("metric_type")) {
                values.putArray(name).add("temperature").add("multi_zone_temp");
            } else {
                values.set(name, variable.path("current").path("value"));
            }
        }
        return values;
    }

    private static ArrayNode panels(JsonNode dashboard) {
        ArrayNode panels = JSON.createArrayNode();
        for (JsonNode panel : dashboard.path("panels")) {
            if (!panel.path("targets").isEmpty()) {
                panels.addObject().put("id", panel.path("id").intValue()).put("maxDataPoints", 500);
            }
        }
        return panels;
    }

    private static List<String> checked(JsonNode panel) {
        List<String> answered = new ArrayList<>();
        for (JsonNode result : panel.path("results")) {
            assertThat(result.path("status").intValue()).as("%s", panel).isEqualTo(200);
            JsonNode columns = result.path("frames").path(0).path("data").path("values");
            assertThat(columns.path(0)).as("%s", panel).isNotEmpty();
            answered.add(panel.path("panelId").toString());
        }
        return answered;
    }

    private static ObjectNode range() {
        Instant now = Instant.now();
        return JSON.createObjectNode()
                .put("from", String.valueOf(now.minus(Duration.ofHours(2)).toEpochMilli()))
                .put("to", String.valueOf(now.toEpochMilli()))
                .put("timezone", "utc");
    }

    private static String post(String path, ObjectNode question) {
        HttpResponse<String> answer = andon.send("POST", path, question.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
