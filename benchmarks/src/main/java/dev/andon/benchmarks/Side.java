package dev.andon.benchmarks;

/** A way to keep points and to answer from them. */
enum Side {
    SEED("the seed's table"),
    HYPERTABLE("TimescaleDB, uncompressed"),
    COMPRESSED("TimescaleDB, compressed"),
    AGGREGATES("TimescaleDB, continuous aggregates"),
    RAW("Andon, raw"),
    SEALED("Andon, sealed"),
    ROLLUPS("Andon, rollups");

    final String title;

    Side(String title) {
        this.title = title;
    }
}
