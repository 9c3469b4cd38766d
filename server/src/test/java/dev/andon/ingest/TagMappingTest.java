package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.catalog.SeriesKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TagMappingTest {
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "machine-tags", "machine,host",
                    "metric-tags", "sensor,cpu,disk.path",
                    "zone-tags", "zone_number,slot",
                    "ignored-tags", "fstype,disk.cpu,machine_metrics.host");

    @Test
    void aTagMayBeAPartOfTheMetric() {
        assertThat(series("cpu,host=a,cpu=cpu0 idle=1")).containsExactly(key("a", "cpu.cpu0.idle"));
    }

    @Test
    void partsAreJoinedInTheOrderOfTheConfiguration() {
        assertThat(series("m,host=a,cpu=c,sensor=s v=1\nm,sensor=s,cpu=c,host=a w=1"))
                .containsExactly(key("a", "m.s.c.v"), key("a", "m.s.c.w"));
    }

    @Test
    void anEntryOfOneMeasurementGoesFirst() {
        assertThat(series("disk,host=a,cpu=x,fstype=ext4,path=/ used=1"))
                .containsExactly(key("a", "disk./.used"));
        assertThat(reasons("mem,host=a,path=/ used=1").getFirst())
                .startsWith("unmapped tags (path):");
    }

    @Test
    void theFirstMachineTagOfTheConfigurationCounts() {
        assertThat(series("m,host=gateway,machine=press v=1")).containsExactly(key("press", "m.v"));
    }

    @Test
    void aTagMayBeTheZone() {
        assertThat(series("m,host=a,slot=7 v=1")).containsExactly(new SeriesKey("a", "m.v", 7));
        assertThat(reasons("m,host=a,slot=7,zone_number=7 v=1"))
                .containsExactly(
                        "the tags slot, zone_number all mean the zone, of which a series has one");
        assertThat(reasons("m,host=a,slot=x v=1"))
                .containsExactly("tag slot must be a whole number from 0 to 32767");
    }

    @Test
    void andonsOwnMeasurementIsMappedAsWell() {
        assertThat(
                        series(
                                "machine_metrics,machine_id=a,host=gw,metric_type=temp,sensor=s1,slot=2 value=1"))
                .containsExactly(new SeriesKey("a", "temp.s1", 2));
        assertThat(
                        reasons("machine_metrics,machine_id=a,machine=b,metric_type=t value=1")
                                .getFirst())
                .startsWith("unmapped tags (machine):");
    }

    @Test
    void neverMergesWhatDiffersInDots() {
        assertThat(series("m,host=a,sensor=1.5 v=1")).containsExactly(key("a", "m.1.5.v"));
        assertThat(reasons("m,host=a,sensor=1.5,cpu=c v=1"))
                .containsExactly(
                        "a value of the tags sensor, cpu holds a dot; joined with dots to the metric's name, different tags could become the same");
    }

    private static SeriesKey key(String machine, String metric) {
        return new SeriesKey(machine, metric, null);
    }

    private static List<SeriesKey> series(String lines) {
        try (PointBatch batch = read(lines)) {
            assertThat(batch.receipt(0, 0, 0).errors()).isEmpty();
            return batch.series();
        }
    }

    private static List<String> reasons(String lines) {
        try (PointBatch batch = read(lines)) {
            assertThat(batch.size()).isZero();
            return batch.receipt(0, 0, 0).errors().stream().map(Rejection::reason).toList();
        }
    }

    private static PointBatch read(String lines) {
        PointBatch batch =
                new PointBatch(
                        new PointRules(IngestFixture.CONFIG, IngestFixture.NOW),
                        new PendingMemory(1_000_000, _ -> Duration.ZERO)
                                .share(IngestFixture.SENDER));
        try {
            LineProtocol.read(
                    new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                    TimePrecision.NANOSECONDS,
                    new TagMapping(IngestFixture.config(SETTINGS)),
                    batch);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return batch;
    }
}
