package dev.andon.transfer;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a file is.
 *
 * @param bytes read of it, as it lies on the disk
 * @param size of it; negative when nobody knows
 * @param remaining null while it cannot be told
 */
public record Progress(
        String name,
        long bytes,
        long size,
        long points,
        double pointsPerSecond,
        @Nullable Duration remaining) {

    String text() {
        String done = size > 0 ? "%d %%, ".formatted(100 * bytes / size) : "";
        return "%s%,d points, %,.0f/s%s"
                .formatted(
                        done,
                        points,
                        pointsPerSecond,
                        remaining == null ? "" : ", %s left".formatted(words(remaining)));
    }

    private static String words(Duration time) {
        if (time.toHours() > 0) {
            return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
                : "%d s".formatted(time.toSeconds());
    }

    /** Rates since this run began with the file; what an earlier run did counts for nothing. */
    static final class Meter {
        private final LongSupplier nanoTime;
        private final String name;
        private final long size;
        private final long start;
        private final long firstBytes;
        private final long firstPoints;

        Meter(LongSupplier nanoTime, String name, long size, long bytes, long points) {
            this.nanoTime = nanoTime;
            this.name = name;
            this.size = size;
            this.start = nanoTime.getAsLong();
            this.firstBytes = bytes;
            this.firstPoints = points;
        }

        Progress at(long bytes, long points) {
            double seconds = Math.max(1e-3, (nanoTime.getAsLong() - start) / 1e9);
            double bytesPerSecond = (bytes - firstBytes) / seconds;
            Duration remaining =
                    size < bytes || bytesPerSecond <= 0
                            ? null
                            : Duration.ofSeconds(Math.round((size - bytes) / bytesPerSecond));
            return new Progress(
                    name, bytes, size, points, (points - firstPoints) / seconds, remaining);
        }
    }
}
