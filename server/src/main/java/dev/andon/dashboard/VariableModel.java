package dev.andon.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.andon.query.Interpolation;
import dev.andon.query.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A variable as the dashboard's file describes it.
 *
 * @param textField the column that people read, where the file names one
 * @param valueField the column that stands for it, where the file names one
 * @param refreshes whether its query is asked rather than the saved options taken; in Grafana's
 *     numbers on load (1), or with the range, too (2), which the page sees to
 * @param fixed what the author offers beside what the query finds
 * @param fixedOrder {@code before}, {@code after} or {@code sorted}
 * @param filters null for all kinds but filters
 */
record VariableModel(
        String name,
        @Nullable String label,
        String type,
        int hide,
        boolean multi,
        boolean includeAll,
        @Nullable String allValue,
        boolean allowCustomValue,
        DataSourceReference dataSource,
        String query,
        @Nullable String textField,
        @Nullable String valueField,
        String regex,
        boolean regexAppliesToText,
        int sort,
        boolean refreshes,
        List<Choice> saved,
        List<String> current,
        List<String> currentText,
        boolean auto,
        int autoCount,
        String autoMinimum,
        boolean json,
        List<Choice> fixed,
        String fixedOrder,
        @Nullable FilterModel filters) {

    private static final int DEFAULT_AUTO_COUNT = 30;

    /** Something that can be chosen: what people read, and what stands for it in queries. */
    record Choice(
            String text,
            String value,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> properties) {
        Choice {
            properties = Map.copyOf(properties);
        }

        Choice(String text, String value) {
            this(text, value, Map.of());
        }

        /** The same with what an author wrote of it, text by name. */
        Choice with(JsonNode properties) {
            Map<String, String> known = new LinkedHashMap<>();
            properties
                    .properties()
                    .forEach(each -> known.put(each.getKey(), each.getValue().asString("")));
            return new Choice(text, value, known);
        }
    }

    /** Whether what the reader types goes into its query, which then finds less. */
    boolean isSearched() {
        return Interpolation.references(query).contains(VariableOptions.SEARCH);
    }

    static VariableModel of(JsonNode node) {
        return new VariableModel(
                node.path("name").asString(""),
                node.path("label").stringValue(null),
                node.path("type").asString(""),
                node.path("hide").asInt(0),
                node.path("multi").asBoolean(false),
                node.path("includeAll").asBoolean(false),
                allValue(node.path("allValue")),
                node.path("allowCustomValue").asBoolean(true),
                DataSourceReference.of(node.path("datasource")),
                query(node.path("query")),
                column(node.path("query"), "textField"),
                column(node.path("query"), "valueField"),
                node.path("regex").asString(""),
                node.path("regexApplyTo").asString("").equals("text"),
                node.path("sort").asInt(0),
                node.path("refresh").asBoolean(false),
                choices(node.path("options")),
                texts(node.path("current").path("value")),
                texts(node.path("current").path("text")),
                node.path("auto").asBoolean(false),
                node.path("auto_count").asInt(DEFAULT_AUTO_COUNT),
                node.path("auto_min").asString("10s"),
                node.path("valuesFormat").asString("").equals("json"),
                choices(node.path("staticOptions")),
                node.path("staticOptionsOrder").asString("before"),
                node.path("type").asString("").equals(FilterModel.TYPE)
                        ? FilterModel.of(node)
                        : null);
    }

    /** Every text of it that can hold references to other variables. */
    List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(query, regex));
        if (allValue != null) {
            texts.add(allValue);
        }
        if (dataSource.uid() != null) {
            texts.add(dataSource.uid());
        }
        return texts;
    }

    private static @Nullable String allValue(JsonNode node) {
        return node.isString() && !node.asString().isEmpty() ? node.asString() : null;
    }

    /** Newer Grafanas keep the SQL in an object. */
    private static String query(JsonNode node) {
        if (node.isObject()) {
            String sql = node.path("rawSql").asString("");
            return sql.isEmpty() ? node.path("query").asString("") : sql;
        }
        return node.isMissingNode() || node.isNull() ? "" : node.asString("");
    }

    private static @Nullable String column(JsonNode query, String role) {
        String name = query.path("meta").path(role).asString("");
        return name.isEmpty() ? null : name;
    }

    private static List<Choice> choices(JsonNode options) {
        List<Choice> choices = new ArrayList<>();
        for (JsonNode option : options) {
            String value = option.path("value").asString("");
            if (!value.equals(Variable.ALL)) {
                choices.add(
                        new Choice(option.path("text").asString(value), value)
                                .with(option.path("properties")));
            }
        }
        return List.copyOf(choices);
    }

    /** One value and a list of one are the same to us. */
    private static List<String> texts(JsonNode node) {
        if (node.isMissingNode() || node.isNull() || node.isObject()) {
            return List.of();
        }
        if (!node.isArray()) {
            return List.of(node.asString(""));
        }
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.asString("")));
        return List.copyOf(texts);
    }
}
