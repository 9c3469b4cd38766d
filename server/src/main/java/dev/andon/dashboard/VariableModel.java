package dev.andon.dashboard;

import dev.andon.query.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A variable as the dashboard's file describes it.
 *
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
        String regex,
        boolean regexAppliesToText,
        int sort,
        int refresh,
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
    record Choice(String text, String value) {}

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
                node.path("regex").asString(""),
                node.path("regexApplyTo").asString("").equals("text"),
                node.path("sort").asInt(0),
                node.path("refresh").asInt(0),
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

    private static List<Choice> choices(JsonNode options) {
        List<Choice> choices = new ArrayList<>();
        for (JsonNode option : options) {
            String value = option.path("value").asString("");
            if (!value.equals(Variable.ALL)) {
                choices.add(new Choice(option.path("text").asString(value), value));
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
