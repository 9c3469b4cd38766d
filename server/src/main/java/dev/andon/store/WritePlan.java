package dev.andon.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How each day of a call is to be written. What one attempt finds out, the next one knows before it
 * begins, because locks must be taken in the order of days and before anything is written.
 */
final class WritePlan {
    private final List<DayRange> days;
    private final Precedence precedence;
    private final int sealedBefore;
    private final Set<Integer> unsealed = new HashSet<>();
    private final Set<Integer> refused = new HashSet<>();
    private int databaseDay;
    private boolean mayCopy = true;

    /**
     * @param databaseDay today by the database's clock, as far as it is known
     * @param sealedBefore points of earlier days, all of them old, go straight into blocks
     */
    WritePlan(List<DayRange> days, Precedence precedence, int databaseDay, int sealedBefore) {
        this.days = days;
        this.precedence = precedence;
        this.databaseDay = databaseDay;
        this.sealedBefore = sealedBefore;
    }

    List<DayRange> days() {
        return days;
    }

    Precedence precedence() {
        return precedence;
    }

    /** Only such a day may have blocks, and is not to be touched without its lock. */
    boolean isOld(DayRange day) {
        return day.epochDay() < Math.max(databaseDay - 1, sealedBefore);
    }

    /** False if the plan has taken an old day for a young one; then it has learnt better. */
    boolean isRightFor(int actualDay) {
        boolean right =
                actualDay <= databaseDay
                        || days.stream()
                                .noneMatch(day -> !isOld(day) && day.epochDay() < actualDay - 1);
        databaseDay = Math.max(databaseDay, actualDay);
        return right;
    }

    /** Whether its points go straight into blocks. */
    boolean isSealed(DayRange day) {
        return day.epochDay() < sealedBefore && !refused.contains(day.epochDay());
    }

    /** Whether nobody else may write that day or read its blocks to compare. */
    boolean isExclusive(DayRange day) {
        return isSealed(day) || unsealed.contains(day.epochDay());
    }

    /** Points of blocks of that day are to be corrected. */
    void unseal(DayRange day) {
        unsealed.add(day.epochDay());
    }

    /** The day cannot be had in blocks; its points go to the raw ones. */
    void refuse(int epochDay) {
        refused.add(epochDay);
    }

    boolean mayCopy() {
        return mayCopy;
    }

    /** A point is there already, so that a copy would fail. */
    void mergeOnly() {
        mayCopy = false;
    }
}
