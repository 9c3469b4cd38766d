package dev.andon.planner;

import dev.andon.planner.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an aggregate is over: a measured column, a number, NULL, or a choice among them. */
sealed interface Leaf {
    /** Over {@code value} or {@code target_value}. */
    record Measured(boolean target) implements Leaf {}

    record Constant(String number) implements Leaf {
        boolean isSmallWhole() {
            return number.matches("-?\\d{1,6}");
        }
    }

    record Null() implements Leaf {}

    /**
     * A CASE.
     *
     * @param heads the source before each leaf: {@code case when … then}, {@code when … then},
     *     {@code else}
     */
    record Choice(List<String> heads, List<Leaf> leaves) implements Leaf {
        public Choice {
            heads = List.copyOf(heads);
            leaves = List.copyOf(leaves);
        }
    }

    /** Whether some row of it has a measured value. */
    default boolean isMeasured() {
        return switch (this) {
            case Measured measured -> true;
            case Choice choice -> choice.leaves().stream().anyMatch(Leaf::isMeasured);
            case Constant constant -> false;
            case Null nothing -> false;
        };
    }

    /** Whether some row of it may have something else than NULL. */
    default boolean isEverPresent() {
        return switch (this) {
            case Null nothing -> false;
            case Choice choice -> choice.leaves().stream().anyMatch(Leaf::isEverPresent);
            case Measured measured -> true;
            case Constant constant -> true;
        };
    }

    /** Whether all of it are whole numbers, at least one. */
    default boolean isWhole() {
        return switch (this) {
            case Constant constant -> constant.isSmallWhole();
            case Choice choice ->
                    choice.leaves().stream().anyMatch(leaf -> !(leaf instanceof Null))
                            && choice.leaves().stream()
                                    .allMatch(leaf -> leaf instanceof Null || leaf.isWhole());
            case Measured measured -> false;
            case Null nothing -> false;
        };
    }

    /** Finds leaves in a text. */
    final class Parser {
        private final SqlText text;
        private final Columns columns;
        private final Consumer<SelectBlock.Span> conditions;

        /**
         * @param conditions takes what may hold nothing of a single point
         */
        Parser(SqlText text, Columns columns, Consumer<SelectBlock.Span> conditions) {
            this.text = text;
            this.columns = columns;
            this.conditions = conditions;
        }

        /** Null where these tokens are something else. */
        @Nullable Leaf parse(int from, int to) {
            if (from >= to) {
                return null;
            }
            if (text.is(from, "(") && text.partner(from) == to - 1) {
                return parse(from + 1, to - 1);
            }
            if (to - from == 1 && text.is(from, "null")) {
                return new Null();
            }
            Leaf number = number(from, to);
            if (number != null) {
                return number;
            }
            if (text.is(from, "case") && text.is(to - 1, "end")) {
                return choice(from, to - 1);
            }
            return measured(from, to);
        }

        private @Nullable Leaf measured(int from, int to) {
            Columns.Mention mention = columns.at(from);
            if (mention == null || mention.isDimension() || mention.isTime()) {
                return null;
            }
            boolean plain = mention.end() == to;
            int type = text.is(mention.end(), "::") ? mention.end() + 1 : to;
            boolean cast =
                    (text.is(type, "float8") && type + 1 == to)
                            || (text.are(type, "double", "precision") && type + 2 == to);
            return plain || cast ? new Measured(mention.column().equals(Columns.TARGET)) : null;
        }

        private @Nullable Leaf number(int from, int to) {
            boolean negative = text.is(from, "-");
            int at = negative ? from + 1 : from;
            return at + 1 == to && text.isKind(at, Kind.NUMBER)
                    ? new Constant((negative ? "-" : "") + text.at(at).text())
                    : null;
        }

        private @Nullable Leaf choice(int from, int end) {
            List<String> heads = new ArrayList<>();
            List<Leaf> leaves = new ArrayList<>();
            int head = from;
            int at = from + 1;
            while (at < end) {
                int then = find(at, end, Set.of("then", "else"));
                if (then == end) {
                    return null;
                }
                int next = find(then + 1, end, Set.of("when", "else"));
                conditions.accept(new SelectBlock.Span(head + 1, then));
                Leaf leaf = parse(then + 1, next);
                if (leaf == null) {
                    return null;
                }
                heads.add(text.source(head, then + 1));
                leaves.add(leaf);
                head = next;
                at = text.is(next, "else") ? next : next + 1;
            }
            return leaves.isEmpty() ? null : new Choice(heads, leaves);
        }

        /** On the level of one CASE. */
        private int find(int from, int end, Set<String> words) {
            int cases = 0;
            int at = from;
            while (at < end && (cases > 0 || !text.isOneOf(at, words))) {
                cases += text.cases(at);
                at = text.next(at);
            }
            return Math.min(at, end);
        }
    }
}
