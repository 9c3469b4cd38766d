package dev.andon.postgres;

/** Which engine the operator wants. */
enum EngineChoice {
    /** What the database has; of a new one TimescaleDB, where its server offers it. */
    AUTO,
    POSTGRESQL,
    TIMESCALE
}
