package dev.andon.query;

import dev.andon.planner.AdHocFilters;
import dev.andon.planner.FilterException;
import dev.andon.query.SqlRegions.Region;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of a dashboard's variables into its texts: the stage that Grafana runs in the
 * browser. Unknown references stay as they are; values are not looked through again.
 */
public final class Interpolation {
    private final QuotingRule quoting;

    public Interpolation(QuotingRule quoting) {
        this.quoting = quoting;
    }

    /**
     * SQL with all references replaced, quoted as its surroundings demand.
     *
     * @throws VariableException when a value cannot stand where the text wants it
     */
    public String sql(String text, Scope scope) {
        SqlRegions regions = SqlRegions.of(text);
        return replace(
                text,
                scope,
                this::sql,
                (value, format, match) -> {
                    Region region = regions.at(match.start());
                    String written =
                            format == null
                                    ? bare(value, region, scope)
                                    : ValueFormats.write(value, format, scope.zone());
                    return SqlContext.inComment(written, region);
                });
    }

    /** Any other text, with lists as {@code {a,b}}: titles, names of data sources, links. */
    public String text(String text, Scope scope) {
        return formatted(text, scope, "glob");
    }

    /** A regular expression; values in it are matched literally. */
    public String regex(String text, Scope scope) {
        return formatted(text, scope, "regex");
    }

    private static String formatted(String text, Scope scope, String standard) {
        return replace(
                text,
                scope,
                (nested, outer) -> formatted(nested, outer, standard),
                (value, format, match) ->
                        ValueFormats.write(
                                value, format == null ? standard : format, scope.zone()));
    }

    /** What becomes of one reference. */
    private interface Writer {
        String write(Resolved value, @Nullable String format, MatchResult match);
    }

    private static String replace(
            String text, Scope scope, BiFunction<String, Scope, String> nested, Writer writer) {
        return Reference.PATTERN
                .matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(
                                one(match, scope, nested, writer).orElse(match.group())));
    }

    private static Optional<String> one(
            MatchResult match,
            Scope scope,
            BiFunction<String, Scope, String> nested,
            Writer writer) {
        Reference reference = Reference.of(match);
        Optional<Variable> variable = scope.variable(reference.name());
        if (variable.isPresent() && variable.get().isCustomAll()) {
            return Optional.of(customAll(variable.get(), reference, scope, nested));
        }
        return variable.map(known ->
                        Variables.part(Variables.resolve(known, scope), reference.field(), known))
                .or(() -> Variables.builtIn(reference, scope))
                .map(value -> writer.write(value, reference.format(), match));
    }

    /**
     * A custom All belongs to the author of the dashboard and goes in as it is, whatever the
     * format; it may hold other variables.
     */
    private static String customAll(
            Variable variable,
            Reference reference,
            Scope scope,
            BiFunction<String, Scope, String> nested) {
        String format = reference.format() == null ? "" : reference.format();
        return switch (format) {
            case "text" -> Variables.ALL_TEXT;
            case "queryparam" -> "var-" + variable.name() + "=" + Variables.ALL_TEXT;
            default -> nested.apply(variable.customAll(), scope.without(variable));
        };
    }

    /** Filters are a condition where code stands, so that a text can filter a table of its own. */
    private String bare(Resolved value, Region region, Scope scope) {
        List<AdHocFilter> filters =
                scope.variable(value.name()).map(Variable::filters).orElse(null);
        if (filters == null || region != Region.CODE) {
            return quoted(value, region);
        }
        try {
            return AdHocFilters.condition(AdHocFilter.meant(filters));
        } catch (FilterException wrong) {
            throw new VariableException(wrong.sentence());
        } catch (QuestionException wrong) {
            throw new VariableException(wrong.sentence());
        }
    }

    private String quoted(Resolved value, Region region) {
        if (value.list() && value.values().isEmpty() && region == Region.CODE) {
            // Nothing is in an empty list, but IN () would be a syntax error: a plant without
            // machines yet is empty, not broken. Grafana sends the error.
            return "NULL";
        }
        if (value.list()) {
            String list =
                    value.values().stream().map(Sql::literal).collect(Collectors.joining(","));
            return SqlContext.inDollarQuotes(value.name(), list, region);
        }
        boolean quotes =
                value.quotable()
                        && switch (quoting) {
                            case QUOTED -> true;
                            case BARE -> false;
                            case BY_CONTEXT -> region == Region.CODE;
                        };
        return quotes
                ? Sql.literal(value.first())
                : SqlContext.inside(value.name(), value.first(), region);
    }

    /** The names that a text refers to, variables or not: what a variable depends on. */
    public static List<String> references(String text) {
        return Reference.PATTERN
                .matcher(text)
                .results()
                .map(match -> Reference.of(match).name())
                .distinct()
                .toList();
    }
}
