package dev.andon.query;

import dev.andon.planner.AdHocFilters;
import dev.andon.planner.FilterException;
import java.util.List;

/** What readers can filter dashboards by: keys, and the values that there are. */
public final class FilterValues {
    /** More than anybody scrolls through; who looks for others types a part of them. */
    static final int MOST = 500;

    private final FilterQueries queries;

    FilterValues(FilterQueries queries) {
        this.queries = queries;
    }

    /**
     * Values in their order.
     *
     * @param more whether there are others that were left out
     */
    public record Found(List<String> values, boolean more) {}

    public List<String> keys() {
        return AdHocFilters.keys();
    }

    /**
     * The values of a key among the series that meet the other filters.
     *
     * @param search a part of the values, in any case; empty for all
     * @throws VariableException when a filter cannot mean anything
     */
    public Found of(String key, String search, List<AdHocFilter> others) {
        if (!AdHocFilters.keys().contains(key)) {
            return new Found(List.of(), false);
        }
        try {
            List<String> values = queries.values(key, search, AdHocFilter.meant(others), MOST + 1);
            return values.size() > MOST
                    ? new Found(List.copyOf(values.subList(0, MOST)), true)
                    : new Found(values, false);
        } catch (FilterException wrong) {
            throw new VariableException(wrong.sentence());
        } catch (QuestionException wrong) {
            throw new VariableException(wrong.sentence());
        }
    }
}
