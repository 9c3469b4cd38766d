package dev.andon.dashboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads Grafana's classic dashboard model and refuses, with advice, what is something else. */
final class DashboardReader {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Migration migration;

    DashboardReader(DataSources sources) {
        this.migration = new Migration(sources);
    }

    Dashboard read(DashboardFile file) throws UnusableFile {
        ObjectNode json = parse(file.content());
        migration.apply(json);
        List<String> tags = new ArrayList<>();
        json.path("tags").forEach(tag -> tags.add(tag.asString("")));
        String uid = json.path("uid").asString("");
        return new Dashboard(
                uid.isEmpty() ? Slug.of(file.baseName()) : uid,
                json.path("title").asString(""),
                tags,
                file,
                variables(json),
                annotations(json),
                panels(json),
                json);
    }

    private static ObjectNode parse(String content) throws UnusableFile {
        JsonNode root;
        try {
            root = JSON.readTree(content);
        } catch (JacksonException broken) {
            throw new UnusableFile(
                    "It is not JSON: " + sentence(broken),
                    "Correct it there, or export the dashboard from Grafana again.");
        }
        if (!(root instanceof ObjectNode json)) {
            throw new UnusableFile("It holds no dashboard.", "Save the JSON model of one here.");
        }
        refuseOtherForms(json);
        return json;
    }

    private static String sentence(JacksonException broken) {
        var place = broken.getLocation();
        String where =
                place == null
                        ? ""
                        : " in line %d, column %d"
                                .formatted(place.getLineNr(), place.getColumnNr());
        // What follows in brackets is about Jackson's settings, not about the file.
        return broken.getOriginalMessage().replaceFirst("(?s) \\(start marker.*", "") + where + ".";
    }

    private static void refuseOtherForms(ObjectNode json) throws UnusableFile {
        if (json.has("__inputs")) {
            throw new UnusableFile(
                    "It was exported for sharing: it asks for data sources through `__inputs`.",
                    "Export it again with \"Export for sharing externally\" switched off; Grafana's"
                            + " own provisioning needs that form too.");
        }
        if (json.has("apiVersion") || json.has("elements")) {
            throw new UnusableFile(
                    "It is in Grafana's schema v2, which Andon does not read.",
                    "Export it from Grafana as classic JSON model.");
        }
        if (json.path("dashboard").isObject()) {
            throw new UnusableFile(
                    "It is an answer of Grafana's API, with the dashboard inside.",
                    "Save only what stands under `dashboard`.");
        }
        if (json.path("title").asString("").isBlank()) {
            throw new UnusableFile("The dashboard has no title.", "Give it a `title`.");
        }
        if (!json.path("panels").isArray() && json.path("rows").isArray()) {
            throw new UnusableFile(
                    "It was written by a Grafana older than 5, with `rows` instead of `panels`.",
                    "Open and save it once in a newer Grafana.");
        }
    }

    private static List<VariableModel> variables(ObjectNode json) {
        List<VariableModel> variables = new ArrayList<>();
        json.path("templating")
                .path("list")
                .forEach(variable -> variables.add(VariableModel.of(variable)));
        return variables;
    }

    private static List<AnnotationModel> annotations(ObjectNode json) {
        List<AnnotationModel> annotations = new ArrayList<>();
        json.path("annotations")
                .path("list")
                .forEach(annotation -> annotations.add(AnnotationModel.of(annotation)));
        return annotations;
    }

    private static Map<Integer, Panel> panels(ObjectNode json) {
        Map<Integer, Panel> panels = new HashMap<>();
        Migration.eachPanel(
                json,
                node -> {
                    // Grafana's older versions saved the clones of repeated panels as well.
                    if (!node.has("repeatPanelId")) {
                        Panel panel = panel(node);
                        panels.putIfAbsent(panel.id(), panel);
                    }
                });
        return panels;
    }

    private static Panel panel(ObjectNode node) {
        List<Panel.Target> targets = new ArrayList<>();
        for (JsonNode target : node.path("targets")) {
            targets.add(
                    new Panel.Target(
                            target.path("refId").asString("A"),
                            DataSourceReference.of(target.path("datasource")),
                            target.path("rawSql").asString(""),
                            target.path("format").asString("time_series"),
                            target.path("hide").asBoolean(false)));
        }
        return new Panel(
                node.path("id").asInt(0),
                DataSourceReference.of(node.path("datasource")),
                text(node.path("interval")),
                node.path("maxDataPoints").asInt(0),
                node.path("libraryPanel").isObject(),
                targets);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() && !node.asString().isBlank() ? node.asString() : null;
    }
}
