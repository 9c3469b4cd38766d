package dev.andon.rollup;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a bucket of a level is: a part of a day, or a day, which may be 23 or 25 hours. */
record BucketWidth(String name, Duration duration) {
    private static final Pattern NAME = Pattern.compile("([1-9]\\d{0,3})([mhd])");

    /** All others are built from it. */
    static final BucketWidth FINEST = valueOf("5m");

    /** Named as Spring looks for it when it reads a setting. */
    public static BucketWidth valueOf(String name) {
        Matcher parts = NAME.matcher(name);
        if (parts.matches()) {
            long number = Long.parseLong(parts.group(1));
            Duration duration =
                    switch (parts.group(2)) {
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    };
            if (fits(duration)) {
                return new BucketWidth(name, duration);
            }
        }
        throw new IllegalArgumentException(
                "a level must be a multiple of 5m that divides a day, like 15m, 1h or 1d, and not "
                        + name);
    }

    private static boolean fits(Duration duration) {
        return duration.toMinutes() % 5 == 0
                && duration.compareTo(Duration.ofDays(1)) <= 0
                && Duration.ofDays(1).toMinutes() % duration.toMinutes() == 0;
    }
}
