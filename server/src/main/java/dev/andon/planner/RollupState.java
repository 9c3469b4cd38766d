package dev.andon.planner;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one snapshot of the database says about rollups. A plan is right for that snapshot only, so
 * the transaction that asked for the state is to run the plan too, at REPEATABLE READ.
 *
 * @param now the time at which the transaction began, {@code now()} to all of its statements
 * @param levels coarsest first
 * @param changed the times of which some bucket is not repaired yet
 * @param otherColumns what {@code machine_metrics} has besides Andon's columns
 * @param freshness until when what is known of closed times stays right
 */
public record RollupState(
        Instant now,
        List<Level> levels,
        @Nullable Span changed,
        Set<String> otherColumns,
        Freshness freshness) {
    public RollupState {
        levels = List.copyOf(levels);
        otherColumns = Set.copyOf(otherColumns);
    }

    /** From when on no point is sealed yet: where the finest level ends, which never goes back. */
    @Nullable Instant unsealedFrom() {
        return levels.isEmpty() ? null : levels.getLast().until();
    }

    /**
     * One width of buckets.
     *
     * @param name as in {@code rollup_levels}, for example {@code 1h}
     * @param widthMicros 24 hours for days, whatever the zone
     * @param zone in which days begin, null for widths that know none
     * @param since from when on the rows of all series are kept, null: always
     * @param until before which all buckets are closed, null: none is
     */
    public record Level(
            String name,
            long widthMicros,
            @Nullable String zone,
            @Nullable Instant since,
            @Nullable Instant until) {}

    /**
     * Points before a time change only together with a repair, which has a number.
     *
     * @param closedUntil that time, null: there is none
     * @param firstRepair the oldest that is still known, 0: none is
     * @param lastRepair the newest, 0: there was none
     */
    public record Freshness(@Nullable Instant closedUntil, long firstRepair, long lastRepair) {
        public static final Freshness UNKNOWN = new Freshness(null, 0, 0);
    }

    /** What a repair may have changed. */
    public record Repair(long number, Span times) {}

    /** From one time to before another. */
    public record Span(Instant since, Instant until) {}
}
