package dev.andon.planner;

import dev.andon.planner.SelectBlock.Clause;
import dev.andon.planner.SelectBlock.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns that a block answers. */
final class SelectList {
    private static final Set<String> LAST_OF_EXPRESSION =
            Set.of("end", "null", "true", "false", "precision", "varying", "zone");
    private static final Set<String> NEEDS_MORE =
            Set.of(
                    "and",
                    "or",
                    "not",
                    "is",
                    "in",
                    "like",
                    "ilike",
                    "between",
                    "then",
                    "else",
                    "when",
                    "case",
                    "distinct",
                    "all",
                    "from",
                    "at",
                    "time",
                    "interval",
                    "timestamp",
                    "timestamptz",
                    "date",
                    "double",
                    "similar",
                    "to");

    private final SqlText text;
    private final List<Item> items = new ArrayList<>();
    private final boolean distinct;

    /** One of them; the name is null where it has none of its own. */
    record Item(Span expression, @Nullable String name) {}

    SelectList(SelectBlock block) {
        this.text = block.text();
        Span span = block.clause(Clause.SELECT);
        this.distinct = text.is(span.from(), "distinct");
        boolean word = distinct || text.is(span.from(), "all");
        if (distinct && text.is(span.from() + 1, "on")) {
            throw new Refusal("DISTINCT ON chooses single points");
        }
        for (Span item : block.items(new Span(word ? span.from() + 1 : span.from(), span.to()))) {
            items.add(item(item));
        }
    }

    List<Item> items() {
        return items;
    }

    boolean isDistinct() {
        return distinct;
    }

    @Nullable Item named(String name) {
        return items.stream().filter(item -> name.equals(item.name())).findFirst().orElse(null);
    }

    private Item item(Span span) {
        int last = span.to() - 1;
        if (!text.at(last).isName() || span.to() - span.from() < 2) {
            return new Item(span, null);
        }
        if (text.is(last - 1, "as")) {
            return new Item(new Span(span.from(), last - 1), text.at(last).text());
        }
        boolean named = !text.isOneOf(last, LAST_OF_EXPRESSION) && endsExpression(last - 1);
        return named
                ? new Item(new Span(span.from(), last), text.at(last).text())
                : new Item(span, null);
    }

    private boolean endsExpression(int i) {
        return switch (text.at(i).kind()) {
            case STRING, NUMBER, NAME -> true;
            case WORD -> !text.isOneOf(i, NEEDS_MORE);
            case SYMBOL -> text.is(i, ")") || text.is(i, "]");
        };
    }
}
