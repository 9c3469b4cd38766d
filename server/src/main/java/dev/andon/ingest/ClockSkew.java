package dev.andon.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * By how much a machine's clock is behind the server's. The newest point of a request is that old
 * or, when the machine has kept it back, older; so the smallest age counts.
 */
final class ClockSkew {
    private static final int MINUTES = 10;
    private static final long NONE = Long.MAX_VALUE;

    private final long[] smallest = new long[MINUTES];
    private long newestMinute = Long.MIN_VALUE;

    /** What is older than the window is history that somebody loads, and says nothing. */
    void add(Instant now, long newestPointMillis) {
        long age = now.toEpochMilli() - newestPointMillis;
        if (age < Duration.ofMinutes(MINUTES).toMillis()) {
            advance(now);
            int place = place(newestMinute);
            smallest[place] = Math.min(smallest[place], age);
        }
    }

    /** Null when there was no such point in the last ten minutes. */
    @Nullable Long millis(Instant now) {
        advance(now);
        long least = Arrays.stream(smallest).min().orElse(NONE);
        return least == NONE ? null : (Long) least;
    }

    private void advance(Instant now) {
        long minute = Math.floorDiv(now.getEpochSecond(), 60);
        long first = Math.max(newestMinute + 1, minute - MINUTES + 1);
        for (long one = first; one <= minute; one++) {
            smallest[place(one)] = NONE;
        }
        newestMinute = Math.max(newestMinute, minute);
    }

    private static int place(long minute) {
        return Math.floorMod(minute, MINUTES);
    }
}
