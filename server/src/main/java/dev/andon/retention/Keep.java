package dev.andon.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long something is kept: {@code 30d}, {@code 2y} or {@code forever}. In days, because nothing
 * shorter is ever removed by itself.
 *
 * @param days null: for ever
 */
public record Keep(@Nullable Integer days) {
    static final Keep FOREVER = new Keep(null);

    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,4})([dy])");
    private static final int DAYS_A_YEAR = 365;

    /** How a setting is read. */
    public static Keep of(String text) {
        if (text.equals("forever")) {
            return FOREVER;
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a time like 30d, 2y or forever".formatted(text));
        }
        int number = Integer.parseInt(parts.group(1));
        return new Keep(parts.group(2).equals("y") ? number * DAYS_A_YEAR : number);
    }

    static Keep days(int days) {
        return new Keep(days);
    }

    boolean isForever() {
        return days == null;
    }

    boolean isLongerThan(Keep other) {
        return other.days != null && (days == null || days > other.days);
    }

    /**
     * From where on things are kept, a midnight (UTC); null: all of them. A day more than asked
     * for, because a point that is taken when it is just young enough still has its way to go.
     */
    @Nullable Instant keptFrom(Instant now) {
        return days == null
                ? null
                : now.minus(Duration.ofDays(days + 1L)).truncatedTo(ChronoUnit.DAYS);
    }

    @Override
    public String toString() {
        return days == null ? "forever" : days + "d";
    }
}
