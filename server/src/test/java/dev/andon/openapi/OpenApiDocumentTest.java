package dev.andon.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The committed OpenAPI document is what the controllers do. */
class OpenApiDocumentTest {
    private static final Path COMMITTED = Path.of("../docs/formats/openapi.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void everyAddressIsDescribedAndNothingElse() {
        assertThat(HttpInterface.operations())
                .as("addresses in HttpInterface and mappings in controllers")
                .extracting(Operation::address)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(HandlerMethods.byAddress().keySet());
    }

    @Test
    void theCommittedDocumentIsTheGeneratedOne() throws Exception {
        String generated = JSON.writeValueAsString(document()) + "\n";
        if (Boolean.getBoolean("andon.openapi.write")) {
            Files.writeString(COMMITTED, generated);
        }
        assertThat(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "")
                .as(
                        "docs/formats/openapi.json; to write it anew: mvn -pl server test -Dtest=OpenApiDocumentTest -Dandon.openapi.write=true")
                .isEqualTo(generated);
    }

    @Test
    void referencesLeadSomewhere() {
        ObjectNode document = document();
        List<JsonNode> references = document.findValues("$ref");
        assertThat(references).isNotEmpty();
        for (JsonNode reference : references) {
            String pointer = reference.stringValue().substring(1);
            assertThat(document.at(pointer).isObject()).as(pointer).isTrue();
        }
        String text = document.toString();
        document.path("components")
                .path("schemas")
                .propertyNames()
                .forEach(name ->
                        assertThat(text)
                                .as("is used")
                                .contains("\"#/components/schemas/" + name + "\""));
    }

    @Test
    void pathsAndParametersAgree() {
        List<String> ids = new ArrayList<>();
        document()
                .path("paths")
                .forEachEntry((path, item) -> {
                    TreeSet<String> inPath =
                            Pattern.compile("\\{(\\w+)}")
                                    .matcher(path)
                                    .results()
                                    .map(match -> match.group(1))
                                    .collect(Collectors.toCollection(TreeSet::new));
                    item.forEach(operation -> {
                        ids.add(operation.path("operationId").stringValue());
                        TreeSet<String> declared = new TreeSet<>();
                        for (JsonNode parameter : operation.path("parameters")) {
                            if (parameter.path("in").stringValue().equals("path")) {
                                declared.add(parameter.path("name").stringValue());
                            }
                        }
                        assertThat(declared).as(path).isEqualTo(inPath);
                        assertThat(operation.path("responses").propertyNames())
                                .as(path)
                                .anyMatch(status -> status.startsWith("2"));
                    });
                });
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void requiredMembersExistAndTypesAreKnown() {
        TreeSet<String> types = new TreeSet<>();
        check(document(), types);
        assertThat(types)
                .isSubsetOf(
                        "array",
                        "boolean",
                        "integer",
                        "null",
                        "number",
                        "object",
                        "string",
                        // of security schemes
                        "apiKey",
                        "http");
    }

    private static void check(JsonNode node, Set<String> types) {
        if (node.path("required").isArray()) {
            for (JsonNode member : node.path("required")) {
                assertThat(node.path("properties").has(member.stringValue()))
                        .as("required %s in %s", member, node)
                        .isTrue();
            }
        }
        JsonNode type = node.path("type");
        if (type.isString()) {
            types.add(type.stringValue());
        } else if (type.isArray()) {
            type.forEach(word -> types.add(word.stringValue()));
        }
        node.forEach(child -> check(child, types));
    }

    private static ObjectNode document() {
        Map<String, List<Method>> methods = HandlerMethods.byAddress();
        return OpenApiDocument.of(HttpInterface.operations(), methods);
    }
}
