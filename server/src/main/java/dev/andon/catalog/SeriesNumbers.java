package dev.andon.catalog;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The numbers of series that were asked for together, and why some have none. */
public final class SeriesNumbers {
    private final List<SeriesKey> keys;
    private final int[] numbers;
    private final Map<SeriesKey, SeriesRefusal> refused;

    SeriesNumbers(
            List<SeriesKey> keys,
            Map<SeriesKey, Integer> known,
            Map<SeriesKey, SeriesRefusal> refused) {
        this.keys = keys;
        this.refused = refused;
        this.numbers = new int[keys.size()];
        for (int place = 0; place < numbers.length; place++) {
            SeriesKey key = keys.get(place);
            if (!refused.containsKey(key)) {
                numbers[place] = Objects.requireNonNull(known.get(key));
            }
        }
    }

    /** Of the series at this place, which must not have been refused. */
    public int number(int place) {
        return numbers[place];
    }

    /** Why the series at this place has no number; null if it has one. */
    public @Nullable SeriesRefusal refusal(int place) {
        return refused.isEmpty() ? null : refused.get(keys.get(place));
    }

    public boolean anyRefused() {
        return !refused.isEmpty();
    }
}
