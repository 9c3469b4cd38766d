package dev.andon.planner;

import dev.andon.planner.RollupState.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of a range and what answers it.
 *
 * @param level null: points
 */
record Piece(@Nullable Level level, Range range) {
    /** Below it, to plan one more part of the union costs more than the points that it saves. */
    private static final long SHORTEST = 3_600 * IntervalText.SECOND;

    /**
     * A range in parts without gap or overlap: whole closed buckets of the coarsest level, its two
     * ends likewise of finer ones, the rest points.
     *
     * @param levels that may answer, coarsest first
     */
    static List<Piece> cover(Range range, List<Level> levels) {
        List<Piece> pieces = new ArrayList<>();
        cover(range, levels, pieces);
        return pieces;
    }

    private static void cover(Range range, List<Level> levels, List<Piece> pieces) {
        if (range.isEmpty()) {
            return;
        }
        if (levels.isEmpty() || range.isShorterThan(SHORTEST)) {
            pieces.add(new Piece(null, range));
            return;
        }
        Level level = levels.getFirst();
        List<Level> finer = levels.subList(1, levels.size());
        Range closed = Buckets.inside(level, range);
        if (closed.isEmpty() || closed.isShorterThan(SHORTEST)) {
            cover(range, finer, pieces);
            return;
        }
        cover(new Range(range.from(), closed.from()), finer, pieces);
        pieces.add(new Piece(level, closed));
        cover(new Range(closed.to(), range.to()), finer, pieces);
    }
}
