package dev.andon.planner;

import dev.andon.planner.RollupState.Level;
import java.time.LocalDate;
import java.time.ZoneId;

/** Where the buckets of a level begin. */
final class Buckets {
    private Buckets() {}

    /** The closed and kept buckets that lie in a range as a whole. */
    static Range inside(Level level, Range range) {
        if (level.until() == null) {
            return new Range(0, 0);
        }
        long until = floor(level, Range.micros(level.until()));
        long since = level.since() == null ? Range.BEFORE_ALL : Range.micros(level.since());
        long from = Math.max(range.from(), since);
        long to = range.to() == Range.AFTER_ALL ? until : Math.min(until, floor(level, range.to()));
        return new Range(from == Range.BEFORE_ALL ? from : ceiling(level, from), to);
    }

    private static long floor(Level level, long micros) {
        if (level.zone() == null) {
            return Math.floorDiv(micros, level.widthMicros()) * level.widthMicros();
        }
        ZoneId zone = ZoneId.of(level.zone());
        return start(Range.instant(micros).atZone(zone).toLocalDate(), zone);
    }

    private static long ceiling(Level level, long micros) {
        long floor = floor(level, micros);
        if (floor == micros) {
            return micros;
        }
        if (level.zone() == null) {
            return floor + level.widthMicros();
        }
        ZoneId zone = ZoneId.of(level.zone());
        return start(Range.instant(micros).atZone(zone).toLocalDate().plusDays(1), zone);
    }

    private static long start(LocalDate day, ZoneId zone) {
        return Range.micros(day.atStartOfDay(zone).toInstant());
    }
}
