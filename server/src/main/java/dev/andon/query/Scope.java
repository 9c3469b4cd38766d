package dev.andon.query;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** Everything that a reference in a text of a dashboard can stand for. */
public record Scope(
        List<Variable> variables,
        TimeRange range,
        ZoneId zone,
        Duration interval,
        Dashboard dashboard,
        User user) {
    public Scope {
        variables = List.copyOf(variables);
    }

    /** What {@code $__dashboard} means. */
    public record Dashboard(String uid, String title) {}

    /** What {@code $__user} means; for display and filters, not a protection of data. */
    public record User(long id, String login, String email) {}
}
