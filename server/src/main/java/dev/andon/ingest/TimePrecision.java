package dev.andon.ingest;

/** The unit of line protocol's timestamps; the names are those of both versions of InfluxDB. */
enum TimePrecision {
    NANOSECONDS(0),
    MICROSECONDS(1),
    MILLISECONDS(1_000),
    SECONDS(1_000_000),
    MINUTES(60_000_000L),
    HOURS(3_600_000_000L);

    private final long micros;

    TimePrecision(long micros) {
        this.micros = micros;
    }

    static TimePrecision of(String name) {
        return switch (name) {
            case "", "n", "ns" -> NANOSECONDS;
            case "u", "us", "µ" -> MICROSECONDS;
            case "ms" -> MILLISECONDS;
            case "s" -> SECONDS;
            case "m" -> MINUTES;
            case "h" -> HOURS;
            default ->
                    throw IngestRefusedException.malformed(
                            "The precision \"%s\" is not known; it is one of ns, us, ms, s, m, h."
                                    .formatted(name));
        };
    }

    /**
     * Microseconds, the finest that PostgreSQL keeps. What exceeds any clock is clamped; the rules
     * reject it.
     */
    long toMicros(long time) {
        if (this == NANOSECONDS) {
            return Math.floorDiv(time, 1_000L);
        }
        long limit = Long.MAX_VALUE / micros;
        return Math.clamp(time, -limit, limit) * micros;
    }
}
