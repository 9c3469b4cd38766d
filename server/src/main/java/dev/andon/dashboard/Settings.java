package dev.andon.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** One section of a provisioning file, with the environment's values already in its texts. */
final class Settings {
    private final Map<?, ?> values;
    private final Environment environment;

    private Settings(Map<?, ?> values, Environment environment) {
        this.values = values;
        this.environment = environment;
    }

    static Settings read(String yaml, Environment environment) throws UnusableFile {
        Object root;
        try {
            root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        } catch (MarkedYAMLException broken) {
            throw new UnusableFile(
                    "It is not YAML: %s%s".formatted(broken.getProblem(), place(broken)),
                    "Check the indentation and the quotes there.");
        } catch (YAMLException broken) {
            throw new UnusableFile(
                    "It is not YAML: " + broken.getMessage(), "Check the file as a whole.");
        }
        if (root == null) {
            return new Settings(Map.of(), environment);
        }
        if (!(root instanceof Map<?, ?> map)) {
            throw new UnusableFile(
                    "It does not consist of names and values.",
                    "Begin it with `apiVersion: 1`, as Grafana wants it.");
        }
        return new Settings(map, environment);
    }

    private static String place(MarkedYAMLException broken) {
        var mark = broken.getProblemMark();
        return mark == null
                ? ""
                : " in line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Empty when it is missing. */
    String text(String name) {
        Object value = values.get(name);
        return value == null ? "" : environment.expand(value.toString());
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    int number(String name, int otherwise) throws UnusableFile {
        String text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notOne) {
            throw new UnusableFile(
                    "`%s: %s` is not a whole number.".formatted(name, text),
                    "Write a number, or leave it out for %d.".formatted(otherwise));
        }
    }

    Settings section(String name) {
        Object value = values.get(name);
        return new Settings(value instanceof Map<?, ?> map ? map : Map.of(), environment);
    }

    List<Settings> list(String name) throws UnusableFile {
        @Nullable Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> items)) {
            throw new UnusableFile(
                    "`%s` is not a list.".formatted(name), "Begin each entry of it with `- `.");
        }
        List<Settings> sections = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> map)) {
                throw new UnusableFile(
                        "An entry of `%s` does not consist of names and values.".formatted(name),
                        "Write it as `- name: …` with its settings below.");
            }
            sections.add(new Settings(map, environment));
        }
        return sections;
    }
}
