package dev.andon.rollup;

import dev.andon.store.StoreFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rollups of a server, step by step, for tests elsewhere. */
public final class Rollups {
    private final RollupStore store;
    private final RollupSteps steps;
    private final RollupWorker worker;

    public Rollups(DataSource dataSource, ZoneId zone, Clock clock) {
        store = new RollupStore(dataSource);
        steps = StoreFixture.engine(dataSource).rollsUp() ? store : new AggregateStore(dataSource);
        RollupProgress progress = new RollupProgress(clock);
        worker =
                new RollupWorker(
                        store,
                        steps,
                        new RollupConfig(
                                List.of(
                                        BucketWidth.valueOf("5m"),
                                        BucketWidth.valueOf("1h"),
                                        BucketWidth.valueOf("1d")),
                                zone,
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(1),
                                Duration.ZERO,
                                Duration.ZERO),
                        progress,
                        new RollupMetrics(new SimpleMeterRegistry(), progress),
                        clock);
    }

    /** One step of each kind. Answers whether there may be more to do. */
    public boolean pass() throws SQLException {
        return worker.pass();
    }

    /** Until there is nothing left to do. */
    public void settle() throws SQLException {
        while (worker.pass()) {
            // Another pass.
        }
    }

    /** Closes times, and what is due of a level, without any repair. */
    public void close(Instant until, String level, Duration longest) throws SQLException {
        store.closeUntil(until, Duration.ofSeconds(5));
        steps.close(level, longest);
    }

    public void repair(int mostSeries, int mostHours) throws SQLException {
        steps.repair(new RepairLimits(mostSeries, mostHours, Duration.ZERO, Duration.ZERO));
    }

    public void joinChanges() throws SQLException {
        store.joinChanges();
    }

    /** A public view, where each machine has one series. */
    public static Map<BucketModel.Key, BucketModel.Bucket> view(JdbcClient reader, String name) {
        return RollupFixture.view(reader, name);
    }
}
