package dev.andon.query;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** The SQL that macros stand for, letter by letter as Grafana writes it. */
final class MacroText {
    static final String ALIAS = " AS \"time\"";

    private static final DateTimeFormatter RFC3339 =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .appendLiteral('Z')
                    .toFormatter(Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final TimeRange range;
    private final Dialect dialect;

    MacroText(Question question) {
        this.range = question.range();
        this.dialect = question.dialect();
    }

    String from() {
        return literal(range.from());
    }

    String to() {
        return literal(range.to());
    }

    String fromSeconds() {
        return Long.toString(range.from().getEpochSecond());
    }

    String toSeconds() {
        return Long.toString(range.to().getEpochSecond());
    }

    String fromNanos() {
        return nanos(range.from());
    }

    String toNanos() {
        return nanos(range.to());
    }

    String timeFilter(String column) {
        return "%s BETWEEN %s AND %s".formatted(column, from(), to());
    }

    String epochFilter(String column) {
        return "%s >= %s AND %s <= %s".formatted(column, fromSeconds(), column, toSeconds());
    }

    String nanoFilter(String column) {
        return "%s >= %s AND %s <= %s".formatted(column, fromNanos(), column, toNanos());
    }

    String timeGroup(String column, Duration interval) {
        return switch (dialect) {
            case TIMESCALEDB ->
                    "time_bucket('%ss',%s)".formatted(seconds(interval).setScale(3), column);
            case POSTGRES -> {
                String step = print(seconds(interval));
                yield "floor(extract(epoch from %s)/%s)*%s".formatted(column, step, step);
            }
        };
    }

    /** Andon's own form of it: the start of a bucket in a zone. */
    String timeGroup(String column, LocalBuckets buckets) {
        return switch (dialect) {
            case TIMESCALEDB -> buckets.sql(column);
            case POSTGRES -> "extract(epoch from %s)".formatted(buckets.sql(column));
        };
    }

    String epochGroup(String column, Duration interval) {
        String step = print(seconds(interval));
        return "floor((%s)/%s)*%s".formatted(column, step, step);
    }

    private static BigDecimal seconds(Duration interval) {
        return BigDecimal.valueOf(interval.toMillis(), 3);
    }

    /** Long intervals have an exponent, as Go prints them: 30 days are {@code 2.592e+06}. */
    private static String print(BigDecimal seconds) {
        BigDecimal plain = seconds.stripTrailingZeros();
        if (plain.compareTo(MILLION) < 0) {
            return plain.toPlainString();
        }
        int exponent = plain.precision() - plain.scale() - 1;
        BigDecimal mantissa = plain.movePointLeft(exponent).stripTrailingZeros();
        return "%se+%02d".formatted(mantissa.toPlainString(), exponent);
    }

    private static String literal(Instant time) {
        return "'" + RFC3339.format(time) + "'";
    }

    private static String nanos(Instant time) {
        return BigDecimal.valueOf(time.getEpochSecond())
                .movePointRight(9)
                .add(BigDecimal.valueOf(time.getNano()))
                .toPlainString();
    }
}
