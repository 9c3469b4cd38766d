package dev.andon.openapi;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the document together: operations in words, types from the controllers' methods. */
final class OpenApiDocument {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PROBLEM = "application/problem+json";

    private static final Map<Integer, String> ERRORS =
            Map.ofEntries(
                    Map.entry(400, "Malformed: the address or the body cannot be read."),
                    Map.entry(401, "Nobody, or somebody unknown, is asking."),
                    Map.entry(403, "Whoever asks may not do this."),
                    Map.entry(404, "What the address names does not exist."),
                    Map.entry(409, "Conflicts with what is there; nothing was changed."),
                    Map.entry(413, "The body is too large; nothing of it was stored."),
                    Map.entry(415, "The body's type or packing is not understood."),
                    Map.entry(422, "Understood and not acceptable; nothing was changed."),
                    Map.entry(429, "Too much at once. Come back after Retry-After."),
                    Map.entry(503, "The database is away. Come back after Retry-After."),
                    Map.entry(504, "It took longer than allowed and was stopped."));

    private final Map<String, List<Method>> methods;
    private final Schemas schemas = new Schemas();
    private final TreeSet<Integer> usedErrors = new TreeSet<>();

    private OpenApiDocument(Map<String, List<Method>> methods) {
        this.methods = methods;
    }

    static ObjectNode of(List<Operation> operations, Map<String, List<Method>> methods) {
        return new OpenApiDocument(methods).document(operations);
    }

    private ObjectNode document(List<Operation> operations) {
        ObjectNode document = JSON.createObjectNode().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Andon")
                .put("version", "v1")
                .put("description", HttpInterface.ABOUT);
        document.putArray("servers").addObject().put("url", "/");
        NamedSchemas.BY_HAND.forEach(schemas::name);
        NamedSchemas.RECORDS.forEach(
                name -> schemas.of(ClassUtils.resolveClassName(name, null), false));
        ObjectNode paths = document.putObject("paths");
        for (Operation operation : operations) {
            String path = operation.path;
            ObjectNode item =
                    paths.has(path) ? (ObjectNode) paths.get(path) : paths.putObject(path);
            item.set(operation.method.toLowerCase(Locale.ROOT), operation(operation));
        }
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas.named());
        components.set("responses", errors());
        components.set("securitySchemes", HttpInterface.SECURITY);
        if (!schemas.unusedDescriptions().isEmpty()) {
            throw new IllegalStateException(
                    "Members describes what is not there: " + schemas.unusedDescriptions());
        }
        return document;
    }

    private ObjectNode operation(Operation operation) {
        Method method = requireNonNull(methods.get(operation.address())).getFirst();
        ObjectNode json = JSON.createObjectNode();
        json.put("operationId", id(operation));
        json.putArray("tags").add(operation.tag);
        json.put("summary", operation.summary);
        json.put("description", (operation.access.sentence + " " + operation.details).strip());
        json.set("security", security(operation));
        if (!operation.parameters.isEmpty()) {
            ArrayNode parameters = json.putArray("parameters");
            operation.parameters.forEach(parameter -> parameters.add(parameter(parameter)));
        }
        body(operation, method)
                .ifPresent(schema -> {
                    ObjectNode body = json.putObject("requestBody").put("required", true);
                    body.putObject("content").putObject(operation.bodyType).set("schema", schema);
                });
        ObjectNode responses = json.putObject("responses");
        operation.answers.forEach(
                (status, answer) -> responses.set(status.toString(), answer(answer, method)));
        TreeSet<Integer> errors = new TreeSet<>(operation.errors);
        if (operation.access != Access.OPEN) {
            errors.addAll(List.of(401, 403, 503));
        }
        errors.removeAll(operation.answers.keySet());
        usedErrors.addAll(errors);
        errors.forEach(status ->
                responses
                        .putObject(status.toString())
                        .put("$ref", "#/components/responses/Problem" + status));
        return json;
    }

    /** Like {@code get-api-v1-machines-id}. */
    private static String id(Operation operation) {
        return (operation.method + operation.path)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[{}]", "")
                .replace('/', '-');
    }

    private static JsonNode parameter(Operation.Parameter parameter) {
        ObjectNode json =
                JSON.createObjectNode()
                        .put("name", parameter.name())
                        .put("in", parameter.in())
                        .put("description", parameter.description())
                        .put("required", parameter.required());
        json.set("schema", parameter.schema());
        return json;
    }

    private Optional<JsonNode> body(Operation operation, Method method) {
        if (operation.body != null) {
            return Optional.of(operation.body);
        }
        Optional<JsonNode> schema =
                Arrays.stream(method.getParameters())
                        .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                        .map(Parameter::getParameterizedType)
                        .map(type -> schemas.of(type, true))
                        .findFirst();
        schema.filter(reference -> !operation.requiredInBody.isEmpty())
                .ifPresent(reference -> {
                    String name = reference.path("$ref").stringValue();
                    ArrayNode required =
                            ((ObjectNode)
                                            schemas.named()
                                                    .get(name.substring(name.lastIndexOf('/') + 1)))
                                    .putArray("required");
                    operation.requiredInBody.forEach(required::add);
                });
        return schema;
    }

    private JsonNode answer(Operation.Answer answer, Method method) {
        ObjectNode json = JSON.createObjectNode().put("description", answer.description());
        if (answer.content() != null) {
            ObjectNode content = json.putObject("content");
            if (answer.content().isEmpty()) {
                content.putObject("application/json")
                        .set("schema", schemas.of(method.getGenericReturnType(), false));
            }
            answer.content()
                    .forEach((type, schema) -> content.putObject(type).set("schema", schema));
        }
        return json;
    }

    /** A session's cookie alone changes nothing: the CSRF token must come, too. */
    private static ArrayNode security(Operation operation) {
        ArrayNode ways = JSON.createArrayNode();
        if (operation.access == Access.OPEN) {
            return ways;
        }
        ObjectNode session = ways.addObject();
        session.putArray("session");
        if (!operation.method.equals("GET")) {
            session.putArray("csrf");
        }
        if (operation.access != Access.SESSION) {
            ways.addObject().putArray("token");
        }
        if (operation.path.equals("/write")) {
            ways.addObject().putArray("password");
            ways.addObject().putArray("passwordParameter");
        }
        return ways;
    }

    private ObjectNode errors() {
        ObjectNode responses = JSON.createObjectNode();
        for (int status : usedErrors) {
            ObjectNode response =
                    responses.putObject("Problem" + status).put("description", ERRORS.get(status));
            if (status == 429 || status == 503) {
                ObjectNode header = response.putObject("headers").putObject("Retry-After");
                header.put("description", "seconds");
                header.set("schema", Schemas.of("integer"));
            }
            response.putObject("content")
                    .putObject(PROBLEM)
                    .set("schema", Schemas.reference("Problem"));
        }
        return responses;
    }
}
