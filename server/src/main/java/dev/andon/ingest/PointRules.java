package dev.andon.ingest;

import dev.andon.catalog.NameRule;
import dev.andon.catalog.SeriesKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What a point must be to be taken. An answer of null is consent; any other is the reason. */
final class PointRules {
    private static final int MAX_ZONE = Short.MAX_VALUE;

    private final IngestConfig config;
    private final Instant received;
    private final long oldestMicros;
    private final long newestMicros;

    PointRules(IngestConfig config, Instant received) {
        this.config = config;
        this.received = received;
        this.oldestMicros = micros(received.minus(config.maxAge()));
        this.newestMicros = micros(received.plus(config.maxAhead()));
    }

    /** The time of a point that brought none. */
    long receivedMicros() {
        return micros(received);
    }

    static @Nullable String objectionToSeries(SeriesKey series) {
        String objection = NameRule.objection(series.machineId());
        if (objection != null) {
            return "machine_id " + objection;
        }
        objection = NameRule.objection(series.metricType());
        if (objection != null) {
            return "metric_type " + objection;
        }
        Integer zone = series.zoneNumber();
        return zone == null || (zone >= 0 && zone <= MAX_ZONE)
                ? null
                : "zone_number must be from 0 to " + MAX_ZONE;
    }

    @Nullable String objectionToTime(long epochMicros) {
        if (epochMicros > newestMicros) {
            return "timestamp %s is more than %d minutes ahead of the server's clock (%s)"
                    .formatted(
                            text(epochMicros),
                            config.maxAhead().toMinutes(),
                            received.truncatedTo(ChronoUnit.SECONDS));
        }
        if (epochMicros < oldestMicros) {
            return "timestamp %s is older than %d days, the oldest this server takes; is its unit right?"
                    .formatted(text(epochMicros), config.maxAge().toDays());
        }
        return null;
    }

    /**
     * @param target NaN where the point has none
     */
    static @Nullable String objectionToNumbers(double value, double target) {
        if (!Double.isFinite(value)) {
            return "value is not a finite number";
        }
        return Double.isInfinite(target) ? "target_value is not a finite number" : null;
    }

    private static String text(long epochMicros) {
        return Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS).toString();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
