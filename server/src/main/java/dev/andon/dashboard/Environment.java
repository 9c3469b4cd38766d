package dev.andon.dashboard;

import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Variables of the environment in provisioning files: {@code $NAME}, {@code ${NAME}}, {@code $$}.
 */
final class Environment {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?:(\\$)|\\{(\\w+)}|([A-Za-z_]\\w*))");

    private final UnaryOperator<@Nullable String> variables;

    Environment(UnaryOperator<@Nullable String> variables) {
        this.variables = variables;
    }

    /** A variable that is not set becomes nothing, as in Grafana. */
    String expand(String text) {
        return REFERENCE.matcher(text).replaceAll(this::replacement);
    }

    private String replacement(MatchResult reference) {
        if (reference.group(1) != null) {
            return Matcher.quoteReplacement("$");
        }
        String name = reference.group(2) != null ? reference.group(2) : reference.group(3);
        String value = variables.apply(name);
        return value == null ? "" : Matcher.quoteReplacement(value);
    }
}
