package dev.andon.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one address does, in words; what the controller's method says itself is read from there.
 * Errors that any address may answer need not be named.
 */
final class Operation {
    final String method;
    final String path;
    final String tag;
    final String summary;
    final Access access;
    String details = "";
    final List<Parameter> parameters = new ArrayList<>();
    final Map<Integer, Answer> answers = new LinkedHashMap<>();
    final TreeSet<Integer> errors = new TreeSet<>();
    @Nullable JsonNode body;
    String bodyType = "application/json";
    List<String> requiredInBody = List.of();

    record Parameter(
            String name, String in, String description, JsonNode schema, boolean required) {}

    /**
     * @param content by media type; empty: what the method returns; null: no body
     */
    record Answer(String description, @Nullable Map<String, JsonNode> content) {}

    Operation(String method, String path, String tag, Access access, String summary) {
        this.method = method;
        this.path = path;
        this.tag = tag;
        this.access = access;
        this.summary = summary;
    }

    Operation details(String text) {
        details = text;
        return this;
    }

    Operation query(String name, JsonNode schema, String description) {
        parameters.add(new Parameter(name, "query", description, schema, false));
        return this;
    }

    Operation path(String name, JsonNode schema, String description) {
        parameters.add(new Parameter(name, "path", description, schema, true));
        return this;
    }

    /** The body where the method takes it as it comes. */
    Operation body(String mediaType, JsonNode schema) {
        bodyType = mediaType;
        body = schema;
        return this;
    }

    Operation required(String... members) {
        requiredInBody = List.of(members);
        return this;
    }

    /** With the type that the method returns. */
    Operation answers(int status, String description) {
        answers.put(status, new Answer(description, Map.of()));
        return this;
    }

    Operation answers(int status, String description, String mediaType, JsonNode schema) {
        Map<String, JsonNode> content = new LinkedHashMap<>();
        Answer before = answers.get(status);
        if (before != null && before.content() != null) {
            content.putAll(before.content());
        }
        content.put(mediaType, schema);
        answers.put(status, new Answer(description, content));
        return this;
    }

    Operation answersNothing(int status, String description) {
        answers.put(status, new Answer(description, null));
        return this;
    }

    Operation errors(Integer... statuses) {
        errors.addAll(List.of(statuses));
        return this;
    }

    /** As the controllers say it. */
    String address() {
        return method + " " + path;
    }
}
