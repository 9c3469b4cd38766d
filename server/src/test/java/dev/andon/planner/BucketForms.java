package dev.andon.planner;

import org.jspecify.annotations.Nullable;

/** Buckets of time in all the ways in which people write them. */
final class BucketForms {
    private final Choice choice;

    BucketForms(Choice choice) {
        this.choice = choice;
    }

    /** Null: the question has none. */
    @Nullable String of(String column) {
        return switch (choice.below(18)) {
            case 0, 1, 16, 17 -> null;
            case 2, 3, 4 -> timeBucket(column);
            case 5 -> timeBucketInZone(column);
            case 6, 7, 8 -> dateTrunc(column);
            case 9 -> dateTruncInZone(column);
            case 10 -> dateBin(column);
            case 11, 12, 13 -> floor(column);
            case 14 -> choice.percent(50) ? secondsGroup(column) : floor(column);
            default -> odd(column);
        };
    }

    private String width() {
        return choice.percent(25)
                ? choice.of(
                        "1 minute",
                        "7 minutes",
                        "90 seconds",
                        "1 day 1 hour",
                        "1 month",
                        "5 hours",
                        "36 hours",
                        "25 minutes")
                : choice.of(
                        "5 minutes",
                        "5m",
                        "10 minutes",
                        "15 minutes",
                        "30 min",
                        "300.000s",
                        "1 hour",
                        "1h",
                        "01:00:00",
                        "3600 seconds",
                        "90 minutes",
                        "2 hours",
                        "6 hours",
                        "12 hours",
                        "1 day",
                        "1d",
                        "24 hours",
                        "1 week",
                        "7 days");
    }

    private String interval() {
        String width = "'" + width() + "'";
        return choice.of(width, "INTERVAL " + width, width + "::interval", width);
    }

    private String zone() {
        return "'"
                + choice.of(
                        "Europe/Berlin", "UTC", "Asia/Kolkata", "America/New_York", "Europe/Berlin")
                + "'";
    }

    private String timeBucket(String column) {
        String name =
                choice.percent(8) ? "public.time_bucket" : choice.of("time_bucket", "TIME_BUCKET");
        return name + "(" + interval() + choice.of(", ", ",") + column + ")";
    }

    private String timeBucketInZone(String column) {
        String bucket = "time_bucket(INTERVAL '" + width() + "', " + column;
        return switch (choice.below(4)) {
            case 0 -> bucket + ", timestamptz '2000-01-01 00:10:00+00')";
            case 1 -> bucket + ", \"offset\" => interval '30 minutes')";
            case 2 -> bucket + ", timezone => " + zone() + ")";
            default -> bucket + ", " + zone() + "::text)";
        };
    }

    private String unit() {
        return "'"
                + choice.of(
                        "minute", "hour", "hour", "day", "day", "week", "month", "quarter", "HOUR")
                + "'";
    }

    private String dateTrunc(String column) {
        return choice.of("date_trunc", "DATE_TRUNC") + "(" + unit() + ", " + column + ")";
    }

    private String dateTruncInZone(String column) {
        String zone = zone();
        return switch (choice.below(3)) {
            case 0 -> "date_trunc(" + unit() + ", " + column + ", " + zone + ")";
            case 1 -> "date_trunc(" + unit() + ", " + column + " AT TIME ZONE " + zone + ")";
            default ->
                    "date_trunc(%s, %s AT TIME ZONE %s) AT TIME ZONE %s"
                            .formatted(unit(), column, zone, zone);
        };
    }

    private String dateBin(String column) {
        String origin =
                choice.of(
                        "timestamptz '2000-01-01 00:00:00+00'",
                        "'2001-01-01'",
                        "TIMESTAMPTZ '2025-01-01 00:02:30+00'",
                        "'2000-01-03 00:00:00+00'::timestamptz");
        return "date_bin(" + interval() + ", " + column + ", " + origin + ")";
    }

    private String seconds() {
        return choice.of(
                "60",
                "300",
                "300",
                "600",
                "900",
                "3600",
                "3600",
                "7200",
                "86400",
                "604800",
                "420",
                "1500",
                "0.5",
                "2.592e+06",
                "300.0");
    }

    private String floor(String column) {
        String step = seconds();
        String epoch = "extract(epoch from " + column + ")";
        return switch (choice.below(5)) {
            case 0 -> "to_timestamp(floor(%s/%s)*%s)".formatted(epoch, step, step);
            case 1 -> "floor(%s / %s) * %s".formatted(epoch, step, step);
            case 2 -> "(floor(EXTRACT(EPOCH FROM %s)/%s)*%s)".formatted(column, step, step);
            case 3 -> "floor(date_part('epoch', %s)/%s)*%s".formatted(column, step, step);
            default -> "floor(%s/%s)*%s".formatted(epoch, step, step);
        };
    }

    private String secondsGroup(String column) {
        String step = choice.of("300", "3600", "86400", "420");
        return choice.of(
                "floor((extract(epoch from %s))/%s)*%s".formatted(column, step, step),
                "(extract(epoch from %s)::bigint / %s) * %s".formatted(column, step, step),
                "to_timestamp((extract(epoch from %s)::bigint / %s) * %s)"
                        .formatted(column, step, step),
                "floor(extract(epoch from %s)/%s)*%s*1000".formatted(column, step, step));
    }

    private String odd(String column) {
        return choice.of(
                column + "::date",
                "extract(hour from " + column + ")",
                "to_char(" + column + ", 'YYYY-MM-DD HH24:00')",
                "(" + column + " AT TIME ZONE 'Europe/Berlin')::date",
                "extract(dow from " + column + ")",
                "date_trunc('hour', " + column + ") + interval '30 minutes'",
                column,
                "time_bucket('5 minutes', " + column + ") AT TIME ZONE 'Asia/Kolkata'",
                "date_trunc('hour', " + column + ")::text");
    }
}
