package dev.andon.dashboard;

import dev.andon.dashboard.VariableModel.Choice;
import dev.andon.query.AdHocFilter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a file says of a variable of filters.
 *
 * @param saved what is filtered until the reader chooses something else
 * @param base narrows what is offered, and filters nothing
 * @param keys what is offered to filter by, empty for all that there is
 */
record FilterModel(List<AdHocFilter> saved, List<AdHocFilter> base, List<Choice> keys) {
    static final String TYPE = "adhoc";

    FilterModel {
        saved = List.copyOf(saved);
        base = List.copyOf(base);
        keys = List.copyOf(keys);
    }

    static FilterModel of(JsonNode variable) {
        List<Choice> keys = new ArrayList<>();
        for (JsonNode key : variable.path("defaultKeys")) {
            String text = key.isString() ? key.asString() : key.path("text").asString("");
            String value = key.path("value").asString(text);
            if (!value.isEmpty()) {
                keys.add(new Choice(text.isEmpty() ? value : text, value));
            }
        }
        return new FilterModel(
                AdHocFilter.ofJson(variable.path("filters")),
                AdHocFilter.ofJson(variable.path("baseFilters")),
                keys);
    }

    /** The choice of the reader where there is one, be it nothing, else the file's. */
    List<AdHocFilter> chosen(List<String> requested) {
        return requested.isEmpty()
                ? saved
                : requested.stream().flatMap(one -> AdHocFilter.ofAddress(one).stream()).toList();
    }
}
