package dev.andon.rollup;

import dev.andon.SettableClock;
import dev.andon.store.StoreFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;

/** The worker of a server, whichever engine it finds, run until nothing is left to do. */
public final class SettledRollups {
    private SettledRollups() {}

    public static void settle(DataSource database, Instant now) throws SQLException {
        SettableClock clock = new SettableClock(now);
        RollupStore store = new RollupStore(database);
        RollupProgress progress = new RollupProgress(clock);
        RollupWorker worker =
                new RollupWorker(
                        store,
                        StoreFixture.engine(database).rollsUp()
                                ? store
                                : new AggregateStore(database),
                        new RollupConfig(
                                List.of(
                                        BucketWidth.valueOf("5m"),
                                        BucketWidth.valueOf("1h"),
                                        BucketWidth.valueOf("1d")),
                                ZoneId.of("Europe/Berlin"),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(1)),
                        progress,
                        new RollupMetrics(new SimpleMeterRegistry(), progress),
                        clock);
        while (worker.pass()) {
            // Until a pass has found nothing.
        }
    }
}
