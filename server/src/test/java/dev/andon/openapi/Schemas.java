package dev.andon.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Schemas of the records that are read and written, named once and referred to. */
final class Schemas {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Names of types that are called the same in their classes. */
    private static final Map<String, String> NAMES =
            Map.of(
                    "dev.andon.dashboard.DashboardsApi$Answer", "DashboardAnswer",
                    "dev.andon.dashboard.DashboardsApi$Meta", "DashboardMeta",
                    "dev.andon.dashboard.VariablesApi$Answer", "VariablesAnswer",
                    "dev.andon.dashboard.Views$Request", "VariablesRequest",
                    "dev.andon.dashboard.PanelQueryApi$Request", "PanelsRequest",
                    "dev.andon.accounts.UsersApi$Change", "UserChange",
                    "dev.andon.ingest.IngestAccount$Door", "DoorAccount",
                    "dev.andon.ingest.IngestAccount$Token", "TokenAccount",
                    "dev.andon.ingest.IngestAccount$Machine", "MachineAccount",
                    "dev.andon.ingest.Counts$View", "Counts");

    private final ObjectNode named = JSON.createObjectNode();
    private final Map<String, Class<?>> types = new HashMap<>();
    private final Set<String> unusedDescriptions = new HashSet<>(Members.DESCRIPTIONS.keySet());

    static ObjectNode of(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    static ObjectNode text() {
        return of("string");
    }

    static ObjectNode list(JsonNode items) {
        ObjectNode list = of("array");
        list.set("items", items);
        return list;
    }

    static ObjectNode words(String... words) {
        ObjectNode text = text();
        ArrayNode choice = text.putArray("enum");
        for (String word : words) {
            choice.add(word);
        }
        return text;
    }

    static ObjectNode reference(String name) {
        return JSON.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    /** A schema that was written by hand. */
    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    void name(String name, JsonNode schema) {
        named.set(name, schema);
    }

    ObjectNode named() {
        return named;
    }

    Set<String> unusedDescriptions() {
        return unusedDescriptions;
    }

    /** What Jackson makes of a type, when it is written or (all members optional) read. */
    JsonNode of(Type type, boolean read) {
        return switch (type) {
            case ParameterizedType generic -> ofGeneric(generic, read);
            case Class<?> plain -> ofClass(plain, read);
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private JsonNode ofGeneric(ParameterizedType type, boolean read) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == ResponseEntity.class) {
            return of(arguments[0], read);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return list(of(arguments[0], read));
        }
        ObjectNode map = of("object");
        map.set("additionalProperties", of(arguments[1], read));
        return map;
    }

    private JsonNode ofClass(Class<?> type, boolean read) {
        if (type.isRecord()) {
            return record(type, read);
        }
        if (type.isEnum()) {
            ObjectNode text = text();
            ArrayNode words = text.putArray("enum");
            for (Object constant : type.getEnumConstants()) {
                words.add(JSON.valueToTree(constant));
            }
            return text;
        }
        return switch (type.getSimpleName()) {
            case "String" -> text();
            case "boolean", "Boolean" -> of("boolean");
            case "int[]" -> list(of("integer"));
            case "int", "Integer", "long", "Long" -> of("integer");
            case "double", "Double" -> of("number");
            case "Instant" -> text().put("format", "date-time");
            case "JsonNode" -> of("object");
            case "Object" -> JSON.createObjectNode();
            default -> throw new IllegalArgumentException(type + " has no schema");
        };
    }

    private JsonNode record(Class<?> type, boolean read) {
        String name = NAMES.getOrDefault(type.getName(), type.getSimpleName());
        Class<?> before = types.putIfAbsent(name, type);
        if (before != null && before != type) {
            throw new IllegalStateException(
                    "%s and %s need different names".formatted(before, type));
        }
        if (before == null) {
            ObjectNode schema = of("object");
            named.set(name, schema);
            ObjectNode properties = schema.putObject("properties");
            ArrayNode required = JSON.createArrayNode();
            for (RecordComponent component : type.getRecordComponents()) {
                addMember(name, component, read, properties, required);
            }
            if (!required.isEmpty()) {
                schema.set("required", required);
            }
        }
        return reference(name);
    }

    private void addMember(
            String type,
            RecordComponent component,
            boolean read,
            ObjectNode properties,
            ArrayNode required) {
        if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
            for (RecordComponent inner : component.getType().getRecordComponents()) {
                addMember(type, inner, read, properties, required);
            }
            return;
        }
        String member = member(component);
        properties.set(member, described(type, member, component, read));
        if (!read && !mayBeAbsent(component)) {
            required.add(member);
        }
    }

    private JsonNode described(
            String type, String member, RecordComponent component, boolean read) {
        JsonNode schema = of(component.getGenericType(), read);
        if (isNullable(component)) {
            schema = nullable(schema);
        }
        String description = Members.DESCRIPTIONS.get(type + "." + member);
        unusedDescriptions.remove(type + "." + member);
        if (description != null) {
            ((ObjectNode) schema).put("description", description);
        }
        return schema;
    }

    private static JsonNode nullable(JsonNode schema) {
        if (schema.has("$ref") || schema.has("enum")) {
            ObjectNode either = JSON.createObjectNode();
            either.putArray("anyOf").add(schema).add(of("null"));
            return either;
        }
        ObjectNode copy = (ObjectNode) schema.deepCopy();
        String type = copy.path("type").stringValue();
        copy.putArray("type").add(type).add("null");
        return copy;
    }

    private static String member(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        if (named != null) {
            return named.value();
        }
        boolean snake = component.getDeclaringRecord().isAnnotationPresent(JsonNaming.class);
        return snake
                ? component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
                : component.getName();
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        JsonInclude onMember = component.getAccessor().getAnnotation(JsonInclude.class);
        JsonInclude onType = component.getDeclaringRecord().getAnnotation(JsonInclude.class);
        if (onMember != null && onMember.value() == JsonInclude.Include.NON_EMPTY) {
            return true;
        }
        return isNullable(component) && (onMember != null || onType != null);
    }
}
