package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
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
                                        "andon.ingest.metered-machines", "8",
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
                                8,
                                Duration.ofDays(6),
                                Duration.ofSeconds(7),
                                List.of("plc", "line")));
    }

    @Test
    void memoryIsAQuarterOfTheHeapUnlessItIsSet() {
        assertThat(bind(Map.of()).pendingBytes(384 << 20)).isEqualTo(96 << 20);
        assertThat(bind(Map.of("andon.ingest.max-pending", "128MB")).pendingBytes(384 << 20))
                .isEqualTo(128 << 20);
    }

    @Test
    void moreThanTheHeapCanHoldStopsTheStart() {
        IngestConfig config = bind(Map.of("andon.ingest.max-pending", "180MB"));

        assertThatThrownBy(() -> config.pendingBytes(384 << 20))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("half of the heap of 384 MB");
    }

    private static IngestConfig bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("andon.ingest", IngestConfig.class);
    }
}
