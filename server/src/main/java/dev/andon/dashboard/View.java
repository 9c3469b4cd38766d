package dev.andon.dashboard;

import dev.andon.query.Scope;
import dev.andon.query.TimeRange;
import dev.andon.query.Variable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** What somebody has on the screen: a dashboard, a range, and what is chosen. */
record View(
        Dashboard dashboard,
        DataSources sources,
        TimeRange range,
        ZoneId zone,
        Map<String, List<String>> values,
        Scope.User user) {

    Scope scope(List<Variable> variables, TimeRange range, Duration interval) {
        return new Scope(
                variables,
                range,
                zone,
                interval,
                new Scope.Dashboard(dashboard.uid(), dashboard.title()),
                user);
    }

    /** Empty when the reader chose nothing. */
    List<String> chosen(VariableModel variable) {
        return values.getOrDefault(variable.name(), List.of());
    }
}
