package dev.andon.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * Buckets by the clock on the wall: days, weeks, months and shifts of a plant. Up to an hour they
 * are all equally long; longer ones are as long as the clock says, so a day has 23 to 25 hours. One
 * that begins in an hour that the clock shows twice begins in the second, as PostgreSQL has it.
 *
 * @param unit in which they are counted
 * @param size how many units one has
 * @param offset from midnight to the start of the first shift
 */
record LocalBuckets(ZoneId zone, ChronoUnit unit, int size, Duration offset) implements Buckets {
    /** A Monday, so that weeks begin on one. */
    private static final LocalDateTime ORIGIN = LocalDateTime.of(2000, 1, 3, 0, 0);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * Empty for an interval that does not fit: it must divide a day, or be whole days or months.
     */
    static Optional<LocalBuckets> of(String interval, ZoneId zone, Duration offset) {
        return switch (interval) {
            case "1M" -> Optional.of(new LocalBuckets(zone, ChronoUnit.MONTHS, 1, offset));
            case "3M" -> Optional.of(new LocalBuckets(zone, ChronoUnit.MONTHS, 3, offset));
            case "1y" -> Optional.of(new LocalBuckets(zone, ChronoUnit.MONTHS, 12, offset));
            default ->
                    GrafanaDuration.parse(interval)
                            .filter(any -> !interval.matches(".*[My].*"))
                            .filter(width -> width.toSeconds() > 0 && width.toNanosPart() == 0)
                            .filter(width ->
                                    width.compareTo(DAY) < 0
                                            ? DAY.toSeconds() % width.toSeconds() == 0
                                            : width.toSeconds() % DAY.toSeconds() == 0)
                            .map(width -> of(width, zone, offset));
        };
    }

    private static LocalBuckets of(Duration width, ZoneId zone, Duration offset) {
        return width.compareTo(DAY) < 0
                ? new LocalBuckets(zone, ChronoUnit.SECONDS, (int) width.toSeconds(), offset)
                : new LocalBuckets(zone, ChronoUnit.DAYS, (int) width.toDays(), offset);
    }

    @Override
    public Duration width() {
        return unit.getDuration().multipliedBy(size);
    }

    /** Whether one hour can be told from the same hour after clocks were set back. */
    private boolean isShort() {
        return width().compareTo(HOUR) <= 0;
    }

    /** The start of the bucket that holds a column's time, in SQL. */
    String sql(String column) {
        String name = "'" + zone.getId() + "'";
        String origin = "timestamp '%s'".formatted(ORIGIN.plus(offset));
        String local = "(%s) AT TIME ZONE %s".formatted(column, name);
        if (isShort()) {
            return "date_bin('%d seconds', %s, %s AT TIME ZONE %s)"
                    .formatted(size, column, origin, name);
        }
        String word = truncation();
        if (!word.isEmpty() && offset.isZero()) {
            return "date_trunc('%s', %s, %s)".formatted(word, column, name);
        }
        if (unit == ChronoUnit.MONTHS) {
            String shift = "interval '%d seconds'".formatted(offset.toSeconds());
            return "(date_trunc('%s', %s - %s) + %s) AT TIME ZONE %s"
                    .formatted(word, local, shift, shift, name);
        }
        return "date_bin('%d %s', %s, %s) AT TIME ZONE %s"
                .formatted(size, unit == ChronoUnit.DAYS ? "days" : "seconds", local, origin, name);
    }

    /** PostgreSQL's word for it; empty where it has none. */
    private String truncation() {
        if (unit == ChronoUnit.MONTHS) {
            return size == 1 ? "month" : size == 3 ? "quarter" : "year";
        }
        if (unit == ChronoUnit.DAYS) {
            return size == 1 ? "day" : size == 7 ? "week" : "";
        }
        return "";
    }

    @Override
    public long start(long millis) {
        if (isShort()) {
            long origin = millis(ORIGIN.plus(offset));
            long width = width().toMillis();
            return origin + Math.floorDiv(millis - origin, width) * width;
        }
        LocalDateTime local =
                LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone).minus(offset);
        return millis(truncated(local).plus(offset));
    }

    private LocalDateTime truncated(LocalDateTime local) {
        if (unit == ChronoUnit.MONTHS) {
            int month = (local.getMonthValue() - 1) / size * size + 1;
            return local.withMonth(month)
                    .with(TemporalAdjusters.firstDayOfMonth())
                    .with(LocalTime.MIDNIGHT);
        }
        long width = width().toSeconds();
        long since = ChronoUnit.SECONDS.between(ORIGIN, local.truncatedTo(ChronoUnit.SECONDS));
        return ORIGIN.plusSeconds(Math.floorDiv(since, width) * width);
    }

    @Override
    public long next(long start) {
        if (isShort()) {
            return start + width().toMillis();
        }
        LocalDateTime local =
                LocalDateTime.ofInstant(Instant.ofEpochMilli(start), zone).minus(offset);
        return millis(truncated(local).plus(size, unit).plus(offset));
    }

    /** Of a time that the clock shows twice the later one, as PostgreSQL takes it. */
    private long millis(LocalDateTime local) {
        return local.atZone(zone).withLaterOffsetAtOverlap().toInstant().toEpochMilli();
    }
}
