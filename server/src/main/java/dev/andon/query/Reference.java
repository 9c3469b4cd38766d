package dev.andon.query;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a text where a value goes: {@code $name}, {@code ${name.field:format}}, {@code
 * [[name:format]]}.
 *
 * @param format with its arguments, such as {@code date:YYYY-MM}; null when the text names none
 */
record Reference(String name, @Nullable String field, @Nullable String format) {
    static final Pattern PATTERN =
            Pattern.compile(
                    "\\$(\\w+)"
                            + "|\\[\\[(\\w+)(?::([^\\]]+))?\\]\\]"
                            + "|\\$\\{(\\w+)(?:\\.([^:}]+)|\\[\"([^\"]+)\"\\])?(?::([^}]+))?\\}");

    static Reference of(MatchResult match) {
        String bare = match.group(1);
        if (bare != null) {
            return new Reference(bare, null, null);
        }
        String old = match.group(2);
        if (old != null) {
            return new Reference(old, null, match.group(3));
        }
        String field = match.group(5) == null ? match.group(6) : match.group(5);
        return new Reference(match.group(4), field, match.group(7));
    }
}
