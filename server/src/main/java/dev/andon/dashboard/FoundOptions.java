package dev.andon.dashboard;

import dev.andon.dashboard.VariableModel.Choice;
import dev.andon.query.Frame;
import dev.andon.query.VariableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From what a variable's query found to what can be chosen. */
final class FoundOptions {
    private FoundOptions() {}

    /**
     * From the columns that the file names, else {@code __text} and {@code __value}; the others of
     * such a row are properties of its option. Without both, every value of every column is one.
     *
     * @throws VariableException when a column that the file names is not there
     */
    static List<Choice> of(VariableModel variable, List<Frame> frames) {
        String named = variable.valueField() != null ? variable.valueField() : variable.textField();
        String text = variable.textField() != null ? variable.textField() : variable.valueField();
        List<Choice> choices = new ArrayList<>();
        for (Frame frame : frames) {
            Frame.Field texts = column(frame, text, "__text");
            Frame.Field values = column(frame, named, "__value");
            if (texts == null || values == null) {
                frame.fields().forEach(field -> add(choices, field, field, List.of()));
            } else {
                List<Frame.Field> others = new ArrayList<>(frame.fields());
                others.removeAll(List.of(texts, values));
                add(choices, texts, values, others);
            }
        }
        return choices;
    }

    private static void add(
            List<Choice> choices, Frame.Field texts, Frame.Field values, List<Frame.Field> others) {
        for (int row = 0; row < values.values().size(); row++) {
            String value = values.values().text(row);
            String text = texts.values().text(row);
            if (value != null || text != null) {
                choices.add(
                        new Choice(
                                text != null ? text : String.valueOf(value),
                                value != null ? value : String.valueOf(text),
                                properties(others, row)));
            }
        }
    }

    private static Map<String, String> properties(List<Frame.Field> fields, int row) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (Frame.Field field : fields) {
            String text = field.values().text(row);
            properties.put(field.name(), text == null ? "" : text);
        }
        return properties;
    }

    private static Frame.@Nullable Field column(
            Frame frame, @Nullable String named, String standard) {
        String name = named == null ? standard : named;
        for (Frame.Field field : frame.fields()) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        if (named == null || frame.fields().isEmpty()) {
            return null;
        }
        throw new VariableException(
                "Its query has no column '%s', which the file takes its options from."
                        .formatted(named));
    }
}
