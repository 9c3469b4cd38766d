package dev.andon.dashboard;

import dev.andon.dashboard.VariableModel.Choice;
import dev.andon.query.Variable;
import java.util.List;
import java.util.Optional;

/** What is chosen of a variable; lists of one where it takes only one. */
record Selection(List<String> texts, List<String> values) {
    private static final String ALL_TEXT = "All";
    private static final Selection ALL = new Selection(List.of(ALL_TEXT), List.of(Variable.ALL));

    /**
     * The choice of the reader, else the one saved in the file, else the first. What is not offered
     * is taken as well where the author allows it, as in an address somebody wrote by hand; but not
     * when the options follow from another variable, since then it is most likely left from before,
     * unless they are those that a search found and there may be others.
     *
     * @param requested what the reader chose, empty for nothing
     */
    static Selection of(
            VariableModel variable, List<Choice> offered, List<String> requested, boolean chained) {
        boolean takesOthers = variable.allowCustomValue() && (!chained || variable.isSearched());
        return choose(variable, offered, requested, takesOthers)
                .or(() -> choose(variable, offered, variable.current(), false))
                .orElseGet(() -> first(variable, offered));
    }

    /** Text boxes, constants and what Andon does not know have no list to choose from. */
    static Selection free(VariableModel variable, List<String> requested) {
        List<String> value = requested;
        if (value.isEmpty() && !variable.type().equals("constant")) {
            value = variable.current();
        }
        String only = value.isEmpty() ? variable.query() : value.getFirst();
        return new Selection(List.of(only), List.of(only));
    }

    /** As it was asked for, without looking whether it is offered. */
    static Selection unseen(VariableModel variable, List<String> requested) {
        if (variable.includeAll() && isAll(requested)) {
            return ALL;
        }
        List<String> values =
                variable.multi() ? requested : requested.subList(0, Math.min(1, requested.size()));
        return new Selection(values, values);
    }

    private static Optional<Selection> choose(
            VariableModel variable,
            List<Choice> offered,
            List<String> wanted,
            boolean takesOthers) {
        if (variable.includeAll() && isAll(wanted)) {
            return Optional.of(ALL);
        }
        List<Choice> taken =
                wanted.stream()
                        .distinct()
                        .flatMap(value -> take(offered, value, takesOthers).stream())
                        .limit(variable.multi() ? Long.MAX_VALUE : 1)
                        .toList();
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Selection(
                                taken.stream().map(Choice::text).toList(),
                                taken.stream().map(Choice::value).toList()));
    }

    private static Optional<Choice> take(List<Choice> offered, String value, boolean takesOthers) {
        return offered.stream()
                .filter(choice -> choice.value().equals(value))
                .findFirst()
                .or(() -> takesOthers ? Optional.of(new Choice(value, value)) : Optional.empty());
    }

    private static Selection first(VariableModel variable, List<Choice> offered) {
        boolean nothingSaved = variable.current().isEmpty() || isAll(variable.current());
        if (variable.includeAll() && (offered.isEmpty() || nothingSaved)) {
            return ALL;
        }
        if (offered.isEmpty()) {
            return variable.multi()
                    ? new Selection(List.of(), List.of())
                    : new Selection(List.of(""), List.of(""));
        }
        Choice first = offered.getFirst();
        return new Selection(List.of(first.text()), List.of(first.value()));
    }

    /** Old addresses say All by its text. */
    static boolean isAll(List<String> values) {
        return values.size() == 1
                && (values.getFirst().equals(Variable.ALL) || values.getFirst().equals(ALL_TEXT));
    }
}
