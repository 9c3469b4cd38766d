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

    @Nullable Objection objectionToSeries(SeriesKey series) {
        Objection objection = objectionToName("machine_id", series.machineId());
        if (objection == null) {
            objection = objectionToName("metric_type", series.metricType());
        }
        if (objection == null) {
            objection = objectionToZone(series.zoneNumber());
        }
        return objection;
    }

    private @Nullable Objection objectionToName(String member, String name) {
        NameRule.Fault fault = NameRule.fault(name, config.maxNameLength());
        if (fault == null) {
            return null;
        }
        RejectionKind kind =
                switch (fault) {
                    case MISSING -> RejectionKind.NAME_MISSING;
                    case TOO_LONG -> RejectionKind.NAME_TOO_LONG;
                    case CONTROL_CHARACTER -> RejectionKind.NAME_CONTROL_CHARACTER;
                    case NOT_UNICODE -> RejectionKind.NAME_NOT_UNICODE;
                };
        return new Objection(
                kind, member + " " + NameRule.objection(fault, config.maxNameLength()));
    }

    private static @Nullable Objection objectionToZone(@Nullable Integer zone) {
        return zone == null || (zone >= 0 && zone <= MAX_ZONE)
                ? null
                : new Objection(
                        RejectionKind.ZONE_OUT_OF_RANGE,
                        "zone_number must be from 0 to " + MAX_ZONE);
    }

    @Nullable Objection objectionToTime(long epochMicros) {
        if (epochMicros > newestMicros) {
            return new Objection(
                    RejectionKind.TIMESTAMP_AHEAD,
                    "timestamp %s is more than %d minutes ahead of the server's clock (%s)"
                            .formatted(
                                    text(epochMicros),
                                    config.maxAhead().toMinutes(),
                                    received.truncatedTo(ChronoUnit.SECONDS)));
        }
        if (epochMicros < oldestMicros) {
            return new Objection(
                    RejectionKind.TIMESTAMP_OLD,
                    "timestamp %s is older than %d days, the oldest this server takes; is its unit right?"
                            .formatted(text(epochMicros), config.maxAge().toDays()));
        }
        return null;
    }

    /**
     * @param target NaN where the point has none
     */
    static @Nullable Objection objectionToNumbers(double value, double target) {
        if (!Double.isFinite(value)) {
            return notFinite("value");
        }
        return Double.isInfinite(target) ? notFinite("target_value") : null;
    }

    private static Objection notFinite(String member) {
        return new Objection(RejectionKind.VALUE_NOT_FINITE, member + " is not a finite number");
    }

    private static String text(long epochMicros) {
        return Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS).toString();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
