package dev.andon.ingest;

import java.util.Arrays;

/** The points of a batch by UTC day and series; those of one day and series in their order. */
final class DaysOfSeries {
    private static final long MICROS_A_DAY = 86_400_000_000L;

    /** The keys by which it is sorted: day and series, then the place in the batch. */
    private final long[] keys;

    private final int placeBits;

    private DaysOfSeries(long[] keys, int placeBits) {
        this.keys = keys;
        this.placeBits = placeBits;
    }

    static DaysOfSeries of(PointBatch points) {
        int placeBits = bits(points.size());
        int seriesBits = bits(points.series().size());
        long firstDay = Long.MAX_VALUE;
        for (int point = 0; point < points.size(); point++) {
            firstDay = Math.min(firstDay, day(points, point));
        }
        long[] keys = new long[points.size()];
        for (int point = 0; point < keys.length; point++) {
            long dayAndSeries =
                    ((day(points, point) - firstDay) << seriesBits) + points.seriesPlace(point);
            keys[point] = (dayAndSeries << placeBits) + point;
        }
        Arrays.sort(keys);
        return new DaysOfSeries(keys, placeBits);
    }

    private static long day(PointBatch points, int point) {
        return Math.floorDiv(points.epochMicros(point), MICROS_A_DAY);
    }

    private static int bits(int count) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(count);
    }

    /** Which point of the batch comes there. */
    int point(int index) {
        return (int) (keys[index] & ((1L << placeBits) - 1));
    }

    /** Where to end what begins at an index, so that it has about so many points, in whole days. */
    int end(int from, int points) {
        int end = (int) Math.min(keys.length, (long) from + points);
        int whole = end;
        while (end < keys.length && whole > from && isSameDay(whole - 1, whole)) {
            whole--;
        }
        // A day of one series that is larger by itself is parted.
        return whole == from ? end : whole;
    }

    /** Of how many days of series the points are. */
    int count(int from, int to) {
        int days = to > from ? 1 : 0;
        for (int index = from + 1; index < to; index++) {
            days += isSameDay(index - 1, index) ? 0 : 1;
        }
        return days;
    }

    private boolean isSameDay(int left, int right) {
        return keys[left] >> placeBits == keys[right] >> placeBits;
    }
}
