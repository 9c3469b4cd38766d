package dev.andon.benchmarks;

import java.time.Duration;

/** Something that takes points. */
sealed interface Server permits Andon, Influx {
    Target target(Format format);

    /** Processor time of the server itself since its start. */
    Duration cpu();

    /** … of the database under it. */
    Duration databaseCpu();

    long residentBytes();

    Timeline today();

    Timeline longAgo();

    /** How many points it holds when it is asked for them. */
    long count() throws Exception;
}
