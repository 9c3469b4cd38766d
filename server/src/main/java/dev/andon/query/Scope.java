package dev.andon.query;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that a reference in a text of a dashboard can stand for. */
public record Scope(
        List<Variable> variables,
        TimeRange range,
        ZoneId zone,
        Duration interval,
        Dashboard dashboard,
        User user) {
    /** Andon serves one plant; Grafana's first organisation is called so. */
    static final String ORGANISATION = "Main Org.";

    public Scope {
        variables = List.copyOf(variables);
    }

    Optional<Variable> variable(String name) {
        return variables.stream().filter(variable -> variable.name().equals(name)).findFirst();
    }

    /** The same with one more that a text can name. */
    public Scope with(Variable variable) {
        List<Variable> more = new ArrayList<>(variables);
        more.add(variable);
        return new Scope(more, range, zone, interval, dashboard, user);
    }

    Scope without(Variable variable) {
        List<Variable> others =
                variables.stream().filter(other -> !other.name().equals(variable.name())).toList();
        return new Scope(others, range, zone, interval, dashboard, user);
    }

    /** What {@code $__dashboard} means. */
    public record Dashboard(String uid, String title) {}

    /** What {@code $__user} means; for display and filters, not a protection of data. */
    public record User(long id, String login, String email) {}
}
