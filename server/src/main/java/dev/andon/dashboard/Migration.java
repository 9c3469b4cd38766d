package dev.andon.dashboard;

import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings a dashboard up to what Grafana 13 writes, as far as it changes what is drawn: the steps of
 * its schema from 36 on, one method each. What is older than 36 loads, but panels that Grafana has
 * since given up are left as they are, for the page to say so.
 */
final class Migration {
    private static final Map<String, String[]> CELL_TYPES =
            Map.of(
                    "gradient-gauge", new String[] {"gauge", "gradient"},
                    "lcd-gauge", new String[] {"gauge", "lcd"},
                    "basic", new String[] {"gauge", "basic"},
                    "color-background", new String[] {"color-background", "gradient"},
                    "color-background-solid", new String[] {"color-background", "basic"});

    private final DataSources sources;

    Migration(DataSources sources) {
        this.sources = sources;
    }

    void apply(ObjectNode dashboard) {
        int version = dashboard.path("schemaVersion").asInt(0);
        if (version < 36) {
            dataSourcesBecomeObjects(dashboard);
        }
        if (version < 37) {
            eachPanel(dashboard, Migration::hiddenLegendIsSwitchedOff);
        }
        if (version < 38) {
            eachPanel(dashboard, Migration::displayModeBecomesCellOptions);
        }
        if (version < 40 && !dashboard.path("refresh").isString()) {
            dashboard.put("refresh", "");
        }
        if (version < 42) {
            eachPanel(dashboard, Migration::hiddenSeriesLeaveTheTooltip);
        }
    }

    private void dataSourcesBecomeObjects(ObjectNode dashboard) {
        eachPanel(
                dashboard,
                panel -> {
                    dataSourceBecomesObject(panel);
                    panel.path("targets").forEach(this::dataSourceBecomesObject);
                });
        dashboard.path("templating").path("list").forEach(this::dataSourceBecomesObject);
        dashboard.path("annotations").path("list").forEach(this::dataSourceBecomesObject);
    }

    /** A name that the folder does not know stays as uid, so that the panel can say which it is. */
    private void dataSourceBecomesObject(JsonNode holder) {
        JsonNode old = holder.path("datasource");
        if (!(holder instanceof ObjectNode object) || !old.isString()) {
            return;
        }
        ObjectNode reference = object.putObject("datasource");
        sources.find(DataSourceReference.of(old))
                .ifPresentOrElse(
                        source -> reference.put("type", source.type()).put("uid", source.uid()),
                        () -> reference.put("uid", old.asString()));
    }

    private static void hiddenLegendIsSwitchedOff(ObjectNode panel) {
        if (panel.path("options").path("legend") instanceof ObjectNode legend) {
            boolean hidden = legend.path("displayMode").asString("").equals("hidden");
            if (hidden) {
                legend.put("displayMode", "list");
            }
            if (hidden || !legend.has("showLegend")) {
                legend.put("showLegend", !hidden);
            }
        }
    }

    private static void displayModeBecomesCellOptions(ObjectNode panel) {
        if (!panel.path("type").asString("").equals("table")) {
            return;
        }
        JsonNode fieldConfig = panel.path("fieldConfig");
        if (fieldConfig.path("defaults").path("custom") instanceof ObjectNode custom
                && custom.has("displayMode")) {
            custom.set("cellOptions", cellOptions(custom.path("displayMode").asString("")));
            custom.remove("displayMode");
        }
        eachProperty(
                fieldConfig,
                property -> {
                    if (property.path("id").asString("").equals("custom.displayMode")) {
                        property.put("id", "custom.cellOptions");
                        property.set("value", cellOptions(property.path("value").asString("")));
                    }
                });
    }

    private static ObjectNode cellOptions(String displayMode) {
        ObjectNode options = new ObjectNode(JsonNodeFactory.instance);
        String[] typeAndMode = CELL_TYPES.get(displayMode);
        return typeAndMode == null
                ? options.put("type", displayMode)
                : options.put("type", typeAndMode[0]).put("mode", typeAndMode[1]);
    }

    private static void hiddenSeriesLeaveTheTooltip(ObjectNode panel) {
        eachProperty(
                panel.path("fieldConfig"),
                property -> {
                    if (property.path("id").asString("").equals("custom.hideFrom")
                            && property.path("value") instanceof ObjectNode hideFrom
                            && hideFrom.path("viz").asBoolean(false)) {
                        hideFrom.put("tooltip", true);
                    }
                });
    }

    private static void eachProperty(JsonNode fieldConfig, Consumer<ObjectNode> change) {
        for (JsonNode override : fieldConfig.path("overrides")) {
            for (JsonNode property : override.path("properties")) {
                if (property instanceof ObjectNode object) {
                    change.accept(object);
                }
            }
        }
    }

    /** Panels of collapsed rows lie inside them. */
    static void eachPanel(JsonNode holder, Consumer<ObjectNode> action) {
        if (!(holder.path("panels") instanceof ArrayNode panels)) {
            return;
        }
        for (JsonNode panel : panels) {
            if (panel instanceof ObjectNode object) {
                action.accept(object);
                eachPanel(object, action);
            }
        }
    }
}
