package dev.andon.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest time of each series in a day's partition, as far as this server knows it. Points after
 * it are new for certain unless another writer was faster, which the primary key then shows; so
 * this knowledge only has to be good, not right. Live data and a backfill of years ago both find
 * their own tail. Bounded: days not written to for longest are forgotten first.
 */
final class DayTails {
    private static final int MAX_TAILS = 1_000_000;

    private final Map<Integer, Map<Integer, Long>> days = new LinkedHashMap<>(16, 0.75f, true);
    private int tails;

    /** The newest known time, {@link Long#MIN_VALUE} for none, null where nothing is known. */
    synchronized @Nullable Long newest(int epochDay, int seriesId) {
        Map<Integer, Long> day = days.get(epochDay);
        return day == null ? null : day.get(seriesId);
    }

    synchronized void raise(int epochDay, int seriesId, long micros) {
        Map<Integer, Long> day = days.computeIfAbsent(epochDay, any -> new HashMap<>());
        if (day.put(seriesId, Math.max(micros, day.getOrDefault(seriesId, Long.MIN_VALUE)))
                == null) {
            tails++;
        }
        while (tails > MAX_TAILS && days.size() > 1) {
            forget(days.keySet().iterator().next());
        }
    }

    synchronized void forget(int epochDay) {
        Map<Integer, Long> day = days.remove(epochDay);
        tails -= day == null ? 0 : day.size();
    }
}
