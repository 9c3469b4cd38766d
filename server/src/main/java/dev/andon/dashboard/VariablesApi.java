package dev.andon.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.andon.accounts.Caller;
import dev.andon.dashboard.VariableModel.Choice;
import dev.andon.problem.Problem;
import dev.andon.query.Cancellation;
import dev.andon.query.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The variables of a dashboard: what they offer and what is chosen. */
@RestController
final class VariablesApi {
    private final Views views;
    private final VariableResolver resolver;

    VariablesApi(Views views, VariableResolver resolver) {
        this.views = views;
        this.resolver = resolver;
    }

    record Current(List<String> text, List<String> value) {}

    /**
     * @param searched true where the query looks for what is typed (see {@code variable-options})
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VariableAnswer(
            String name,
            @Nullable String label,
            String type,
            int hide,
            boolean multi,
            boolean includeAll,
            List<Choice> options,
            Current current,
            @Nullable Boolean searched,
            @Nullable String error) {}

    record Answer(List<VariableAnswer> variables) {}

    /** Each question has its own time limit, so there is nothing to cancel here. */
    @PostMapping("/api/v1/dashboards/{uid}/variables")
    Answer variables(
            @PathVariable String uid,
            @RequestBody Views.Request request,
            @AuthenticationPrincipal Caller caller) {
        View view = views.of(uid, request, caller);
        return new Answer(
                resolver.all(view, Cancellation.of(caller::getName)).stream()
                        .map(VariablesApi::answer)
                        .toList());
    }

    /**
     * @param values of the other variables, on which this one may depend
     */
    record SearchRequest(
            @Nullable String variable,
            @Nullable String search,
            @Nullable String from,
            @Nullable String to,
            @Nullable String timezone,
            @Nullable Map<String, List<String>> values) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OptionsAnswer(List<Choice> options, @Nullable String error) {}

    /** What a variable offers for what somebody types, where its query takes that. */
    @PostMapping("/api/v1/dashboards/{uid}/variable-options")
    OptionsAnswer options(
            @PathVariable String uid,
            @RequestBody SearchRequest request,
            @AuthenticationPrincipal Caller caller) {
        View view =
                views.of(
                        uid,
                        new Views.Request(
                                request.from(), request.to(), request.timezone(), request.values()),
                        caller);
        VariableModel variable =
                view.dashboard().variables().stream()
                        .filter(each -> each.name().equals(request.variable()))
                        .findFirst()
                        .orElseThrow(() ->
                                Problem.invalid(
                                        "The dashboard has no variable '%s'."
                                                .formatted(request.variable())));
        String search = request.search() == null ? "" : request.search();
        VariableOptions.Options found =
                resolver.search(view, variable, search, Cancellation.of(caller::getName));
        return new OptionsAnswer(found.choices(), found.error());
    }

    private static VariableAnswer answer(VariableResolver.Resolved resolved) {
        VariableModel model = resolved.model();
        Variable chosen = resolved.chosen();
        List<Choice> options = new ArrayList<>();
        if (model.includeAll()) {
            options.add(new Choice("All", Variable.ALL));
        }
        chosen.options()
                .forEach(option ->
                        options.add(
                                new Choice(option.text(), option.value(), option.properties())));
        return new VariableAnswer(
                model.name(),
                model.label(),
                model.type(),
                model.hide(),
                model.multi(),
                model.includeAll(),
                options,
                new Current(chosen.text(), chosen.value()),
                model.isSearched() ? true : null,
                resolved.error());
    }
}
