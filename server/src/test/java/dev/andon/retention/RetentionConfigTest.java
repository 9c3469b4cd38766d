package dev.andon.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetentionConfigTest {
    @Test
    void defaults() {
        RetentionConfig config = config(Map.of());

        assertThat(config.hour()).isEqualTo(2);
        assertThat(config.rules()).isEmpty();
        assertThat(Rule.DEFAULT.keep("raw")).isEqualTo(Keep.FOREVER);
        assertThat(Rule.DEFAULT.keep("5m")).isEqualTo(Keep.days(92));
    }

    @Test
    void everyKey() {
        RetentionConfig config =
                config(
                        Map.of(
                                "hour", "23",
                                "rules[0].metric", "vibration_*",
                                "rules[0].machine", "M-1",
                                "rules[0].raw", "90d",
                                "rules[0].5m", "10d",
                                "rules[1].area", "Test bench",
                                "rules[1].1h", "2y",
                                "rules[1].1d", "forever"));

        assertThat(config.hour()).isEqualTo(23);
        assertThat(config.rules())
                .containsExactly(
                        new Rule(
                                "vibration_*",
                                null,
                                "M-1",
                                Keep.days(90),
                                Keep.days(10),
                                null,
                                null),
                        new Rule(
                                null,
                                "Test bench",
                                null,
                                null,
                                null,
                                Keep.days(730),
                                Keep.FOREVER));
        assertThat(config.rules().getFirst().words()).isEqualTo("metric vibration_*, machine M-1");
        assertThat(config.rules().getLast().keep("5m")).isEqualTo(Keep.days(92));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0d", "1.5d", "30", "12h", "never", "-1d", "100000d"})
    void aTimeThatIsNoneStopsTheStart(String text) {
        assertThatThrownBy(() -> config(Map.of("rules[0].raw", text)))
                .hasStackTraceContaining("is not a time like 30d, 2y or forever");
    }

    @Test
    void rulesThatCannotBeMeantStopTheStart() {
        assertThatThrownBy(() -> config(Map.of("hour", "24")))
                .hasStackTraceContaining("from 0 to 23");
        assertThatThrownBy(() -> config(Map.of("rules[0].metric", "a")))
                .hasStackTraceContaining("says nothing");
        assertThatThrownBy(() -> config(Map.of("rules[0].metric", " ", "rules[0].raw", "1d")))
                .hasStackTraceContaining("is empty");
        assertThatThrownBy(() -> config(Map.of("rules[0].raw", "1d", "rules[1].raw", "2d")))
                .hasStackTraceContaining("would never count");
    }

    @Test
    void theFirstRuleThatFitsCounts() {
        Rule vibration = RetentionTest.rule("vib*_x", null, "1d");
        Rule bench = RetentionTest.rule(null, "Bench.1", "2d");
        List<Policy> policies =
                Policy.of(
                        List.of(vibration, bench),
                        List.of(
                                new Signal(1, "vibration_x", "M", "Bench.1"),
                                new Signal(2, "vibration_y", "M", "Bench.1"),
                                new Signal(3, "vib_x", "M", null),
                                new Signal(4, "temp", "M", "Bench_1")));

        assertThat(policies)
                .extracting(Policy::series)
                .containsExactly(List.of(1, 3), List.of(2), List.of(4));
        assertThat(policies)
                .extracting(Policy::name)
                .containsExactly("rule 1: metric vib*_x", "rule 2: area Bench.1", "default");
    }

    @Test
    void aDayMoreIsKeptThanAskedFor() {
        assertThat(Keep.days(30).keptFrom(Instant.parse("2026-06-15T23:59:00Z")))
                .isEqualTo("2026-05-15T00:00:00Z");
        assertThat(Keep.FOREVER.keptFrom(Instant.EPOCH)).isNull();
    }

    private static RetentionConfig config(Map<String, String> settings) {
        var source = new MapConfigurationPropertySource();
        settings.forEach((key, value) -> source.put("andon.retention." + key, value));
        return new Binder(source).bindOrCreate("andon.retention", RetentionConfig.class);
    }
}
