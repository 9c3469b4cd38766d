package dev.andon.planner;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large the numbers were that a row was made of.
 *
 * @param keys the columns of an answer by which the groups are told apart
 * @param groups by the text of these columns
 * @param otherwise of groups that are not known
 */
record Scale(List<Integer> keys, Map<String, Magnitude> groups, Magnitude otherwise) {
    /** Nothing is known, so that numbers must agree to twelve of their own digits. */
    static final Scale UNKNOWN = same(new Magnitude(0, 0));

    /**
     * @param largest the largest magnitude of the values
     * @param count how many there were
     */
    record Magnitude(double largest, long count) {
        Magnitude with(Magnitude other) {
            return new Magnitude(Math.max(largest, other.largest), count + other.count);
        }
    }

    static Scale same(Magnitude magnitude) {
        return new Scale(List.of(), Map.of(), magnitude);
    }

    Magnitude of(@Nullable Object[] row) {
        return groups.getOrDefault(Rows.key(row, keys), otherwise);
    }
}
