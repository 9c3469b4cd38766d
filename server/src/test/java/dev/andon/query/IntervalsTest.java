package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class IntervalsTest {
    private static final Instant TO = Instant.parse("2025-03-19T10:00:00Z");

    /** Grafana's page calls these with a minimum that it has freed of its {@code >} before. */
    @TestFactory
    List<DynamicTest> agreesWithGrafana() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode vector : Vectors.read("grafana.json").get("intervals")) {
            tests.add(
                    DynamicTest.dynamicTest(
                            vector.toString(),
                            () -> {
                                if (vector.get(4).isNull()) {
                                    checkWithoutSign(vector);
                                } else {
                                    check(vector);
                                }
                            }));
        }
        assertThat(tests).hasSize(174);
        return tests;
    }

    /** Grafana's function fails on a {@code >} and its page takes it away; ours does without. */
    private static void checkWithoutSign(JsonNode vector) {
        String minimum = vector.get(2).asString();
        assertThat(minimum).startsWith(">");
        TimeRange range = lasting(Duration.ofMillis(vector.get(0).asLong()));
        Duration shortest = GrafanaDuration.parse(minimum.substring(1)).orElseThrow();
        assertThat(Intervals.ofPanel(range, vector.get(1).asInt(), minimum, null))
                .isEqualTo(Intervals.of(range, vector.get(1).asInt(), shortest))
                .isGreaterThanOrEqualTo(shortest);
    }

    private static void check(JsonNode vector) {
        Duration minimum =
                vector.get(2).isNull()
                        ? Duration.ZERO
                        : GrafanaDuration.parse(vector.get(2).asString()).orElseThrow();
        Duration interval =
                Intervals.of(
                        lasting(Duration.ofMillis(vector.get(0).asLong())),
                        vector.get(1).asInt(),
                        minimum);
        assertThat(interval.toMillis()).isEqualTo(vector.get(4).asLong());
        assertThat(GrafanaDuration.print(interval)).isEqualTo(vector.get(3).asString());
    }

    /** Panel by panel as in {@code vectors/interpolation.json}, recorded from a running Grafana. */
    @TestFactory
    List<DynamicTest> agreesWithRecordedPanels() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode state : Vectors.read("interpolation.json").get("states")) {
            for (JsonNode request : state.get("requests")) {
                String panel = request.get("panel").asString();
                String minimum = panel.contains("interval 30s") ? "30s" : null;
                tests.add(
                        DynamicTest.dynamicTest(
                                panel,
                                () ->
                                        assertThat(panel(request, minimum).toMillis())
                                                .isEqualTo(request.get("intervalMs").asLong())));
            }
        }
        assertThat(tests).hasSize(9);
        return tests;
    }

    private static Duration panel(JsonNode request, @Nullable String minimum) {
        TimeRange range =
                new TimeRange(
                        Instant.ofEpochMilli(request.get("from").asLong()),
                        Instant.ofEpochMilli(request.get("to").asLong()));
        return Intervals.ofPanel(range, request.get("maxDataPoints").asInt(), minimum, null);
    }

    @Test
    void thePanelsMinimumComesBeforeTheDataSources() {
        TimeRange hour = lasting(Duration.ofHours(1));
        assertThat(Intervals.ofPanel(hour, 1000, ">10s", "5s")).isEqualTo(Duration.ofSeconds(10));
        assertThat(Intervals.ofPanel(hour, 1000, "", "10s")).isEqualTo(Duration.ofSeconds(10));
        assertThat(Intervals.ofPanel(hour, 1000, null, null)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void readsDurations() {
        assertThat(GrafanaDuration.parse("1h30m")).contains(Duration.ofMinutes(90));
        assertThat(GrafanaDuration.parse("1.5s")).contains(Duration.ofMillis(1500));
        assertThat(GrafanaDuration.parse("2w")).contains(Duration.ofDays(14));
        assertThat(GrafanaDuration.parse("10")).contains(Duration.ofSeconds(10));
        assertThat(GrafanaDuration.parse("five")).isEmpty();
        assertThat(GrafanaDuration.parse("5 m")).isEmpty();
        assertThat(GrafanaDuration.parse("99999999999999y")).isEmpty();
        assertThat(GrafanaDuration.parse("")).isEmpty();
    }

    private static TimeRange lasting(Duration length) {
        return new TimeRange(TO.minus(length), TO);
    }
}
