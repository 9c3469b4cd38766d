package dev.andon.ingest;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                                Map.ofEntries(
                                        entry("andon.ingest.max-body", "1MB"),
                                        entry("andon.ingest.max-pending", "2MB"),
                                        entry("andon.ingest.max-queued-points", "3"),
                                        entry("andon.ingest.max-group-points", "4"),
                                        entry("andon.ingest.max-wait", "5s"),
                                        entry("andon.ingest.writers", "6"),
                                        entry("andon.ingest.max-age", "7d"),
                                        entry("andon.ingest.max-ahead", "8s"),
                                        entry("andon.ingest.max-message", "9KB"),
                                        entry("andon.ingest.socket-messages", "10"),
                                        entry("andon.ingest.socket-check-every", "11s"),
                                        entry("andon.ingest.machine-tags", "plc,line"))))
                .isEqualTo(
                        new IngestConfig(
                                DataSize.ofMegabytes(1),
                                DataSize.ofMegabytes(2),
                                3,
                                4,
                                Duration.ofSeconds(5),
                                6,
                                Duration.ofDays(7),
                                Duration.ofSeconds(8),
                                DataSize.ofKilobytes(9),
                                10,
                                Duration.ofSeconds(11),
                                List.of("plc", "line")));
    }

    @Test
    void aBodyIsNotLargerThanCanBeCounted() {
        assertThatThrownBy(() -> bind(Map.of("andon.ingest.max-body", "5GB")))
                .rootCause()
                .hasMessageContaining("more than 4GB");
    }

    private static IngestConfig bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("andon.ingest", IngestConfig.class);
    }
}
