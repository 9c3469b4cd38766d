package dev.andon.dashboard;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that a text refers to: {@code $name}, {@code ${name…}}, {@code [[name…]]}. */
final class References {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(\\w+)|\\$\\{(\\w+)([^}]*)}|\\[\\[(\\w+)([^]]*)]]");

    private References() {}

    static Set<String> in(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            names.add(name(matcher));
        }
        return names;
    }

    /** Those of which the text wants what people read, which only the options can tell. */
    static Set<String> toTextsIn(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            String format = matcher.group(3) == null ? matcher.group(5) : matcher.group(3);
            if (format != null && (format.startsWith(":text") || format.startsWith(".text"))) {
                names.add(name(matcher));
            }
        }
        return names;
    }

    private static String name(Matcher matcher) {
        for (int group : new int[] {1, 2}) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return matcher.group(4);
    }
}
