package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.andon.catalog.SeriesKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** JSON is read as from a tree of all of it, and a broken line never takes a neighbour down. */
class JsonPointsFuzzTest {
    private static final Set<String> MEMBERS =
            Set.of(
                    "machine_id",
                    "metric_type",
                    "value",
                    "target_value",
                    "zone_number",
                    "timestamp");
    private static final String GOOD =
            "{\"machine_id\":\"M\",\"metric_type\":\"t\",\"value\":%d,\"timestamp\":1773900000000}\n";

    @FuzzTest
    void readsWhatTheTreeHolds(byte[] body) throws IOException {
        JsonNode tree = tree(body);
        if (tree == null || tree.isMissingNode()) {
            read(body);
            return;
        }
        List<Taken> expected = new ArrayList<>();
        List<JsonNode> points = new ArrayList<>();
        if (tree.isArray()) {
            tree.forEach(points::add);
        } else {
            points.add(tree);
        }
        for (JsonNode point : points) {
            Taken taken = point(point);
            if (taken != null && taken.isLawful()) {
                expected.add(taken);
            }
        }
        try (PointBatch batch = read(body)) {
            if (batch == null) {
                throw new AssertionError("refused as a whole");
            }
            assertThat(Taken.of(batch)).isEqualTo(expected);
            assertThat(batch.receipt(0, 0, 0).rejected())
                    .isEqualTo(points.size() - expected.size());
        }
    }

    /** A line between two good ones, without line ends of its own. */
    @FuzzTest
    void sparesTheLinesAround(byte[] bytes) throws IOException {
        String line = new String(bytes, StandardCharsets.ISO_8859_1).replace('\n', ' ');
        String body = GOOD.formatted(1) + line + "\n" + GOOD.formatted(2);
        try (PointBatch batch = read(body.getBytes(StandardCharsets.ISO_8859_1))) {
            if (batch == null) {
                assertThat(line).as("refused as a whole").contains("[");
                return;
            }
            List<Double> values = Taken.of(batch).stream().map(Taken::value).toList();
            assertThat(values).startsWith(1.0);
            if (line.indexOf('[') < 0) {
                assertThat(values).endsWith(2.0);
            }
        }
    }

    /** Null when the body is refused. */
    private static @Nullable PointBatch read(byte[] body) throws IOException {
        PointBatch batch = Taken.batch();
        try {
            JsonPoints.read(new ByteArrayInputStream(body), batch);
            Receipt receipt = batch.receipt(batch.size(), 0, 0);
            assertThat(receipt.received()).isEqualTo(batch.size() + receipt.rejected());
            return batch;
        } catch (IngestRefusedException refusal) {
            assertThat(refusal.category()).isEqualTo(IngestRefusedException.Category.MALFORMED);
            batch.close();
            return null;
        }
    }

    private static @Nullable JsonNode tree(byte[] body) {
        try {
            return Taken.TREES.readTree(body);
        } catch (JacksonException severalOrNoJson) {
            return null;
        }
    }

    /** Null where a member is wrong in itself. */
    private static @Nullable Taken point(JsonNode point) {
        if (!point.isObject()) {
            return null;
        }
        String machine = "";
        String metric = "";
        Integer zone = null;
        double value = Double.NaN;
        double target = Double.NaN;
        long micros = Taken.RULES.receivedMicros();
        for (Map.Entry<String, JsonNode> member : point.properties()) {
            JsonNode content = member.getValue();
            String name = member.getKey();
            if (!MEMBERS.contains(name) && !content.isNull()) {
                return null;
            }
            if (content.isNull()) {
                continue;
            }
            boolean isText = name.equals("machine_id") || name.equals("metric_type");
            if (isText ? !content.isString() : !name.equals("timestamp") && !isNumber(content)) {
                return null;
            }
            switch (name) {
                case "machine_id" -> machine = content.stringValue();
                case "metric_type" -> metric = content.stringValue();
                case "value" -> value = content.doubleValue();
                case "target_value" -> target = content.doubleValue();
                case "zone_number" -> {
                    if (!content.isInt()) {
                        return null;
                    }
                    zone = content.intValue();
                }
                default -> micros = micros(content);
            }
        }
        return new Taken(new SeriesKey(machine, metric, zone), micros, value, target);
    }

    private static boolean isNumber(JsonNode content) {
        return content.isNumber() && !Double.isNaN(content.doubleValue());
    }

    /** A time that no rule takes where it is none. */
    private static long micros(JsonNode time) {
        if (time.isString()) {
            char[] text = time.stringValue().toCharArray();
            return Rfc3339.micros(text, 0, text.length);
        }
        if (!isNumber(time)) {
            return Long.MIN_VALUE;
        }
        double micros = time.doubleValue() * 1_000;
        return time.isLong() || time.isInt()
                ? Math.clamp(time.longValue(), -9_000_000_000_000_000L, 9_000_000_000_000_000L)
                        * 1_000
                : Math.round(micros);
    }
}
