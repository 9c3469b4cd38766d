package dev.andon.query;

/** Which SQL the macros expand to: the data source's switch {@code jsonData.timescaledb}. */
public enum Dialect {
    POSTGRES,
    TIMESCALEDB
}
