package dev.andon.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a reader filters a whole dashboard by. Each block of a text is asked as if the tables that
 * it reads held only the rows that are wanted; what is filtered is planned like any other text.
 */
public final class AdHocFilters {
    private static final Set<String> BEFORE_TABLES = Set.of("from", "join", "table");

    private AdHocFilters() {}

    /** How a column is compared; the words are Grafana's. */
    public enum Operator {
        EQUAL("=", false),
        NOT_EQUAL("!=", true),
        MATCH("=~", false),
        NO_MATCH("!~", true),
        LESS("<", false),
        GREATER(">", false),
        AT_MOST("<=", false),
        AT_LEAST(">=", false),
        ONE_OF("=|", false),
        NONE_OF("!=|", true);

        private final String word;
        private final boolean negative;

        Operator(String word, boolean negative) {
            this.word = word;
            this.negative = negative;
        }

        public String word() {
            return word;
        }

        public boolean takesSeveral() {
            return this == ONE_OF || this == NONE_OF;
        }

        /** Whether what has no value meets it. */
        boolean isNegative() {
            return negative;
        }

        public static Optional<Operator> of(String word) {
            return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
        }

        public static String words() {
            return Arrays.stream(values()).map(Operator::word).collect(Collectors.joining(" "));
        }
    }

    /**
     * One condition of the reader.
     *
     * @param values one, or several where the operator takes them; never empty
     */
    public record Filter(String key, Operator operator, List<String> values) {
        public Filter {
            values = List.copyOf(values);
        }
    }

    /**
     * A text with its filters in it.
     *
     * @param notices what was not filtered and why, in sentences
     */
    public record Filtered(String sql, List<String> notices) {}

    /** What readers are offered to filter by. */
    public static List<String> keys() {
        return FilterColumns.OFFERED;
    }

    /**
     * Never changes what it does not understand; a notice says so.
     *
     * @throws FilterException when a filter cannot mean anything
     */
    public static Filtered apply(String sql, List<Filter> filters) {
        if (filters.isEmpty()) {
            return new Filtered(sql, List.of());
        }
        // Even where the text hides what it reads, a filter that is wrong is an error.
        filters.forEach(filter -> FilterColumns.check(filter));
        try {
            return apply(SqlText.of(sql), filters);
        } catch (Refusal refusal) {
            return new Filtered(sql, List.of(notUnderstood(refusal)));
        }
    }

    private static Filtered apply(SqlText text, List<Filter> filters) {
        refuseOtherMeanings(text);
        Edits edits = new Edits(text);
        Set<String> notices = new LinkedHashSet<>();
        List<ReadRelations.Relation> known = new ArrayList<>();
        boolean understood = true;
        for (SelectBlock block : SelectBlock.all(text)) {
            try {
                List<ReadRelations.Relation> relations = ReadRelations.of(block);
                known.addAll(relations);
                edits.add(new FilteredBlock(block, relations, filters, notices).edits());
            } catch (Refusal refusal) {
                understood = false;
                notices.add(notUnderstood(refusal));
            }
        }
        if (understood && hasOthers(text, known)) {
            notices.add(notUnderstood(new Refusal("it reads a table outside of a SELECT … FROM")));
        } else if (understood && known.isEmpty()) {
            notices.add(
                    "Filters are not applied: the query reads neither machine_metrics nor"
                            + " machines.");
        }
        return new Filtered(edits.apply(), List.copyOf(notices));
    }

    private static String notUnderstood(Refusal refusal) {
        return "Filters are not applied to all of this query, because a part of it is not"
                + " understood: "
                + refusal.reason()
                + ".";
    }

    private static void refuseOtherMeanings(SqlText text) {
        for (int i = 0; i < text.size(); i++) {
            if (isTable(text, i) && Planner.isSubselectsName(text, i)) {
                throw new Refusal(text.at(i).text() + " means something else in it");
            }
        }
    }

    private static boolean hasOthers(SqlText text, List<ReadRelations.Relation> known) {
        for (int i = 0; i < text.size(); i++) {
            int token = i;
            int before = text.is(i - 1, ".") ? i - 3 : i - 1;
            if (isTable(text, i)
                    && !text.is(i + 1, ".")
                    && text.isOneOf(before, BEFORE_TABLES)
                    && ReadRelations.isOurs(text, before + 1, i)
                    && known.stream().noneMatch(relation -> relation.holds(token))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTable(SqlText text, int i) {
        return text.at(i).isName() && FilterColumns.isTable(text.at(i).text());
    }

    /**
     * All filters as one condition over bare columns, for texts that say themselves where it goes;
     * {@code TRUE} without any.
     *
     * @throws FilterException when a filter cannot mean anything, or is of no known column
     */
    public static String condition(List<Filter> filters) {
        return filters.isEmpty()
                ? "TRUE"
                : filters.stream()
                        .map(filter -> {
                            FilterColumns.Column column = FilterColumns.anywhere(filter.key());
                            if (column == null) {
                                throw new FilterException(
                                        "There is no column %s to filter by."
                                                .formatted(filter.key()));
                            }
                            return FilterCondition.of(filter, column, "", FilterCondition::literal);
                        })
                        .collect(Collectors.joining(" AND ", "(", ")"));
    }

    /**
     * A condition over series and their machines; empty for a key that neither has.
     *
     * @param texts makes a part of SQL of a text
     */
    public static Optional<String> ofSeries(
            Filter filter, String series, String machines, UnaryOperator<String> texts) {
        FilterColumns.check(filter);
        return FilterColumns.dimension(filter.key())
                .map(column -> FilterCondition.of(filter, column, series + ".", texts))
                .or(() ->
                        FilterColumns.ofMachine(filter.key())
                                .map(column ->
                                        FilterCondition.of(filter, column, machines + ".", texts)));
    }
}
