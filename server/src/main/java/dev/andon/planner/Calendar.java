package dev.andon.planner;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The units of {@code date_trunc}. */
final class Calendar {
    private static final long SECOND = IntervalText.SECOND;

    /** All parts of a unit that is longer than a day begin with a day. */
    private static final Map<String, Long> GRAINS =
            Map.of(
                    "second", SECOND,
                    "minute", 60 * SECOND,
                    "hour", 3_600 * SECOND,
                    "day", IntervalText.DAY,
                    "week", IntervalText.DAY,
                    "month", IntervalText.DAY,
                    "quarter", IntervalText.DAY,
                    "year", IntervalText.DAY);

    private static final Set<String> FIXED = Set.of("second", "minute", "hour", "day");

    private Calendar() {}

    /** What a whole number of makes each part of that unit, null for unknown units. */
    static @Nullable Long grain(String unit) {
        return GRAINS.get(unit.toLowerCase(Locale.ROOT));
    }

    /** Whether all parts of a unit are equally long, where clocks are not changed. */
    static boolean isFixed(String unit) {
        return FIXED.contains(unit.toLowerCase(Locale.ROOT));
    }

    /** {@code date_trunc} at UTC. */
    static @Nullable Long truncate(long micros, String unit) {
        Long grain = grain(unit);
        if (grain == null) {
            return null;
        }
        OffsetDateTime time = Range.instant(micros).atOffset(ZoneOffset.UTC);
        LocalDate day = time.toLocalDate();
        LocalDate start =
                switch (unit.toLowerCase(Locale.ROOT)) {
                    case "week" -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
                    case "month" -> day.withDayOfMonth(1);
                    case "quarter" ->
                            LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
                    case "year" -> day.withDayOfYear(1);
                    default -> null;
                };
        return start == null
                ? Math.floorDiv(micros, grain) * grain
                : start.toEpochDay() * IntervalText.DAY;
    }
}
