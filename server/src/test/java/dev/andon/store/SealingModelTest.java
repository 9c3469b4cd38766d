package dev.andon.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.Eventually;
import dev.andon.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Random histories of several writers, two servers that seal the same days all the while, and, the
 * second time, somebody who ends sessions of the database at random moments. Each writer's own
 * series must follow its map to the bit after each step, and each point's fate what the map says.
 */
class SealingModelTest {
    private static final int WRITERS = 4;
    private static final int STEPS = 60;
    private static final int SERIES = 3;
    private static final int SLOTS = 240;

    /** The last two of them are never sealed. */
    private static final LocalDate FIRST_DAY = LocalDate.parse("2025-02-26");

    private static final int DAYS = 6;
    private static final int LATEST_KILL_NANOS = 60_000_000;

    @Test
    void followsTheModel() throws Exception {
        run(false);
    }

    @Test
    void followsTheModelThoughSessionsAreEnded() throws Exception {
        run(true);
    }

    private static void run(boolean kills) throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("SealingModelTest seed " + seed);
        try (TestDatabase database = TestDatabase.migrated();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            StoreFixture.completeRollups(database.owner(), FIRST_DAY.plusDays(DAYS - 2).toString());
            List<Writer> writers = new ArrayList<>();
            for (int number = 0; number < WRITERS; number++) {
                writers.add(new Writer(database, number, new Random(seed + number), kills));
            }
            List<Future<Writer>> written = writers.stream().map(threads::submit).toList();
            List<Future<?>> others = new ArrayList<>();
            others.add(threads.submit(() -> seal(database, written)));
            others.add(threads.submit(() -> seal(database, written)));
            if (kills) {
                others.add(threads.submit(() -> kill(database, new Random(seed), written)));
            }
            for (Future<Writer> writer : written) {
                writer.get();
            }
            for (Future<?> other : others) {
                other.get();
            }
            checkInTheEnd(database, writers);
        }
    }

    /** Until nobody writes any more. */
    private static Object seal(TestDatabase database, List<Future<Writer>> writers)
            throws InterruptedException {
        StoreFixture store =
                new StoreFixture(database.owner(), StoreFixture.EAGER, Clock.systemUTC());
        while (!writers.stream().allMatch(Future::isDone)) {
            try {
                store.sealing.look();
            } catch (SQLException ended) {
                assertThat(DatabaseFailure.of(ended)).isEqualTo(DatabaseFailure.UNAVAILABLE);
            }
        }
        return store;
    }

    private static Object kill(TestDatabase database, Random random, List<Future<Writer>> writers)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url("andon"));
                Statement statement = connection.createStatement()) {
            while (!writers.stream().allMatch(Future::isDone)) {
                LockSupport.parkNanos(random.nextInt(LATEST_KILL_NANOS));
                statement.execute(
                        """
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'
                        order by random() limit 1
                        """);
            }
        }
        return database;
    }

    private static void checkInTheEnd(TestDatabase database, List<Writer> writers) {
        StoreFixture store =
                new StoreFixture(database.owner(), StoreFixture.EAGER, Clock.systemUTC());
        JdbcClient owner = JdbcClient.create(database.owner());
        String unsealed =
                "select count(*) from samples where \"timestamp\" < (select min(complete_until) from rollup_state)";
        Eventually.holds(
                "all is sealed that may be",
                () -> {
                    store.sealing.look();
                    return owner.sql(unsealed).query(Long.class).single() == 0;
                });
        writers.forEach(writer -> writer.plant.mustBeThere("in the end"));
        assertThat(store.sealing.progress().lastFailure()).isNull();
    }

    private static final class Writer implements Callable<Writer> {
        private final SampleStore store;
        private final Random random;
        private final boolean kills;
        private Plant plant;

        Writer(TestDatabase database, int number, Random random, boolean kills) {
            store =
                    new StoreFixture(database.owner(), StoreFixture.EAGER, Clock.systemUTC())
                            .samples;
            plant = Plant.of(database.owner(), "M-" + number, SERIES);
            this.random = random;
            this.kills = kills;
        }

        @Override
        public Writer call() {
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(4) == 0) {
                    insert(step);
                } else {
                    write(step);
                }
            }
            return this;
        }

        private void write(int step) {
            Plant after = plant.copy();
            Samples samples = new Samples(0);
            List<Fate> fates = new ArrayList<>();
            if (random.nextInt(3) == 0) {
                addDay(after, samples, fates);
            } else {
                addPoints(after, samples, fates);
            }
            boolean load = random.nextInt(3) == 0;
            try {
                Appended appended = load ? store.load(samples) : store.append(samples);
                for (int i = 0; i < samples.size(); i++) {
                    assertThat(appended.fate(i))
                            .as("step %d, point %d", step, i)
                            .isEqualTo(fates.get(i));
                }
                plant = after;
            } catch (AppendFailedException failure) {
                assertThat(kills).as("nobody ended a session: " + failure).isTrue();
                assertThat(failure.category()).isEqualTo(DatabaseFailure.UNAVAILABLE);
                plant = stored().equals(after.points) ? after : plant;
            }
            assertThat(stored())
                    .as("step %d, %s", step, load ? "load" : "append")
                    .isEqualTo(plant.points);
        }

        /** Through the view, whose trigger follows the same rules in SQL. */
        private void insert(int step) {
            Plant after = plant.copy();
            Samples samples = new Samples(0);
            add(
                    after,
                    samples,
                    new ArrayList<>(),
                    random.nextInt(SERIES),
                    random.nextInt(DAYS * SLOTS));
            try {
                after.insert(
                        samples.series[0],
                        samples.epochMicros[0],
                        samples.values[0],
                        samples.targets[0]);
                plant = after;
            } catch (SQLException failure) {
                mayFail(DatabaseFailure.of(failure), failure);
                plant = stored().equals(after.points) ? after : plant;
            }
            assertThat(stored()).as("step %d, insert", step).isEqualTo(plant.points);
        }

        /** Of two such rows that unseal one block, PostgreSQL may have to end one transaction. */
        private void mayFail(DatabaseFailure category, Exception failure) {
            if (category != DatabaseFailure.COLLISION) {
                assertThat(kills).as("nobody ended a session: " + failure).isTrue();
                assertThat(category).isEqualTo(DatabaseFailure.UNAVAILABLE);
            }
        }

        private Map<Plant.Point, Plant.Reading> stored() {
            while (true) {
                try {
                    return plant.stored();
                } catch (IllegalStateException ended) {
                    assertThat(kills).as("nobody ended a session: " + ended).isTrue();
                }
            }
        }

        /** Points here and there, some of them more than once. */
        private void addPoints(Plant after, Samples samples, List<Fate> fates) {
            int size = 1 + random.nextInt(200);
            for (int i = 0; i < size; i++) {
                add(after, samples, fates, random.nextInt(SERIES), random.nextInt(DAYS * SLOTS));
            }
        }

        /** As an importer brings them. */
        private void addDay(Plant after, Samples samples, List<Fate> fates) {
            int day = random.nextInt(DAYS);
            int series = random.nextInt(SERIES);
            for (int slot = 0; slot < SLOTS; slot++) {
                add(after, samples, fates, series, day * SLOTS + slot);
            }
        }

        private void add(Plant after, Samples samples, List<Fate> fates, int series, int slot) {
            long step = SortedSamples.MICROS_A_DAY / SLOTS;
            // The times of the last series keep no step.
            long off = series == SERIES - 1 ? slot * 7_919L % 100_003 : 0;
            long micros = FIRST_DAY.toEpochDay() * SortedSamples.MICROS_A_DAY + slot * step + off;
            double value = value(series);
            double target = random.nextInt(4) == 0 ? random.nextInt(2) : Double.NaN;
            samples.add(plant.series(series), micros, value, target);
            fates.add(after.apply(plant.series(series), micros, value, target));
        }

        /** A zero of either sign is equal to the other and then no correction: a series has one. */
        private double value(int series) {
            return switch (random.nextInt(12)) {
                case 0 -> series == 0 ? 0.0 : -0.0;
                case 1 -> 0.1 + 0.2;
                case 2 -> 1e308;
                case 3 -> -Double.MIN_VALUE;
                case 4 -> random.nextGaussian();
                case 5 -> (float) random.nextGaussian();
                default -> (1 + random.nextInt(5)) / 4.0;
            };
        }
    }
}
