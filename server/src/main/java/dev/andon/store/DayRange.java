package dev.andon.store;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The distinct points of one UTC day.
 *
 * @param from the first of them in the order of {@link SortedSamples}
 * @param to after the last
 */
record DayRange(int epochDay, int from, int to) {
    static List<DayRange> of(SortedSamples sorted) {
        List<DayRange> days = new ArrayList<>();
        int from = 0;
        for (int point = 1; point <= sorted.points(); point++) {
            if (point == sorted.points() || sorted.epochDay(point) != sorted.epochDay(from)) {
                days.add(new DayRange(sorted.epochDay(from), from, point));
                from = point;
            }
        }
        return days;
    }

    YearMonth month() {
        return YearMonth.from(LocalDate.ofEpochDay(epochDay));
    }

    int[] points() {
        return IntStream.range(from, to).toArray();
    }

    /** Ascending. */
    int[] series(SortedSamples sorted) {
        return IntStream.range(from, to).map(sorted::seriesId).distinct().toArray();
    }
}
