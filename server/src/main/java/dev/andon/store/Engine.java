package dev.andon.store;

/**
 * Who keeps the samples of a database. The tables and views are the same; what differs is who
 * partitions, who compresses and who sums up.
 */
public enum Engine {
    /** Andon does all of it. */
    POSTGRESQL("postgresql"),
    /** TimescaleDB does all of it. */
    TIMESCALE("timescale"),
    /** TimescaleDB partitions; its Apache-licensed edition can neither compress nor sum up. */
    TIMESCALE_APACHE("timescale-apache");

    private final String text;

    Engine(String text) {
        this.text = text;
    }

    /** As the database records it. */
    public static Engine of(String text) {
        for (Engine engine : values()) {
            if (engine.text.equals(text)) {
                return engine;
            }
        }
        throw new IllegalArgumentException("No engine: " + text);
    }

    /** Whether Andon makes and drops a partition a day; otherwise there are chunks. */
    public boolean hasPartitions() {
        return this == POSTGRESQL;
    }

    /** Whether Andon seals old days into blocks. */
    public boolean seals() {
        return this == POSTGRESQL;
    }

    /**
     * Whether Andon's own worker fills the rollup tables; otherwise they are aggregates that
     * TimescaleDB keeps.
     */
    public boolean rollsUp() {
        return this != TIMESCALE;
    }

    /** As in the settings and in the status. */
    @Override
    public String toString() {
        return text;
    }
}
