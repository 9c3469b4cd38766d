package dev.andon.acceptance.trial;

import dev.andon.acceptance.trial.Batch.Bad;
import dev.andon.acceptance.trial.Batch.Good;
import dev.andon.acceptance.trial.Batch.Item;
import dev.andon.acceptance.trial.Batch.Point;
import dev.andon.acceptance.trial.Batch.Reading;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** A batch as JSON. */
final class JsonText {
    private static final List<String> FAULTS =
            List.of(
                    "{\"machine_id\":\"%s\",\"metric_type\":\"t\"}",
                    "{\"machine_id\":\"%s\",\"metric_type\":\"t\",\"value\":\"7\"}",
                    "{\"machine_id\":\"%s\",\"metric_type\":\"t\",\"value\":1e999}",
                    "{\"machine_id\":\"%s\",\"metric_type\":\"t\",\"value\":NaN}",
                    "{\"machine_id\":\"%s\",\"metric_type\":\"t\",\"value\":1,\"timestamp\":\"yesterday\"}",
                    "{\"machine_id\":\"%s\",\"metric_type\":\"t\",\"value\":1,\"timestamp\":\"2099-01-01T00:00:00Z\"}",
                    "{\"machine_id\":\"%s\",\"metric_type\":\"t\",\"value\":1,\"timestamp\":1}",
                    "{\"machine_id\":\"%s\",\"metric_type\":\"t\",\"value\":1,\"zone_number\":40000}",
                    "{\"machine_id\":\"%s\",\"metric_type\":\"t\",\"value\":1,\"unit\":\"C\"}",
                    "{\"machine_id\":\"%s\",\"metric_type\":\"\",\"value\":1}",
                    "{\"machine_id\":\"%s\",\"metric_type\":\""
                            + "t".repeat(201)
                            + "\",\"value\":1}",
                    "{\"metric_type\":\"t\",\"value\":1}",
                    "17",
                    "[[\"%s\"]]");

    private JsonText() {}

    static String array(Batch batch) {
        return batch.items().stream()
                .map(JsonText::item)
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A point a line; the last kinds of faults are none there. */
    static String lines(Batch batch) {
        return batch.items().stream()
                .map(item -> item instanceof Bad bad ? bad(bad, FAULTS.size() - 2) : item(item))
                .collect(Collectors.joining("\n"));
    }

    private static String item(Item item) {
        return switch (item) {
            case Good(Point point, Reading reading) -> good(point, reading);
            case Bad bad -> bad(bad, FAULTS.size());
        };
    }

    private static String bad(Bad bad, int kinds) {
        return FAULTS.get(bad.kind() % kinds).formatted(bad.machine());
    }

    private static String good(Point point, Reading reading) {
        StringBuilder json = new StringBuilder();
        json.append("{\"machine_id\":\"").append(point.machine());
        json.append("\",\"metric_type\":\"").append(point.metric()).append('"');
        json.append(",\"value\":").append(reading.value());
        json.append(",\"timestamp\":").append(time(point.micros()));
        if (point.zone() != null) {
            json.append(",\"zone_number\":").append(point.zone());
        }
        if (reading.target() != null) {
            json.append(",\"target_value\":").append(reading.target());
        }
        return json.append('}').toString();
    }

    private static String time(long micros) {
        return micros % 1_000 == 0
                ? Long.toString(micros / 1_000)
                : "\"" + Instant.EPOCH.plus(micros, ChronoUnit.MICROS) + "\"";
    }
}
