package dev.andon.dashboard;

import dev.andon.dashboard.VariableModel.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The options that an author wrote down: {@code a, label : b, c\,d} or a JSON array. */
final class CustomList {
    private static final Pattern ITEM = Pattern.compile("(?:\\\\,|[^,])+");
    private static final Pattern LABELLED = Pattern.compile("(?s)(.+?)\\s:\\s(.+)");

    private CustomList() {}

    static List<Choice> parse(String text) {
        List<Choice> choices = new ArrayList<>();
        Matcher items = ITEM.matcher(text);
        while (items.find()) {
            String item = items.group().replace("\\,", ",").strip();
            Matcher labelled = LABELLED.matcher(item);
            if (labelled.matches()) {
                choices.add(new Choice(labelled.group(1).strip(), labelled.group(2).strip()));
            } else if (!item.isEmpty()) {
                choices.add(new Choice(item, item));
            }
        }
        return choices;
    }

    /**
     * @throws JacksonException when the text is no JSON
     */
    static List<Choice> parseJson(String text) {
        List<Choice> choices = new ArrayList<>();
        for (JsonNode item : JsonMapper.shared().readTree(text)) {
            String value = item.isObject() ? item.path("value").asString("") : item.asString("");
            choices.add(
                    new Choice(item.path("text").asString(value), value)
                            .with(item.isObject() ? others(item) : item));
        }
        return choices;
    }

    /** Whatever else the author says of an option. */
    private static JsonNode others(JsonNode item) {
        return ((ObjectNode) item).deepCopy().without(List.of("text", "value"));
    }
}
