package dev.andon.retention;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules ask for now.
 *
 * @param horizons what is to be announced before anything is removed
 */
record RetentionPlan(Instant at, List<Horizon> horizons, List<Due> due, List<Postponed> waiting) {

    /** From where on a level of these series is kept. */
    record Horizon(Policy policy, String level, Instant keptFrom, List<Integer> series) {}

    /**
     * What goes.
     *
     * @param others when the piece goes as a whole: series that are kept and must have nothing in
     *     it; null: only rows before {@code before} of these series go
     */
    record Due(
            Piece piece,
            String rule,
            List<Integer> series,
            Instant before,
            Contents contents,
            @Nullable List<Integer> others) {
        boolean whole() {
            return others != null;
        }

        /** About how much of the piece so many rows are. */
        long bytesOf(long rows) {
            long all = Math.max(Math.max(piece.rows(), contents.rows()), 1);
            return (long) ((double) piece.bytes() * rows / all);
        }

        long bytes() {
            return whole() ? piece.bytes() : bytesOf(contents.rows());
        }
    }

    /**
     * What should go and does not yet.
     *
     * @param series how many
     * @param until to where the rule would remove it
     */
    record Postponed(
            String rule, String level, int series, Instant until, Reason reason, String why) {}

    /** Why something waits. */
    enum Reason {
        SUMMING_UP,
        LATE_POINTS,
        NOT_SEALED,
        TAKING_OVER,
        NOT_OURS
    }
}
