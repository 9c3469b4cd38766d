package dev.andon.query;

import dev.andon.query.Frame.Total;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of all rows of a reduced answer, also of those that were left out, by line: the
 * texts of its labels in the order of their columns, and the column of its values.
 */
record Totals(Map<Line, Total> lines) {
    static final Totals NONE = new Totals(Map.of());

    Totals {
        lines = Map.copyOf(lines);
    }

    /** Null where nothing was left out. */
    @Nullable Total of(List<String> labels, String column) {
        return lines.get(new Line(labels, column));
    }

    record Line(List<String> labels, String column) {
        Line {
            labels = List.copyOf(labels);
        }
    }

    /** Adds up while rows come in. */
    static final class Tally {
        private int count;
        private int nans;
        private double sum;

        void add(double number) {
            count++;
            if (Double.isNaN(number)) {
                nans++;
            } else {
                sum += number;
            }
        }

        Total total() {
            return new Total(count, nans, sum);
        }
    }
}
