package dev.andon.planner;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A question whose every row belongs to one bucket of time, in the order of buckets or in none: so
 * it may be asked for a part of its range, and parts put together are the whole answer. All times
 * are microseconds since 1970.
 */
public final class Slicing {
    private final String key;
    private final Range range;
    private final Grain grain;
    private final int timeColumn;
    private final Within within;

    /** The question for a part of its range. */
    interface Within {
        String sql(Range part);
    }

    Slicing(String key, Range range, Grain grain, int timeColumn, Within within) {
        this.key = key;
        this.range = range;
        this.grain = grain;
        this.timeColumn = timeColumn;
        this.within = within;
    }

    /** Whether it can be told where these buckets begin; answers have milliseconds. */
    static boolean knows(Grain grain) {
        boolean millis = grain.width() % 1_000 == 0 && grain.origin() % 1_000 == 0;
        return grain.zone().equals(Grain.UTC)
                ? millis
                : grain.width() == IntervalText.DAY && grain.origin() == 0;
    }

    /** The same for questions that differ in their range only. */
    public String key() {
        return key;
    }

    public long from() {
        return range.from();
    }

    /** Not included. */
    public long to() {
        return range.to();
    }

    /** Which column of the answer has the start of the bucket, from 0. */
    public int timeColumn() {
        return timeColumn;
    }

    /** The question for a part of the range, the end not included. */
    public String sql(long from, long to) {
        return within.sql(new Range(from, to));
    }

    /** The start of the bucket that holds a time. */
    public long floor(long micros) {
        if (grain.zone().equals(Grain.UTC)) {
            return micros - Math.floorMod(micros - grain.origin(), grain.width());
        }
        return day(micros, 0);
    }

    /** The first start of a bucket that is not before a time. */
    public long ceiling(long micros) {
        long floor = floor(micros);
        if (floor == micros) {
            return micros;
        }
        return grain.zone().equals(Grain.UTC) ? floor + grain.width() : day(micros, 1);
    }

    private long day(long micros, int later) {
        ZoneId zone = ZoneId.of(grain.zone());
        LocalDate day = Range.instant(micros).atZone(zone).toLocalDate().plusDays(later);
        return Range.micros(day.atStartOfDay(zone).toInstant());
    }
}
