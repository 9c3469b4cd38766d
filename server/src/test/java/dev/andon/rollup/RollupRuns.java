package dev.andon.rollup;

import dev.andon.store.StoreFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;

/** The rollups of a database, brought up to date when a test says so, on either engine. */
public final class RollupRuns {
    private final RollupWorker worker;

    public RollupRuns(DataSource owner, ZoneId zone, Clock clock) {
        RollupProgress progress = new RollupProgress(clock);
        RollupStore store = new RollupStore(owner);
        worker =
                new RollupWorker(
                        store,
                        StoreFixture.engine(owner).rollsUp() ? store : new AggregateStore(owner),
                        new RollupConfig(
                                List.of(
                                        BucketWidth.valueOf("5m"),
                                        BucketWidth.valueOf("1h"),
                                        BucketWidth.valueOf("1d")),
                                zone,
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(1)),
                        progress,
                        new RollupMetrics(new SimpleMeterRegistry(), progress),
                        clock);
    }

    /** One step of each kind; answers whether there may be more to do. */
    public boolean pass() throws SQLException {
        return worker.pass();
    }

    /** Until there is nothing more to do. */
    public void settle() throws SQLException {
        while (worker.pass()) {
            // Each pass is bounded.
        }
    }
}
