package dev.andon.planner;

import dev.andon.planner.AdHocFilters.Filter;
import dev.andon.planner.FilterColumns.Column;
import dev.andon.planner.ReadRelations.Relation;
import dev.andon.planner.SelectBlock.Clause;
import dev.andon.planner.SelectBlock.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts filters into one block. */
final class FilteredBlock {
    private final SqlText text;
    private final SelectBlock block;
    private final List<Relation> relations;
    private final List<Filter> filters;
    private final Set<String> notices;

    /**
     * @param notices gets what is not filtered
     */
    FilteredBlock(
            SelectBlock block,
            List<Relation> relations,
            List<Filter> filters,
            Set<String> notices) {
        this.text = block.text();
        this.block = block;
        this.relations = relations;
        this.filters = filters;
        this.notices = notices;
    }

    Edits edits() {
        Edits edits = new Edits(text);
        List<String> conditions = new ArrayList<>();
        Set<Filter> applied = new HashSet<>();
        for (Relation relation : relations) {
            String qualifier = relation.optional() ? "" : relation.scope() + ".";
            List<String> own = new ArrayList<>();
            for (Filter filter : filters) {
                String condition = condition(relation, filter, qualifier);
                if (condition != null) {
                    own.add(condition);
                    applied.add(filter);
                }
            }
            if (!relation.optional()) {
                conditions.addAll(own);
            } else if (!own.isEmpty()) {
                wrap(relation, own, edits);
            }
        }
        if (!conditions.isEmpty()) {
            where(String.join(" AND ", conditions), edits);
        }
        if (!relations.isEmpty()) {
            filters.stream().filter(filter -> !applied.contains(filter)).forEach(this::note);
        }
        return edits;
    }

    /** Null where the relation has nothing to filter by. */
    private @Nullable String condition(Relation relation, Filter filter, String qualifier) {
        Column column = FilterColumns.of(relation.table(), filter.key());
        if (column != null) {
            return FilterCondition.of(filter, column, qualifier, FilterCondition::literal);
        }
        // What is measured belongs to a machine, whose area and line are known beside it.
        boolean beside =
                relations.stream()
                        .anyMatch(other ->
                                other.table().equals(FilterColumns.MACHINES) && !other.optional());
        return beside || relation.table().equals(FilterColumns.MACHINES)
                ? null
                : FilterColumns.ofMachine(filter.key())
                        .map(ofMachine ->
                                "%s\"machine_id\" IN (SELECT \"id\" FROM public.machines WHERE %s)"
                                        .formatted(
                                                qualifier,
                                                FilterCondition.of(
                                                        filter,
                                                        ofMachine,
                                                        "",
                                                        FilterCondition::literal)))
                        .orElse(null);
    }

    /** A condition in WHERE would take away the rows that the join keeps without a partner. */
    private void wrap(Relation relation, List<String> conditions, Edits edits) {
        edits.replace(
                relation.span().from(),
                relation.span().to(),
                "(SELECT * FROM public.%s WHERE %s) AS %s"
                        .formatted(
                                relation.table(),
                                String.join(" AND ", conditions),
                                relation.scope()));
    }

    private void where(String condition, Edits edits) {
        if (!block.has(Clause.WHERE)) {
            edits.insertAfter(block.clause(Clause.FROM).to() - 1, " WHERE (" + condition + ")");
            return;
        }
        Span where = block.clause(Clause.WHERE);
        if (where.isEmpty()) {
            throw new Refusal("WHERE without a condition");
        }
        boolean binds = hasOr(where);
        if (binds) {
            edits.insertBefore(where.from(), "(");
        }
        edits.insertAfter(where.to() - 1, (binds ? ")" : "") + " AND (" + condition + ")");
    }

    private boolean hasOr(Span span) {
        for (int i = span.from(); i < span.to(); i = text.next(i)) {
            if (text.is(i, "or")) {
                return true;
            }
        }
        return false;
    }

    private void note(Filter filter) {
        String tables =
                relations.stream()
                        .map(Relation::table)
                        .distinct()
                        .collect(Collectors.joining(" and "));
        notices.add(
                "The filter on %s is not applied where the query reads %s: there is no such column."
                        .formatted(filter.key(), tables));
    }
}
