package dev.andon.query;

import java.time.Duration;
import java.time.Instant;

/** Into what a group macro divides time. */
sealed interface Buckets permits Buckets.OfUtc, LocalBuckets {
    /** The start of the bucket that holds a time. */
    long start(long millis);

    /** The start of the bucket after the one that starts here. */
    long next(long start);

    /** How long one is, where clocks are not changed. */
    Duration width();

    /** Grafana's own: the same everywhere, counted from 1970. */
    record OfUtc(Duration width) implements Buckets {
        @Override
        public long start(long millis) {
            return Math.floorDiv(millis, width.toMillis()) * width.toMillis();
        }

        @Override
        public long next(long start) {
            return start + width.toMillis();
        }
    }

    /** Where filling begins: Grafana takes whole seconds of the range. */
    default long first(Instant from) {
        return start(from.getEpochSecond() * 1_000);
    }
}
