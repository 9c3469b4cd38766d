package dev.andon.dashboard;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An entry of a dashboard's {@code annotations.list}: where its events come from. Whether and where
 * they are drawn is the page's affair.
 *
 * @param builtIn Grafana's "Annotations & Alerts", which every dashboard has
 * @param color as written: a name of Grafana's or a CSS colour
 * @param mappings by the name of what they fill, in lower case
 */
record AnnotationModel(
        String name,
        boolean builtIn,
        String color,
        DataSourceReference dataSource,
        String sql,
        Map<String, Mapping> mappings) {
    private static final String DEFAULT_COLOR = "red";
    private static final String OWN_STORE = "-- Grafana --";

    AnnotationModel {
        mappings = Map.copyOf(mappings);
    }

    /** From where one part of an event comes, instead of the column of its name. */
    record Mapping(Source source, String value, String regex) {
        enum Source {
            FIELD,
            TEXT,
            SKIP
        }

        private static Mapping of(JsonNode node) {
            Source source =
                    switch (node.path("source").asString("field")) {
                        case "text" -> Source.TEXT;
                        case "skip" -> Source.SKIP;
                        default -> Source.FIELD;
                    };
            return new Mapping(
                    source, node.path("value").asString(""), node.path("regex").asString(""));
        }
    }

    static AnnotationModel of(JsonNode node) {
        Map<String, Mapping> mappings = new HashMap<>();
        node.path("mappings")
                .forEachEntry((part, mapping) ->
                        mappings.put(part.toLowerCase(Locale.ROOT), Mapping.of(mapping)));
        return new AnnotationModel(
                node.path("name").asString(""),
                node.path("builtIn").asInt(0) == 1 || node.path("builtIn").asBoolean(false),
                node.path("iconColor").asString(DEFAULT_COLOR),
                DataSourceReference.of(node.path("datasource")),
                sql(node),
                mappings);
    }

    /** Older versions wrote it beside the name, and as a text under a word that is a flag today. */
    private static String sql(JsonNode node) {
        return List.of(
                        node.path("target").path("rawSql"),
                        node.path("rawSql"),
                        node.path("rawQuery"))
                .stream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .filter(sql -> !sql.isBlank())
                .findFirst()
                .orElse("");
    }

    /** Events that people write down in Grafana itself, or that its alerts leave there. */
    boolean isKeptByGrafana() {
        return builtIn || OWN_STORE.equals(dataSource.uid());
    }

    /** The same question as a panel asks it, under a number of the caller's. */
    Panel asPanel(int id) {
        Panel.Target target = new Panel.Target("Anno", dataSource, sql, "table", false);
        return new Panel(id, dataSource, null, 0, false, List.of(target));
    }
}
