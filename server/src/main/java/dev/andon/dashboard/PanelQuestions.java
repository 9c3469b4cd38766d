package dev.andon.dashboard;

import dev.andon.query.AdHocFilter;
import dev.andon.query.Answer;
import dev.andon.query.Cancellation;
import dev.andon.query.Drawing;
import dev.andon.query.FailureKind;
import dev.andon.query.Format;
import dev.andon.query.Interpolation;
import dev.andon.query.Intervals;
import dev.andon.query.QueryEngine;
import dev.andon.query.Question;
import dev.andon.query.Scope;
import dev.andon.query.TimeRange;
import dev.andon.query.Variable;
import dev.andon.query.VariableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From a target of a panel to its answer: data source, variables, interval, question. */
@Component
final class PanelQuestions {
    private static final int MOST_DATA_POINTS = 100_000;

    private final QueryEngine engine;
    private final Interpolation interpolation;

    PanelQuestions(QueryEngine engine, Interpolation interpolation) {
        this.engine = engine;
        this.interpolation = interpolation;
    }

    /**
     * How a panel is looked at.
     *
     * @param id names the answer
     * @param values what variables mean for this panel alone, by name
     * @param drawing null unless the answer is for lines and nothing else
     * @param width the number of points that fit, when the panel does not fix it
     */
    record Look(
            int id,
            Panel panel,
            Map<String, List<String>> values,
            TimeRange range,
            int width,
            @Nullable Drawing drawing) {

        /** The dashboard's variables as this panel sees them. */
        Map<String, VariableResolver.Resolved> variables(
                Map<String, VariableResolver.Resolved> ofDashboard) {
            if (values.isEmpty()) {
                return ofDashboard;
            }
            Map<String, VariableResolver.Resolved> own = new LinkedHashMap<>(ofDashboard);
            values.forEach((name, chosen) ->
                    own.computeIfPresent(name, (_, variable) -> variable.choosing(chosen)));
            return own;
        }
    }

    Answer ask(
            View view,
            Look look,
            Panel.Target target,
            Map<String, VariableResolver.Resolved> variables,
            Cancellation cancellation) {
        DataSourceReference reference = look.panel().dataSourceOf(target);
        if (reference.isExpression()) {
            return Answer.Failure.of(
                    FailureKind.UNSUPPORTED,
                    "Query %s is an expression of Grafana's server, which Andon does not compute."
                            .formatted(target.refId()));
        }
        String broken = brokenVariable(target.sql(), variables);
        if (broken != null) {
            return Answer.Failure.of(FailureKind.VARIABLE, broken);
        }
        List<Variable> chosen =
                variables.values().stream().map(VariableResolver.Resolved::chosen).toList();
        DataSource source;
        try {
            Scope scope = view.scope(chosen, look.range(), Intervals.SQL_MINIMUM);
            source = SourceOf.reference(reference, scope, view.sources(), interpolation);
        } catch (VariableException impossible) {
            return Answer.Failure.of(
                    FailureKind.UNSUPPORTED, String.valueOf(impossible.getMessage()));
        }
        Format format = Format.of(target.format()).orElse(null);
        if (format == null) {
            return Answer.Failure.of(
                    FailureKind.UNSUPPORTED,
                    "Query %s wants the format '%s'; there are table and time_series."
                            .formatted(target.refId(), target.format()));
        }
        List<AdHocFilter> filters = filters(view, look, source, variables.values());
        return ask(view, look, target, source, format, chosen, filters, cancellation);
    }

    private Answer ask(
            View view,
            Look look,
            Panel.Target target,
            DataSource source,
            Format format,
            List<Variable> chosen,
            List<AdHocFilter> filters,
            Cancellation cancellation) {
        int points = points(look);
        try {
            Duration interval =
                    Intervals.ofPanel(
                            look.range(),
                            points,
                            panelMinimum(view, look, chosen),
                            source.timeInterval());
            String sql =
                    interpolation.sql(target.sql(), view.scope(chosen, look.range(), interval));
            return engine.ask(
                    new Question(
                            target.refId(),
                            sql,
                            format,
                            source.dialect(),
                            look.range(),
                            interval,
                            points,
                            filters,
                            look.drawing()),
                    cancellation);
        } catch (VariableException impossible) {
            return Answer.Failure.of(FailureKind.VARIABLE, String.valueOf(impossible.getMessage()));
        }
    }

    /** Filters hold for the data source that they name, as in Grafana. */
    private List<AdHocFilter> filters(
            View view, Look look, DataSource source, Collection<VariableResolver.Resolved> all) {
        Scope scope =
                view.scope(
                        all.stream().map(VariableResolver.Resolved::chosen).toList(),
                        look.range(),
                        Intervals.SQL_MINIMUM);
        List<AdHocFilter> filters = new ArrayList<>();
        for (VariableResolver.Resolved variable : all) {
            List<AdHocFilter> chosen = variable.chosen().filters();
            if (chosen != null && isOf(source, variable.model(), view, scope)) {
                filters.addAll(chosen);
            }
        }
        return filters;
    }

    private boolean isOf(DataSource source, VariableModel variable, View view, Scope scope) {
        try {
            return SourceOf.reference(variable.dataSource(), scope, view.sources(), interpolation)
                    .equals(source);
        } catch (VariableException otherDatabase) {
            return false;
        }
    }

    /** The panel's own minimum may be a variable. */
    private @Nullable String panelMinimum(View view, Look look, List<Variable> chosen) {
        String written = look.panel().interval();
        return written == null
                ? null
                : interpolation.text(
                        written, view.scope(chosen, look.range(), Intervals.SQL_MINIMUM));
    }

    private static int points(Look look) {
        int wanted = look.panel().maxDataPoints() > 0 ? look.panel().maxDataPoints() : look.width();
        return wanted > 0 ? Math.min(wanted, MOST_DATA_POINTS) : Intervals.DEFAULT_MAX_DATA_POINTS;
    }

    /** All of a variable whose options could not be found has nothing that it could stand for. */
    private static @Nullable String brokenVariable(
            String sql, Map<String, VariableResolver.Resolved> variables) {
        for (String name : Interpolation.references(sql)) {
            VariableResolver.Resolved variable = variables.get(name);
            if (variable != null && variable.error() != null && variable.hasNothing()) {
                return "Variable %s: %s".formatted(name, variable.error());
            }
        }
        return null;
    }
}
