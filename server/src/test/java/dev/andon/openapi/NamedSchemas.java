package dev.andon.openapi;

import static dev.andon.openapi.Schemas.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Schemas that no method's types tell: what is read or written member by member. */
final class NamedSchemas {
    static final Map<String, JsonNode> BY_HAND = schemas();

    /** Records that controllers write themselves, since it may take a while. */
    static final List<String> RECORDS = List.of("dev.andon.query.MachineValuesApi$MachineTrends");

    private NamedSchemas() {}

    private static Map<String, JsonNode> schemas() {
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        schemas.put(
                "Problem",
                json(
                        """
                        {"type": "object", "required": ["type", "title", "status", "detail", "retryable"],
                         "properties": {
                          "type": {"type": "string", "description": "urn:andon:<category>"},
                          "title": {"type": "string"},
                          "status": {"type": "integer"},
                          "detail": {"type": "string", "description": "what happened, what it means for the data, what to do"},
                          "instance": {"type": "string"},
                          "retryable": {"type": "boolean", "description": "whether the same request can succeed later"},
                          "id": {"type": "string", "description": "finds an unexpected error in the server's log"}}}
                        """));
        schemas.put(
                "Point",
                json(
                        """
                        {"type": "object", "required": ["machine_id", "metric_type", "value"], "additionalProperties": false,
                         "properties": {
                          "machine_id": {"type": "string", "minLength": 1, "maxLength": 200},
                          "metric_type": {"type": "string", "minLength": 1, "maxLength": 200},
                          "value": {"type": "number", "description": "finite, in the unit of the series"},
                          "timestamp": {"anyOf": [{"type": "integer"}, {"type": "string", "format": "date-time"}, {"type": "null"}],
                           "description": "epoch milliseconds or RFC 3339; absent: time of receipt"},
                          "zone_number": {"type": ["integer", "null"], "minimum": 0, "maximum": 32767},
                          "target_value": {"type": ["number", "null"]}}}
                        """));
        schemas.put(
                "MachineChange",
                json(
                        """
                        {"type": "object", "additionalProperties": false, "properties": {
                          "id": {"type": "string", "description": "needed by POST; elsewhere that of the address"},
                          "name": {"type": "string", "minLength": 1, "maxLength": 200},
                          "site": {"type": ["string", "null"], "maxLength": 200},
                          "area": {"type": ["string", "null"], "maxLength": 200},
                          "line": {"type": ["string", "null"], "maxLength": 200},
                          "status": {"type": ["string", "null"], "maxLength": 200},
                          "ideal_cycle_seconds": {"type": ["number", "null"], "exclusiveMinimum": 0, "maximum": 86400, "description": "seconds"},
                          "retired": {"type": "boolean"}}}
                        """));
        schemas.put(
                "LatestValue",
                json(
                        """
                        {"type": "object", "required": ["machine_id", "metric_type", "zone_number", "timestamp", "value", "target_value"],
                         "properties": {
                          "machine_id": {"type": "string"},
                          "metric_type": {"type": "string"},
                          "zone_number": {"type": ["integer", "null"]},
                          "timestamp": {"type": "integer", "description": "epoch milliseconds"},
                          "value": {"type": "number", "description": "in the unit of the series"},
                          "target_value": {"type": ["number", "null"]}}}
                        """));
        schemas.put(
                "MachinePoints",
                json(
                        """
                        {"type": "object", "required": ["machine_id", "from", "to", "series", "truncated"], "properties": {
                          "machine_id": {"type": "string"},
                          "from": {"type": "integer", "description": "epoch milliseconds, itself in the range"},
                          "to": {"type": "integer", "description": "epoch milliseconds, itself in the range"},
                          "series": {"type": "array", "items": {"type": "object",
                            "required": ["metric_type", "zone_number", "points", "count", "reduced"], "properties": {
                             "metric_type": {"type": "string"},
                             "zone_number": {"type": ["integer", "null"]},
                             "unit": {"type": "string"},
                             "points": {"type": "array", "items": {"type": "array", "minItems": 3, "maxItems": 3,
                               "prefixItems": [{"type": "integer", "description": "epoch milliseconds"},
                                {"type": "number", "description": "value"}, {"type": ["number", "null"], "description": "target value"}]}},
                             "count": {"type": "integer", "description": "points that these stand for"},
                             "reduced": {"type": "boolean", "description": "whether points were left out between these"}}}},
                          "truncated": {"type": "boolean", "description": "whether the answer ends before the range does"},
                          "next": {"type": "string", "description": "the parameter cursor of the request that goes on"},
                          "error": {"type": "string", "description": "why an answer that was under way ends early"}}}
                        """));
        schemas.put(
                "QueryRequest",
                json(
                        """
                        {"type": "object", "required": ["queries"], "properties": {
                          "from": {"type": "string"}, "to": {"type": "string"},
                          "queries": {"type": "array", "items": {"type": "object", "required": ["refId", "rawSql"], "properties": {
                            "refId": {"type": "string"},
                            "datasource": {"type": "object", "properties": {"uid": {"type": "string"}, "type": {"type": "string"}}},
                            "rawSql": {"type": "string"},
                            "format": {"type": "string", "enum": ["time_series", "table"]},
                            "intervalMs": {"type": "number", "description": "milliseconds"},
                            "maxDataPoints": {"type": "integer"},
                            "adhocFilters": {"type": "array", "items": {"$ref": "#/components/schemas/AdHocFilter"}}}}},
                          "adhocFilters": {"type": "array", "items": {"$ref": "#/components/schemas/AdHocFilter"},
                            "description": "of all queries"}}}
                        """));
        schemas.put(
                "AdHocFilter",
                json(
                        """
                        {"type": "object", "required": ["key", "operator"], "properties": {
                          "key": {"type": "string"},
                          "operator": {"type": "string", "enum": ["=", "!=", "=|", "!=|", "=~", "!~", "<", "<=", ">", ">="]},
                          "value": {"type": "string"},
                          "values": {"type": "array", "items": {"type": "string"}, "description": "for =| and !=|"}}}
                        """));
        schemas.put(
                "Results",
                json(
                        """
                        {"type": "object", "description": "by refId", "additionalProperties": {"type": "object",
                          "required": ["status"], "properties": {
                          "status": {"type": "integer"},
                          "frames": {"type": "array", "description": "Grafana's data frames", "items": {"type": "object"}},
                          "error": {"type": "string"},
                          "errorKind": {"type": "string", "enum": ["query", "forbidden", "timeout", "limit", "unsupported", "variable", "unavailable", "cancelled"]}}}}
                        """));
        schemas.put(
                "QueryAnswer",
                json(
                        """
                        {"type": "object", "required": ["results"], "properties": {"results": {"$ref": "#/components/schemas/Results"}}}
                        """));
        schemas.put(
                "PanelAnswer",
                json(
                        """
                        {"type": "object", "required": ["panelId", "elapsedMs", "results"], "properties": {
                          "panelId": {"type": "integer"},
                          "elapsedMs": {"type": "integer", "description": "milliseconds"},
                          "results": {"$ref": "#/components/schemas/Results"}}}
                        """));
        schemas.put(
                "AnnotationAnswer",
                json(
                        """
                        {"type": "object", "required": ["annotation", "source", "color", "elapsedMs"], "properties": {
                          "annotation": {"type": "integer", "description": "place in the file's list, from 0"},
                          "source": {"type": "string", "description": "name in the file"},
                          "color": {"type": "string", "description": "a name of Grafana's, or CSS"},
                          "elapsedMs": {"type": "integer", "description": "milliseconds"},
                          "events": {"type": "array", "items": {"type": "object", "required": ["time", "tags"], "properties": {
                            "time": {"type": "integer", "description": "epoch milliseconds"},
                            "timeEnd": {"type": "integer", "description": "epoch milliseconds; absent: it does not last"},
                            "title": {"type": "string"},
                            "text": {"type": "string"},
                            "tags": {"type": "array", "items": {"type": "string"}},
                            "id": {"type": "string"}}}},
                          "notices": {"type": "array", "items": {"type": "string"}},
                          "error": {"type": "string", "description": "instead of events"},
                          "errorKind": {"type": "string"}}}
                        """));
        return schemas;
    }
}
