package dev.andon.ingest;

import dev.andon.catalog.NameRule;
import dev.andon.catalog.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What a point must be to be taken. An answer of null is consent; any other is the reason. */
final class PointRules {
    private static final int MAX_ZONE = Short.MAX_VALUE;

    /** The time of a point that brought none, where it must bring one. */
    private static final long MISSING = Long.MIN_VALUE;

    private final IngestConfig config;
    private final Instant received;
    private final boolean timeIsRequired;
    private final long oldestMicros;
    private final long newestMicros;

    PointRules(IngestConfig config, Instant received) {
        this(config, received, false);
    }

    /**
     * @param timeIsRequired for points that are not sent when they are measured
     */
    PointRules(IngestConfig config, Instant received, boolean timeIsRequired) {
        this.config = config;
        this.received = received;
        this.timeIsRequired = timeIsRequired;
        this.oldestMicros = micros(received.minus(config.maxAge()));
        this.newestMicros = micros(received.plus(config.maxAhead()));
    }

    /** The time of a point that brought none. */
    long receivedMicros() {
        return timeIsRequired ? MISSING : micros(received);
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
                    "timestamp %s is more than %s ahead of the server's clock (%s)"
                            .formatted(
                                    text(epochMicros),
                                    words(config.maxAhead()),
                                    received.truncatedTo(ChronoUnit.SECONDS)));
        }
        if (epochMicros == MISSING) {
            return new Objection(
                    RejectionKind.TIMESTAMP_INVALID,
                    "timestamp is missing; when it was measured, only the file could say");
        }
        if (epochMicros < oldestMicros) {
            return new Objection(
                    RejectionKind.TIMESTAMP_OLD,
                    "timestamp %s is older than %s, the oldest this server takes; is its unit right?"
                            .formatted(text(epochMicros), words(config.maxAge())));
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

    private static String words(Duration duration) {
        if (duration.toDays() > 1) {
            return duration.toDays() + " days";
        }
        return duration.toMinutes() > 1
                ? duration.toMinutes() + " minutes"
                : duration.toSeconds() + " seconds";
    }

    private static String text(long epochMicros) {
        return Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS).toString();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
