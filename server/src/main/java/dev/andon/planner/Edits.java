package dev.andon.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** Pieces of a text that are to be replaced; everything else stays letter by letter. */
final class Edits {
    private final SqlText text;
    private final List<Edit> edits = new ArrayList<>();

    private record Edit(int start, int end, String replacement) {}

    Edits(SqlText text) {
        this.text = text;
    }

    /** From one token to before another. */
    void replace(int from, int to, String replacement) {
        edits.add(new Edit(text.at(from).start(), text.at(to - 1).end(), replacement));
    }

    void insertAfter(int token, String addition) {
        int end = text.at(token).end();
        edits.add(new Edit(end, end, addition));
    }

    void insertBefore(int token, String addition) {
        int start = text.at(token).start();
        edits.add(new Edit(start, start, addition));
    }

    void add(Edits others) {
        edits.addAll(others.edits);
    }

    /** Whether a token that is none of the replaced ones is such a one. */
    boolean leaves(IntPredicate such) {
        for (int i = 0; i < text.size(); i++) {
            if (such.test(i) && !isReplaced(text.at(i).start())) {
                return true;
            }
        }
        return false;
    }

    private boolean isReplaced(int place) {
        return edits.stream().anyMatch(edit -> edit.start() <= place && place < edit.end());
    }

    boolean isEmpty() {
        return edits.isEmpty();
    }

    /** Replacements never overlap; what is inserted behind one comes after it. */
    String apply() {
        edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
        StringBuilder result = new StringBuilder();
        int done = 0;
        for (Edit edit : edits) {
            if (edit.start() < done) {
                throw new Refusal("one part of it lies in another");
            }
            result.append(text.sql(), done, edit.start()).append(edit.replacement());
            done = edit.end();
        }
        return result.append(text.sql(), done, text.sql().length()).toString();
    }
}
