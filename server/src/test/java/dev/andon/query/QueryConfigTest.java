package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

class QueryConfigTest {
    @Test
    void defaults() {
        assertThat(bound(Map.of())).isEqualTo(Ask.CONFIG);
    }

    @Test
    void everyKey() {
        assertThat(
                        bound(
                                Map.of(
                                        "timeout", "5s",
                                        "row-limit", "10",
                                        "size-limit", "1MB",
                                        "concurrency", "2",
                                        "concurrency-per-caller", "1",
                                        "queue-wait", "1s",
                                        "kept-answers", "8MB",
                                        "reduction", "false",
                                        "quoting", "quoted")))
                .isEqualTo(
                        new QueryConfig(
                                Duration.ofSeconds(5),
                                10,
                                DataSize.ofMegabytes(1),
                                2,
                                1,
                                Duration.ofSeconds(1),
                                DataSize.ofMegabytes(8),
                                false,
                                QuotingRule.QUOTED));
    }

    @Test
    void unknownKeysStopTheServer() {
        assertThatThrownBy(() -> bound(Map.of("patience", "5s"))).isNotNull();
    }

    private static QueryConfig bound(Map<String, String> settings) {
        String[] properties =
                settings.entrySet().stream()
                        .map(entry -> "andon.query." + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new);
        QueryConfig[] bound = new QueryConfig[1];
        new ApplicationContextRunner()
                .withUserConfiguration(Wiring.class)
                .withPropertyValues(properties)
                .run(context -> bound[0] = context.getBean(QueryConfig.class));
        return bound[0];
    }

    @EnableConfigurationProperties(QueryConfig.class)
    static class Wiring {}
}
