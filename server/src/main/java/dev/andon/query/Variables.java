package dev.andon.query;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the names in a dashboard's texts stand for. */
final class Variables {
    static final String ALL_TEXT = "All";

    private Variables() {}

    static Resolved resolve(Variable variable, Scope scope) {
        List<AdHocFilter> filters = variable.filters();
        if (filters != null) {
            List<String> expression = List.of(AdHocFilter.expression(filters));
            return new Resolved(
                    variable.name(), expression, expression, variable.value(), false, false);
        }
        boolean quotable = variable.multi() || variable.includeAll();
        if (variable.isAll()) {
            List<String> values = variable.options().stream().map(Variable.Option::value).toList();
            return new Resolved(
                    variable.name(), values, List.of(ALL_TEXT), List.of(ALL_TEXT), true, quotable);
        }
        List<String> values =
                variable.value().stream().map(one -> auto(one, variable, scope)).toList();
        List<String> texts = variable.auto() == null ? variable.text() : values;
        return new Resolved(
                variable.name(), values, texts, variable.value(), variable.multi(), quotable);
    }

    /**
     * What is meant of a variable by what follows its name and a dot: one of several values, by its
     * number, or what else is known of each value. Grafana 9 reads past any other word.
     */
    static Resolved part(Resolved whole, @Nullable String field, Variable variable) {
        if (field == null) {
            return whole;
        }
        if (whole.list() && field.matches("\\d{1,4}")) {
            int index = Integer.parseInt(field);
            String value = index < whole.values().size() ? whole.values().get(index) : "";
            List<String> one = List.of(value);
            return new Resolved(whole.name(), one, one, one, false, whole.quotable());
        }
        Map<String, String> known = new HashMap<>();
        for (Variable.Option option : variable.options()) {
            String property = option.properties().get(field);
            if (property != null) {
                known.put(option.value(), property);
            }
        }
        if (known.isEmpty()) {
            return whole;
        }
        List<String> values =
                whole.values().stream().map(value -> known.getOrDefault(value, value)).toList();
        return new Resolved(whole.name(), values, values, values, whole.list(), whole.quotable());
    }

    /** An interval variable's automatic choice depends on the range. */
    private static String auto(String value, Variable variable, Scope scope) {
        Variable.Auto auto = variable.auto();
        if (auto == null || !value.startsWith("$__auto")) {
            return value;
        }
        return GrafanaDuration.print(Intervals.of(scope.range(), auto.count(), auto.minimum()));
    }

    static Optional<Resolved> builtIn(Reference reference, Scope scope) {
        String field = reference.field() == null ? "" : reference.field();
        Duration interval = scope.interval();
        String value =
                switch (reference.name()) {
                    case "__from" -> Long.toString(scope.range().from().toEpochMilli());
                    case "__to" -> Long.toString(scope.range().to().toEpochMilli());
                    case "__interval" -> GrafanaDuration.print(interval);
                    case "__interval_ms" -> Long.toString(interval.toMillis());
                    case "__timezone" -> scope.zone().getId();
                    case "__dashboard" ->
                            field.equals("uid")
                                    ? scope.dashboard().uid()
                                    : scope.dashboard().title();
                    case "__user" -> user(field, scope.user());
                    case "__org" -> field.equals("name") ? Scope.ORGANISATION : "1";
                    default -> null;
                };
        return Optional.ofNullable(value).map(known -> Resolved.single(reference.name(), known));
    }

    private static String user(String field, Scope.User user) {
        return switch (field) {
            case "login" -> user.login();
            case "email" -> user.email();
            default -> Long.toString(user.id());
        };
    }
}
