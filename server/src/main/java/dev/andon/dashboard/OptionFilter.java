package dev.andon.dashboard;

import dev.andon.dashboard.VariableModel.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A variable's regular expression, {@code /…/flags} or plain. It drops options that do not match
 * and may cut text and value out of those that do.
 */
final class OptionFilter {
    private static final Pattern WITH_FLAGS = Pattern.compile("(?s)/(.*)/([a-z]*)");

    private final Pattern pattern;
    private final boolean everyMatch;
    private final boolean lookAtText;

    private OptionFilter(Pattern pattern, boolean everyMatch, boolean lookAtText) {
        this.pattern = pattern;
        this.everyMatch = everyMatch;
        this.lookAtText = lookAtText;
    }

    /**
     * @throws PatternSyntaxException when Java cannot read the expression
     */
    static OptionFilter of(String regex, boolean lookAtText) {
        Matcher withFlags = WITH_FLAGS.matcher(regex);
        if (!withFlags.matches()) {
            return new OptionFilter(Pattern.compile(regex), false, lookAtText);
        }
        String flags = withFlags.group(2);
        int java = flags.contains("i") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        java |= flags.contains("m") ? Pattern.MULTILINE : 0;
        java |= flags.contains("s") ? Pattern.DOTALL : 0;
        return new OptionFilter(
                Pattern.compile(withFlags.group(1), java), flags.contains("g"), lookAtText);
    }

    List<Choice> apply(List<Choice> choices) {
        List<Choice> kept = new ArrayList<>();
        choices.forEach(choice -> kept.addAll(apply(choice)));
        return kept;
    }

    private List<Choice> apply(Choice choice) {
        Matcher matcher = pattern.matcher(lookAtText ? choice.text() : choice.value());
        List<MatchResult> matches =
                everyMatch
                        ? matcher.results().toList()
                        : matcher.find() ? List.of(matcher.toMatchResult()) : List.of();
        if (matches.isEmpty()) {
            return List.of();
        }
        String value = named(matches, "value");
        String text = named(matches, "text");
        if (value != null || text != null) {
            String both = value != null ? value : text;
            return List.of(
                    new Choice(
                            text != null ? text : String.valueOf(both),
                            value != null ? value : String.valueOf(both),
                            choice.properties()));
        }
        List<String> captured =
                matches.stream()
                        .filter(match -> match.groupCount() > 0 && match.group(1) != null)
                        .map(match -> match.group(1))
                        .toList();
        if (captured.isEmpty()) {
            return matches.getFirst().groupCount() > 0 ? List.of() : List.of(choice);
        }
        return captured.stream().map(part -> new Choice(part, part, choice.properties())).toList();
    }

    private @Nullable String named(List<MatchResult> matches, String group) {
        if (!pattern.namedGroups().containsKey(group)) {
            return null;
        }
        for (MatchResult match : matches) {
            if (match.group(group) != null) {
                return match.group(group);
            }
        }
        return null;
    }
}
