package dev.andon.store;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far sealing has come, as of its last look.
 *
 * @param sealedUntil all points of earlier days (UTC) are in blocks; null before the first look
 * @param daysWaiting days that are old enough to be sealed and have raw points
 * @param pointsSealed by this server since its start
 * @param runningDay the day that this server is sealing just now
 * @param lastFailure the last one since the start
 */
public record SealingProgress(
        @Nullable LocalDate sealedUntil,
        int daysWaiting,
        long pointsSealed,
        @Nullable LocalDate runningDay,
        @Nullable Failure lastFailure) {

    /**
     * A day that could not be sealed.
     *
     * @param forGood whether it is only tried again after a restart
     */
    public record Failure(Instant at, LocalDate day, String message, boolean forGood) {}
}
