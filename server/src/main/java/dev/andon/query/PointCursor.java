package dev.andon.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer ended, so that the next one goes on there. The range is kept in it, because
 * {@code now} moves.
 *
 * @param lastMicros time of the last point that was given of that series
 */
record PointCursor(
        long fromMicros,
        long toMicros,
        String metricType,
        @Nullable Integer zoneNumber,
        long lastMicros) {
    /** The years 1 to 9999. */
    private static final long FIRST_MICROS = -62_135_596_800_000_000L;

    private static final long LAST_MICROS = 253_402_300_799_999_999L;

    private static final Pattern TEXT =
            Pattern.compile(
                    "(-?\\d{1,18}) (-?\\d{1,18}) (-?\\d{1,18}) (\\d{1,5}|-) (.+)", Pattern.DOTALL);

    String text() {
        String plain =
                "%d %d %d %s %s"
                        .formatted(
                                fromMicros,
                                toMicros,
                                lastMicros,
                                zoneNumber == null ? "-" : zoneNumber.toString(),
                                metricType);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for what {@link #text} has not written. */
    static Optional<PointCursor> parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            Matcher parts = TEXT.matcher(plain);
            return parts.matches()
                    ? Optional.of(
                                    new PointCursor(
                                            Long.parseLong(parts.group(1)),
                                            Long.parseLong(parts.group(2)),
                                            parts.group(5),
                                            parts.group(4).equals("-")
                                                    ? null
                                                    : Integer.valueOf(parts.group(4)),
                                            Long.parseLong(parts.group(3))))
                            .filter(PointCursor::isPossible)
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private boolean isPossible() {
        return FIRST_MICROS <= fromMicros
                && fromMicros <= lastMicros
                && lastMicros <= toMicros
                && toMicros <= LAST_MICROS;
    }
}
