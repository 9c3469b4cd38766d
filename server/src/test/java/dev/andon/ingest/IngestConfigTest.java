package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class IngestConfigTest {
    @Test
    void defaults() {
        assertThat(IngestFixture.config(Map.of()))
                .isEqualTo(
                        new IngestConfig(
                                DataSize.ofMegabytes(64),
                                DataSize.ofMegabytes(128),
                                1_000_000,
                                50_000,
                                2,
                                Duration.ofDays(3650),
                                Duration.ofMinutes(10),
                                200,
                                List.of("machine_id", "machine", "host"),
                                List.of(),
                                List.of("zone_number"),
                                List.of()));
    }

    @Test
    void everyKey() {
        assertThat(
                        IngestFixture.config(
                                Map.of(
                                        "max-body",
                                        "1MB",
                                        "max-pending",
                                        "2MB",
                                        "max-queued-points",
                                        "3",
                                        "max-group-points",
                                        "4",
                                        "writers",
                                        "5",
                                        "max-age",
                                        "6d",
                                        "max-ahead",
                                        "7s",
                                        "max-name-length",
                                        "8",
                                        "machine-tags",
                                        "plc,line",
                                        "metric-tags",
                                        "cpu,disk.device")))
                .isEqualTo(
                        new IngestConfig(
                                DataSize.ofMegabytes(1),
                                DataSize.ofMegabytes(2),
                                3,
                                4,
                                5,
                                Duration.ofDays(6),
                                Duration.ofSeconds(7),
                                8,
                                List.of("plc", "line"),
                                List.of("cpu", "disk.device"),
                                List.of("zone_number"),
                                List.of()));
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
