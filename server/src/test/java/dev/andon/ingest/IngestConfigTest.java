package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

class IngestConfigTest {
    @Test
    void defaults() {
        assertThat(IngestFixture.config(Map.of()))
                .isEqualTo(
                        new IngestConfig(
                                DataSize.ofGigabytes(1),
                                null,
                                1_000_000,
                                50_000,
                                Duration.ofSeconds(30),
                                2,
                                1_000,
                                Duration.ofDays(3650),
                                Duration.ofMinutes(10),
                                200,
                                DataSize.ofMegabytes(1),
                                2_000,
                                16,
                                Duration.ofSeconds(30),
                                List.of("machine_id", "machine", "host"),
                                List.of(),
                                List.of("zone_number"),
                                List.of()));
    }

    @Test
    void everyKey() {
        assertThat(
                        IngestFixture.config(
                                Map.ofEntries(
                                        Map.entry("max-body", "1MB"),
                                        Map.entry("max-pending", "2MB"),
                                        Map.entry("max-queued-points", "3"),
                                        Map.entry("max-group-points", "4"),
                                        Map.entry("max-wait", "5s"),
                                        Map.entry("writers", "6"),
                                        Map.entry("metered-machines", "9"),
                                        Map.entry("max-age", "6d"),
                                        Map.entry("max-ahead", "7s"),
                                        Map.entry("max-name-length", "8"),
                                        Map.entry("max-message", "9KB"),
                                        Map.entry("sockets", "12"),
                                        Map.entry("socket-messages", "10"),
                                        Map.entry("socket-check-every", "11s"),
                                        Map.entry("machine-tags", "plc,line"),
                                        Map.entry("metric-tags", "cpu,disk.device"))))
                .isEqualTo(
                        new IngestConfig(
                                DataSize.ofMegabytes(1),
                                DataSize.ofMegabytes(2),
                                3,
                                4,
                                Duration.ofSeconds(5),
                                6,
                                9,
                                Duration.ofDays(6),
                                Duration.ofSeconds(7),
                                8,
                                DataSize.ofKilobytes(9),
                                12,
                                10,
                                Duration.ofSeconds(11),
                                List.of("plc", "line"),
                                List.of("cpu", "disk.device"),
                                List.of("zone_number"),
                                List.of()));
    }

    @Test
    void aBodyIsNotLargerThanCanBeCounted() {
        assertThatThrownBy(() -> IngestFixture.config(Map.of("max-body", "5GB")))
                .rootCause()
                .hasMessageContaining("more than 4GB");
    }

    @Test
    void memoryIsAQuarterOfTheHeapUnlessItIsSet() {
        assertThat(IngestFixture.CONFIG.pendingBytes(384 << 20)).isEqualTo(96 << 20);
        assertThat(IngestFixture.config(Map.of("max-pending", "128MB")).pendingBytes(384 << 20))
                .isEqualTo(128 << 20);
    }

    @Test
    void moreThanTheHeapCanHoldStopsTheStart() {
        IngestConfig config = IngestFixture.config(Map.of("max-pending", "180MB"));

        assertThatThrownBy(() -> config.pendingBytes(384 << 20))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("half of the heap of 384 MB");
    }

    @Test
    void refusesATagWithTwoMeanings() {
        assertThatThrownBy(() -> IngestFixture.config(Map.of("ignored-tags", "x,host")))
                .rootCause()
                .hasMessageStartingWith("The tag host stands twice in machine-tags,");
    }

    @Test
    void refusesNamesThatTheCatalogCannotHold() {
        assertThatThrownBy(() -> IngestFixture.config(Map.of("max-name-length", "201")))
                .rootCause()
                .hasMessage("andon.ingest.max-name-length must be from 1 to 200");
    }
}
