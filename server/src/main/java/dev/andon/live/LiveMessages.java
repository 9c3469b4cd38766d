package dev.andon.live;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The messages of {@code /ws/live} as text, in both directions. */
final class LiveMessages {
    private static final int LONGEST_ID = 100;

    private final JsonMapper json;

    LiveMessages(JsonMapper json) {
        this.json = json;
    }

    /** What a client asks for. */
    sealed interface Request {
        record Subscribe(String id, Filter filter) implements Request {}

        record Unsubscribe(String id) implements Request {}

        record NotUnderstood(String reason) implements Request {}
    }

    Request read(String text) {
        try {
            JsonNode message = json.readTree(text);
            if (message.path("subscribe").isString()) {
                String id = id(message.path("subscribe"));
                return new Request.Subscribe(
                        id,
                        new Filter(
                                names(message, "machines"),
                                names(message, "areas"),
                                names(message, "metrics")));
            }
            if (message.path("unsubscribe").isString()) {
                return new Request.Unsubscribe(id(message.path("unsubscribe")));
            }
            return new Request.NotUnderstood(
                    "A message is {\"subscribe\":\"<id>\",…} or {\"unsubscribe\":\"<id>\"}.");
        } catch (JacksonException notJson) {
            return new Request.NotUnderstood(
                    "The message is not JSON: " + notJson.getOriginalMessage());
        } catch (IllegalArgumentException wrong) {
            return new Request.NotUnderstood(String.valueOf(wrong.getMessage()));
        }
    }

    String points(String id, Backlog.Content content) {
        ObjectNode message = json.createObjectNode().put("id", id);
        ArrayNode points = message.putArray("points");
        for (LivePoint point : content.points()) {
            points.addObject()
                    .put("machine_id", point.series().machineId())
                    .put("metric_type", point.series().metricType())
                    .put("zone_number", point.series().zoneNumber())
                    .put("timestamp", Math.floorDiv(point.epochMicros(), 1000L))
                    .put("value", point.value())
                    .put("target_value", Double.isNaN(point.target()) ? null : point.target());
        }
        return message.put("skipped", content.skipped()).toString();
    }

    String error(String reason) {
        return json.createObjectNode().put("error", reason).toString();
    }

    private static String id(JsonNode node) {
        String id = node.stringValue();
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException(
                    "The id of a subscription has 1 to " + LONGEST_ID + " characters.");
        }
        return id;
    }

    private static @Nullable Set<String> names(JsonNode message, String member) {
        JsonNode list = message.path(member);
        if (list.isMissingNode() || list.isNull()) {
            return null;
        }
        if (!list.isArray()) {
            throw new IllegalArgumentException(member + " is a list of names, or absent for all.");
        }
        Set<String> names = new HashSet<>();
        for (JsonNode name : list) {
            names.add(
                    name.stringValueOpt()
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            member + " holds something that is not a text.")));
        }
        return names;
    }
}
