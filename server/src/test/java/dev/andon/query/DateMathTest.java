package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class DateMathTest {
    private static final Instant NOW = Instant.parse("2025-03-19T10:11:12.345Z");
    private static final DateMath MATH = new DateMath(Clock.fixed(NOW, ZoneOffset.UTC));

    @TestFactory
    List<DynamicTest> agreesWithGrafana() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode vector : Vectors.read("grafana.json").get("dateMath")) {
            String text = vector.get(0).asString();
            boolean roundUp = vector.get(1).asString().equals("to");
            ZoneId zone = ZoneId.of(vector.get(2).asString().replace("utc", "UTC"));
            Optional<Instant> expected =
                    vector.get(3).isNull()
                            ? Optional.empty()
                            : Optional.of(Instant.parse(vector.get(3).asString()));
            tests.add(
                    DynamicTest.dynamicTest(
                            "%s as %s in %s".formatted(text, vector.get(1).asString(), zone),
                            () ->
                                    assertThat(DateMath.at(text, zone, NOW, roundUp))
                                            .isEqualTo(expected)));
        }
        assertThat(tests).hasSize(96);
        return tests;
    }

    @Test
    void takesEpochMillisecondsAndDates() {
        assertThat(MATH.range("1742371200000", "1742378400000", ZoneOffset.UTC))
                .contains(
                        new TimeRange(
                                Instant.parse("2025-03-19T08:00:00Z"),
                                Instant.parse("2025-03-19T10:00:00Z")));
        assertThat(MATH.range("2025-03-19", "2025-03-19 09:30:00", ZoneId.of("Europe/Berlin")))
                .contains(
                        new TimeRange(
                                Instant.parse("2025-03-18T23:00:00Z"),
                                Instant.parse("2025-03-19T08:30:00Z")));
        assertThat(MATH.range("2025-03-19T08:00:00.000Z", "now", ZoneOffset.UTC))
                .contains(new TimeRange(Instant.parse("2025-03-19T08:00:00Z"), NOW));
    }

    @Test
    void refusesARangeThatEndsBeforeItBegins() {
        assertThat(MATH.range("now", "now-1h", ZoneOffset.UTC)).isEmpty();
    }

    @Test
    void daysHaveTheirOwnLengthWhereClocksChange() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant afterTheChange = Instant.parse("2025-03-30T10:00:00Z");
        assertThat(DateMath.at("now-1d", berlin, afterTheChange, false))
                .contains(Instant.parse("2025-03-29T11:00:00Z"));
    }

    @Test
    void numbersBeyondTimeAreNoTime() {
        assertThat(DateMath.at("now-999999999y", ZoneOffset.UTC, NOW, false)).isEmpty();
    }
}
