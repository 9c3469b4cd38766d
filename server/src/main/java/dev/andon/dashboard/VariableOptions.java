package dev.andon.dashboard;

import dev.andon.dashboard.VariableModel.Choice;
import dev.andon.query.Answer;
import dev.andon.query.Cancellation;
import dev.andon.query.Interpolation;
import dev.andon.query.QueryEngine;
import dev.andon.query.Question;
import dev.andon.query.Scope;
import dev.andon.query.Variable;
import dev.andon.query.VariableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** What a variable offers, by its type. */
@Component
final class VariableOptions {
    /** More than anybody can choose from, and little enough for every page that opens. */
    static final int MOST = 10_000;

    static final String AUTO = "$__auto";

    /** In a query: what somebody types. */
    static final String SEARCH = "__searchFilter";

    private static final List<Choice> ON_AND_OFF =
            List.of(new Choice("true", "true"), new Choice("false", "false"));
    private static final String DEFAULT_INTERVALS = "1m,10m,30m,1h,6h,12h,1d,7d,14d,30d";

    private final QueryEngine engine;
    private final Interpolation interpolation;

    VariableOptions(QueryEngine engine, Interpolation interpolation) {
        this.engine = engine;
        this.interpolation = interpolation;
    }

    /**
     * @param error a sentence when there are fewer options than there should be
     */
    record Options(List<Choice> choices, @Nullable String error) {
        static Options of(List<Choice> choices) {
            return new Options(List.copyOf(choices), null);
        }

        static Options failed(String error) {
            return new Options(List.of(), error);
        }
    }

    /**
     * @param search what somebody types to find some of them, empty for all
     */
    Options of(
            VariableModel variable,
            Scope scope,
            DataSources sources,
            String search,
            Cancellation cancellation) {
        try {
            return switch (variable.type()) {
                case "query" -> queried(variable, scope, sources, search, cancellation);
                case "custom" ->
                        Options.of(
                                variable.json()
                                        ? CustomList.parseJson(variable.query())
                                        : CustomList.parse(variable.query()));
                case "interval" -> Options.of(intervals(variable));
                case "switch" ->
                        Options.of(variable.saved().isEmpty() ? ON_AND_OFF : variable.saved());
                case "snapshot" -> Options.of(variable.saved());
                case "datasource" -> sources(variable, scope, sources);
                case "textbox", "constant" -> Options.of(List.of());
                default ->
                        Options.failed(
                                "Andon does not know variables of type '%s'; queries that use it"
                                                .formatted(variable.type())
                                        + " get its text unchanged.");
            };
        } catch (VariableException impossible) {
            return Options.failed(String.valueOf(impossible.getMessage()));
        } catch (PatternSyntaxException broken) {
            return Options.failed(
                    "Its regular expression %s cannot be read: %s."
                            .formatted(variable.regex(), broken.getDescription()));
        } catch (JacksonException broken) {
            return Options.failed("Its list of values is not a JSON array.");
        }
    }

    private Options queried(
            VariableModel variable,
            Scope scope,
            DataSources sources,
            String search,
            Cancellation cancellation) {
        if (!variable.refreshes() && !variable.saved().isEmpty() && search.isEmpty()) {
            return Options.of(variable.saved());
        }
        if (variable.query().isBlank()) {
            return Options.failed("It has no query.");
        }
        DataSource source =
                SourceOf.reference(variable.dataSource(), scope, sources, interpolation);
        // As in Grafana a pattern for LIKE; without a search the one that finds everything.
        Scope searched = scope.with(Variable.single(SEARCH, search + "%"));
        String sql = interpolation.sql(variable.query(), searched);
        Question question = Question.table(variable.name(), sql, source.dialect(), scope.range());
        return switch (engine.ask(question, cancellation)) {
            case Answer.Failure failure -> Options.failed("Its query failed: " + failure.message());
            case Answer.Frames frames ->
                    shaped(variable, scope, FoundOptions.of(variable, frames.frames()));
        };
    }

    private Options shaped(VariableModel variable, Scope scope, List<Choice> found) {
        List<Choice> choices = filtered(variable, scope, found);
        List<Choice> sorted = unique(withFixed(variable, choices));
        return sorted.size() <= MOST
                ? Options.of(sorted)
                : new Options(
                        List.copyOf(sorted.subList(0, MOST)),
                        "It has %d options; only the first %d are offered."
                                .formatted(sorted.size(), MOST));
    }

    /** The author's own options are no finds: the regular expression does not apply to them. */
    private static List<Choice> withFixed(VariableModel variable, List<Choice> found) {
        List<Choice> all = new ArrayList<>(found);
        if (variable.fixedOrder().equals("sorted")) {
            all.addAll(variable.fixed());
            return OptionSort.apply(unique(all), variable.sort());
        }
        all = new ArrayList<>(OptionSort.apply(unique(found), variable.sort()));
        all.addAll(variable.fixedOrder().equals("after") ? all.size() : 0, variable.fixed());
        return all;
    }

    private List<Choice> filtered(VariableModel variable, Scope scope, List<Choice> choices) {
        return variable.regex().isBlank()
                ? choices
                : OptionFilter.of(
                                interpolation.regex(variable.regex(), scope),
                                variable.regexAppliesToText())
                        .apply(choices);
    }

    private Options sources(VariableModel variable, Scope scope, DataSources sources) {
        List<Choice> named =
                sources.all().stream()
                        .filter(source -> source.isOfType(variable.query()))
                        .map(source -> new Choice(source.name(), source.name()))
                        .toList();
        List<Choice> kept = filtered(variable, scope, named);
        return Options.of(
                sources.all().stream()
                        .filter(source -> source.isOfType(variable.query()))
                        .filter(source -> named(kept, source.name()))
                        .map(source -> new Choice(source.name(), source.uid()))
                        .toList());
    }

    private static boolean named(List<Choice> choices, String name) {
        return choices.stream().anyMatch(choice -> choice.text().equals(name));
    }

    private static List<Choice> intervals(VariableModel variable) {
        List<Choice> choices = new ArrayList<>();
        if (variable.auto()) {
            choices.add(new Choice("auto", AUTO));
        }
        String list = variable.query().isBlank() ? DEFAULT_INTERVALS : variable.query();
        choices.addAll(CustomList.parse(list));
        return choices;
    }

    private static List<Choice> unique(List<Choice> choices) {
        Map<String, Choice> byValue = new LinkedHashMap<>();
        choices.forEach(choice -> byValue.putIfAbsent(choice.value(), choice));
        return List.copyOf(byValue.values());
    }
}
