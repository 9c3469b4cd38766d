package dev.andon.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.Eventually;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Writers, two workers, and somebody who ends the workers' connections, all at once. */
class RollupUnderWritersTest {
    private static final long SEED = 20260327;

    @Test
    void nothingIsMissedWhateverHappensWhen() throws Exception {
        try (RollupFixture fixture = new RollupFixture(ZoneId.of("Europe/Berlin"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicBoolean writing = new AtomicBoolean(true);
            List<Future<Integer>> others = new ArrayList<>();
            for (int worker = 0; worker < 2; worker++) {
                RollupWorker other = fixture.worker(unpooled(fixture), fixture.zone);
                others.add(threads.submit(() -> work(fixture, other, writing)));
            }
            others.add(threads.submit(() -> endConnections(fixture, writing)));

            List<Callable<Integer>> writers = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                String machine = RollupFixture.MACHINES.get(writer);
                long seed = SEED + writer;
                writers.add(() -> write(fixture, machine, seed));
            }
            for (Future<Integer> written : threads.invokeAll(writers)) {
                written.get();
            }
            writing.set(false);
            int killed = 0;
            for (Future<Integer> other : others) {
                killed = other.get();
            }

            assertThat(killed).as("connections ended").isPositive();
            Eventually.holds(
                    "rollups settle",
                    () -> {
                        fixture.settle();
                        return true;
                    });
            fixture.tablesAreRight("seed " + SEED);
            fixture.viewsAreRight("seed " + SEED);
        }
    }

    /** A pool would write the end of each connection to the log. */
    private static DataSource unpooled(RollupFixture fixture) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(fixture.database.url("andon"));
        return source;
    }

    /** Each writer has a machine of its own, so that the model knows who was last. */
    private static int write(RollupFixture fixture, String machine, long seed) throws SQLException {
        RandomPoints points = new RandomPoints(seed);
        for (int batch = 0; batch < 60; batch++) {
            Duration back = points.below(2) == 0 ? Duration.ofMinutes(3) : Duration.ofHours(40);
            List<BucketModel.Point> own =
                    points.batch(fixture.clock.instant(), back).stream()
                            .map(point ->
                                    new BucketModel.Point(
                                            machine, point.time(), point.value(), point.target()))
                            .toList();
            if (batch % 5 == 0) {
                fixture.insertThroughTheView(own);
            } else {
                fixture.append(own);
            }
            fixture.clock.advance(Duration.ofMinutes(10));
        }
        return 60;
    }

    private static int work(RollupFixture fixture, RollupWorker worker, AtomicBoolean writing) {
        int passes = 0;
        while (writing.get()) {
            try {
                worker.pass();
                passes++;
            } catch (SQLException ended) {
                assertThat(fixture.database.owner().isClosed()).isFalse();
            }
        }
        return passes;
    }

    /** Ends whoever is in the middle of a step of rollups. */
    private static int endConnections(RollupFixture fixture, AtomicBoolean writing) {
        Random random = new Random(SEED);
        int ended = 0;
        while (writing.get()) {
            LockSupport.parkNanos(random.nextInt(20_000_000));
            ended +=
                    fixture.owner
                            .sql(
                                    """
                                    select count(pg_terminate_backend(pid)) from pg_stat_activity
                                    where datname = current_database() and pid <> pg_backend_pid() and state = 'active'
                                        and (query like '%close_rollup%' or query like '%repair_rollups%')
                                    """)
                            .query(Integer.class)
                            .single();
        }
        return ended;
    }
}
