package dev.andon.dashboard;

import dev.andon.dashboard.VariableModel.Choice;
import dev.andon.query.Cancellation;
import dev.andon.query.GrafanaDuration;
import dev.andon.query.Interpolation;
import dev.andon.query.Intervals;
import dev.andon.query.Scope;
import dev.andon.query.Variable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out what the variables of a dashboard offer and what is chosen, in the order of their
 * needs.
 */
@Component
final class VariableResolver {
    /**
     * What people read of a value, and what else is known of it, only the options tell: {@code
     * ${name:text}}, {@code ${name.property}}.
     */
    private static final Pattern BY_OPTION =
            Pattern.compile("\\$\\{(\\w+)(?::text\\b|[.\\[])|\\[\\[(\\w+):text\\b");

    private static final Set<String> WITHOUT_LIST = Set.of("textbox", "constant");

    private final VariableOptions options;

    VariableResolver(VariableOptions options) {
        this.options = options;
    }

    /**
     * @param chosen for the query module, with the same selection
     * @param error a sentence, null when all is well
     */
    record Resolved(VariableModel model, Variable chosen, @Nullable String error) {
        /** The same variable with another choice, as a repeat makes it for each of its copies. */
        Resolved choosing(List<String> values) {
            return new Resolved(model, chosen.choosing(values), error);
        }

        /** All was chosen, and nothing is known that it could stand for. */
        boolean hasNothing() {
            return chosen.isAll() && chosen.allValue() == null && chosen.options().isEmpty();
        }
    }

    /** All variables, in the order of the dashboard. */
    List<Resolved> all(View view, Cancellation cancellation) {
        Map<String, Resolved> byName = resolve(view, _ -> true, _ -> true, cancellation);
        List<Resolved> inOrder = new ArrayList<>();
        view.dashboard().variables().stream()
                .map(VariableModel::name)
                .distinct()
                .forEach(name -> inOrder.add(Objects.requireNonNull(byName.get(name))));
        return inOrder;
    }

    /**
     * Only what these texts refer to, and options only where their text or All needs them: panels
     * are asked far more often than variables change.
     */
    Map<String, Resolved> forTexts(View view, List<String> texts, Cancellation cancellation) {
        Set<String> needed = closure(view.dashboard().variables(), texts);
        Set<String> readByOption = new HashSet<>();
        texts.forEach(text -> readByOption.addAll(readByOption(text)));
        view.dashboard().variables().stream()
                .filter(variable -> needed.contains(variable.name()))
                .flatMap(variable -> variable.texts().stream())
                .forEach(text -> readByOption.addAll(readByOption(text)));
        return resolve(
                view,
                variable -> needed.contains(variable.name()),
                variable -> {
                    List<String> chosen = view.chosen(variable);
                    boolean all = variable.includeAll() && Selection.isAll(chosen);
                    return chosen.isEmpty()
                            || (all && variable.allValue() == null)
                            || readByOption.contains(variable.name());
                },
                cancellation);
    }

    private Map<String, Resolved> resolve(
            View view,
            Predicate<VariableModel> wanted,
            Predicate<VariableModel> withOptions,
            Cancellation cancellation) {
        VariableOrder order = VariableOrder.of(view.dashboard().variables());
        Set<String> names = names(view.dashboard().variables());
        Map<String, Resolved> byName = new LinkedHashMap<>();
        for (VariableModel variable : order.variables()) {
            if (!wanted.test(variable)) {
                continue;
            }
            String cycle = order.cycles().get(variable.name());
            if (variable.filters() != null) {
                byName.put(variable.name(), filtering(view, variable, variable.filters()));
            } else if (cycle != null) {
                byName.put(variable.name(), inACycle(view, variable, cycle));
            } else if (withOptions.test(variable)) {
                boolean chained = !VariableOrder.needs(variable, names).isEmpty();
                byName.put(variable.name(), offered(view, variable, chained, byName, cancellation));
            } else {
                byName.put(variable.name(), asChosen(view, variable));
            }
        }
        return byName;
    }

    private Resolved offered(
            View view,
            VariableModel variable,
            boolean chained,
            Map<String, Resolved> before,
            Cancellation cancellation) {
        VariableOptions.Options found =
                options.of(variable, scope(view, before), view.sources(), "", cancellation);
        Selection selection =
                WITHOUT_LIST.contains(variable.type())
                        ? free(view, variable)
                        : Selection.of(variable, found.choices(), chosen(view, variable), chained);
        return new Resolved(
                variable, variable(variable, selection, found.choices()), found.error());
    }

    /** What a variable offers for what somebody types. */
    VariableOptions.Options search(
            View view, VariableModel variable, String search, Cancellation cancellation) {
        Map<String, Resolved> others = forTexts(view, variable.texts(), cancellation);
        return options.of(variable, scope(view, others), view.sources(), search, cancellation);
    }

    private static Scope scope(View view, Map<String, Resolved> before) {
        return view.scope(
                before.values().stream().map(Resolved::chosen).toList(),
                view.range(),
                Intervals.ofPanel(view.range(), 0, null, null));
    }

    private static Resolved filtering(View view, VariableModel variable, FilterModel filters) {
        return new Resolved(
                variable,
                Variable.filtering(variable.name(), filters.chosen(view.chosen(variable))),
                null);
    }

    private static Resolved asChosen(View view, VariableModel variable) {
        Selection selection =
                WITHOUT_LIST.contains(variable.type())
                        ? free(view, variable)
                        : Selection.unseen(variable, chosen(view, variable));
        return new Resolved(variable, variable(variable, selection, List.of()), null);
    }

    private static Resolved inACycle(View view, VariableModel variable, String cycle) {
        Selection selection = Selection.unseen(variable, chosen(view, variable));
        return new Resolved(
                variable,
                variable(variable, selection, List.of()),
                "Variables refer to each other in a circle: %s. Take one of these references out."
                        .formatted(cycle));
    }

    /** A constant belongs to the author; what the address says does not count. */
    private static Selection free(View view, VariableModel variable) {
        return Selection.free(
                variable, variable.type().equals("constant") ? List.of() : view.chosen(variable));
    }

    /** Older Grafanas have another word for the automatic interval. */
    private static List<String> chosen(View view, VariableModel variable) {
        List<String> chosen = view.chosen(variable);
        return variable.type().equals("interval")
                ? chosen.stream()
                        .map(value ->
                                value.startsWith("$__auto_interval") ? VariableOptions.AUTO : value)
                        .toList()
                : chosen;
    }

    private static Variable variable(
            VariableModel model, Selection selection, List<Choice> choices) {
        Duration minimum =
                GrafanaDuration.parse(model.autoMinimum()).orElse(Duration.ofSeconds(10));
        return new Variable(
                model.name(),
                model.multi(),
                model.includeAll(),
                model.allValue(),
                selection.texts(),
                selection.values(),
                choices.stream()
                        .map(choice ->
                                new Variable.Option(
                                        choice.text(), choice.value(), choice.properties()))
                        .toList(),
                model.type().equals("interval")
                        ? new Variable.Auto(model.autoCount(), minimum)
                        : null);
    }

    private static Set<String> closure(List<VariableModel> variables, List<String> texts) {
        Set<String> names = names(variables);
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        texts.forEach(text -> open.addAll(Interpolation.references(text)));
        // Filters reach texts that do not name them.
        variables.stream()
                .filter(variable -> variable.filters() != null)
                .forEach(variable -> open.add(variable.name()));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (names.contains(name) && needed.add(name)) {
                variables.stream()
                        .filter(variable -> variable.name().equals(name))
                        .forEach(variable -> open.addAll(VariableOrder.needs(variable, names)));
            }
        }
        return needed;
    }

    private static Set<String> readByOption(String text) {
        return BY_OPTION
                .matcher(text)
                .results()
                .map(match -> match.group(1) != null ? match.group(1) : match.group(2))
                .collect(Collectors.toSet());
    }

    private static Set<String> names(List<VariableModel> variables) {
        return variables.stream().map(VariableModel::name).collect(Collectors.toSet());
    }
}
