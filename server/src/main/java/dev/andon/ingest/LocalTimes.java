package dev.andon.ingest;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Times of a clock on a wall in a time zone. When the clocks go back an hour comes twice, and only
 * who has the file can know which is meant; when they go forward an hour is left out.
 */
final class LocalTimes {
    /** There was no such time on that day: the clocks went forward over it. */
    static final long SKIPPED = Long.MIN_VALUE + 2;

    /** There were two such times on that day, and nobody has said which is meant. */
    static final long REPEATED = Long.MIN_VALUE + 3;

    /** Which of two equal times is meant. */
    enum Repeated {
        REJECT,
        EARLIER,
        LATER
    }

    private final ZoneRules rules;
    private final Repeated repeated;

    /** Within these local seconds the offset is known, so that the rules are asked rarely. */
    private long knownFrom;

    private long knownTo;
    private int knownOffset;

    LocalTimes(ZoneRules rules, Repeated repeated) {
        this.rules = rules;
        this.repeated = repeated;
    }

    static boolean isTime(long epochSeconds) {
        return epochSeconds > REPEATED;
    }

    /**
     * Seconds since 1970 UTC, or {@link #SKIPPED} or {@link #REPEATED}.
     *
     * @param localSeconds the time on the wall, counted as if it were UTC
     */
    long epochSeconds(long localSeconds) {
        if (localSeconds >= knownFrom && localSeconds < knownTo) {
            return localSeconds - knownOffset;
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC);
        List<ZoneOffset> offsets = rules.getValidOffsets(time);
        if (offsets.isEmpty()) {
            return SKIPPED;
        }
        if (offsets.size() > 1) {
            return switch (repeated) {
                case REJECT -> REPEATED;
                case EARLIER -> localSeconds - offsets.getFirst().getTotalSeconds();
                case LATER -> localSeconds - offsets.getLast().getTotalSeconds();
            };
        }
        remember(localSeconds, offsets.getFirst());
        return localSeconds - knownOffset;
    }

    /** From the change of the clocks before this time to the next one. */
    private void remember(long localSeconds, ZoneOffset offset) {
        knownOffset = offset.getTotalSeconds();
        Instant instant = Instant.ofEpochSecond(localSeconds - knownOffset);
        ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
        ZoneOffsetTransition after = rules.nextTransition(instant);
        knownFrom =
                before == null
                        ? Long.MIN_VALUE
                        : Math.max(
                                local(before.getDateTimeBefore()),
                                local(before.getDateTimeAfter()));
        knownTo =
                after == null
                        ? Long.MAX_VALUE
                        : Math.min(
                                local(after.getDateTimeBefore()), local(after.getDateTimeAfter()));
    }

    private static long local(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC);
    }
}
