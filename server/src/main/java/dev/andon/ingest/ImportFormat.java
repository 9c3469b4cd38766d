package dev.andon.ingest;

/** What a file of points is written in. */
public enum ImportFormat {
    /** InfluxDB's line protocol. */
    LINE,
    /** With a header (RFC 4180), also with semicolons or tabs. */
    CSV,
    /** A point a line, as JSON. */
    NDJSON,
    /** One JSON array of points. */
    JSON
}
