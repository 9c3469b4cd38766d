package dev.andon.dashboard;

import dev.andon.dashboard.VariableModel.Choice;
import dev.andon.problem.Problem;
import dev.andon.query.AdHocFilter;
import dev.andon.query.FilterValues;
import dev.andon.query.VariableException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a dashboard's variable of filters offers: keys, and the values of each. */
@RestController
final class FiltersApi {
    private final ProvisioningFolder folder;
    private final FilterValues values;

    FiltersApi(ProvisioningFolder folder, FilterValues values) {
        this.folder = folder;
        this.values = values;
    }

    record KeysRequest(@Nullable String variable) {}

    record Keys(List<Choice> keys) {}

    /**
     * @param filters the others, as they stand in the address: they narrow the values
     * @param search a part of the values that are looked for
     */
    record ValuesRequest(
            @Nullable String variable,
            @Nullable String key,
            @Nullable List<String> filters,
            @Nullable String search) {}

    /**
     * @param more whether there are others that a longer search would find
     */
    record Values(List<Choice> values, boolean more) {}

    @PostMapping("/api/v1/dashboards/{uid}/filter-keys")
    Keys keys(@PathVariable String uid, @RequestBody KeysRequest request) {
        FilterModel model = model(uid, request.variable());
        return new Keys(
                model.keys().isEmpty()
                        ? values.keys().stream().map(key -> new Choice(key, key)).toList()
                        : model.keys());
    }

    @PostMapping("/api/v1/dashboards/{uid}/filter-values")
    Values values(@PathVariable String uid, @RequestBody ValuesRequest request) {
        FilterModel model = model(uid, request.variable());
        List<AdHocFilter> narrowing = new ArrayList<>(model.base());
        if (request.filters() != null) {
            request.filters().forEach(one -> AdHocFilter.ofAddress(one).ifPresent(narrowing::add));
        }
        try {
            FilterValues.Found found =
                    values.of(
                            request.key() == null ? "" : request.key(),
                            request.search() == null ? "" : request.search().strip(),
                            narrowing);
            return new Values(
                    found.values().stream().map(value -> new Choice(value, value)).toList(),
                    found.more());
        } catch (VariableException wrong) {
            throw Problem.invalid(String.valueOf(wrong.getMessage()));
        }
    }

    private FilterModel model(String uid, @Nullable String variable) {
        return folder.current().require(uid).variables().stream()
                .filter(one -> one.name().equals(variable))
                .map(VariableModel::filters)
                .filter(model -> model != null)
                .findFirst()
                .orElseThrow(() ->
                        Problem.invalid(
                                "This dashboard has no variable of filters named '%s'."
                                        .formatted(variable)));
    }
}
