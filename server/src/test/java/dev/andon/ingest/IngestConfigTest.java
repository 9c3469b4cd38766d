package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class IngestConfigTest {
    @Test
    void defaults() {
        assertThat(bind(Map.of())).isEqualTo(IngestFixture.CONFIG);
    }

    @Test
    void everyKey() {
        assertThat(
                        bind(
                                Map.of(
                                        "andon.ingest.max-body", "1MB",
                                        "andon.ingest.max-pending", "2MB",
                                        "andon.ingest.max-queued-points", "3",
                                        "andon.ingest.max-group-points", "4",
                                        "andon.ingest.writers", "5",
                                        "andon.ingest.max-age", "6d",
                                        "andon.ingest.max-ahead", "7s",
                                        "andon.ingest.machine-tags", "plc,line")))
                .isEqualTo(
                        new IngestConfig(
                                DataSize.ofMegabytes(1),
                                DataSize.ofMegabytes(2),
                                3,
                                4,
                                5,
                                Duration.ofDays(6),
                                Duration.ofSeconds(7),
                                List.of("plc", "line")));
    }

    private static IngestConfig bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("andon.ingest", IngestConfig.class);
    }
}
