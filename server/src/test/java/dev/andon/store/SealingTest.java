package dev.andon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.andon.Eventually;
import dev.andon.SettableClock;
import dev.andon.TestDatabase;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sealing, loading and late points of one day of one plant. Longer than others, because each needs
 * what the others do to that day: its rows, its blocks, its lock and the worker.
 */
class SealingTest {
    private static final LocalDate DAY = LocalDate.parse("2025-03-19");
    private static final int EPOCH_DAY = (int) DAY.toEpochDay();
    private static final long START = EPOCH_DAY * SortedSamples.MICROS_A_DAY;
    private static final long STEP = 30_000_000L;
    private static final int SERIES = 5;
    private static final int POINTS = 2_880;

    private static TestDatabase database;
    private static JdbcClient owner;

    private final StoreFixture store = fixture(StoreFixture.EAGER);
    private Plant plant;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.migrated();
        owner = JdbcClient.create(database.owner());
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @BeforeEach
    void empty() {
        owner.sql(
                        "truncate samples, sample_blocks, sample_changes, series, machines, adoption, adoption_days")
                .update();
        owner.sql("drop table if exists samples_20250318, samples_20250319").update();
        rollupsAreCompleteUntil("2026-01-01");
        plant = Plant.of(database.owner(), "M", SERIES);
    }

    private static StoreFixture fixture(SealingConfig config) {
        return new StoreFixture(database.owner(), config, new SettableClock());
    }

    private static void rollupsAreCompleteUntil(String time) {
        StoreFixture.completeRollups(database.owner(), time);
    }

    @Test
    void sealsAnOldDayAndDropsItsPartition() throws Exception {
        appendDay();

        look();

        plant.mustBeThere("after sealing");
        assertThat(count("samples")).isZero();
        assertThat(count("sample_blocks")).isGreaterThanOrEqualTo(SERIES);
        assertThat(hasPartition()).isFalse();
        SealingProgress progress = store.sealing.progress();
        assertThat(progress.pointsSealed()).isEqualTo(SERIES * POINTS);
        assertThat(progress.daysWaiting()).isZero();
        assertThat(progress.sealedUntil()).isEqualTo("2026-01-01");
        assertThat(progress.lastFailure()).isNull();
        assertThat(store.meters.get("andon.sealing.group").timer().count()).isGreaterThan(1);
    }

    @Test
    void leavesWhatRollupsHaveNotPassed() throws Exception {
        rollupsAreCompleteUntil(DAY + "T23:59:59");
        appendDay();

        store.sealing.look();
        store.sealing.look();

        assertThat(count("sample_blocks")).isZero();
        assertThat(store.sealing.progress().sealedUntil()).isEqualTo(DAY);
    }

    @Test
    void leavesADayThatIsStillWrittenTo() throws Exception {
        appendDay();
        store.sealing.look();
        assertThat(store.sealing.progress().daysWaiting()).isEqualTo(1);
        assertThat(store.sealing.progress().sealedUntil()).isEqualTo(DAY);
        assertThat(store.meters.get("andon.sealing.lag").gauge().value())
                .isCloseTo((double) Duration.ofDays(288).toSeconds(), within(1.0));

        write(1, START + 1, 7, Double.NaN);
        Eventually.holds("the write shows", () -> writes() > SERIES * POINTS);
        store.sealing.look();

        assertThat(count("sample_blocks")).isZero();
    }

    @Test
    void whatASealedDayHoldsAlreadyNeedsNothing() throws Exception {
        appendDay();
        look();

        Samples again = new Samples(2);
        again.add(plant.series(0), START, value(0, 0), Double.NaN);
        again.add(plant.series(1), START + STEP, value(1, 1), Double.NaN);
        Appended appended = store.samples.append(again);

        assertThat(appended.fate(0)).isEqualTo(Fate.UNCHANGED);
        assertThat(appended.fate(1)).isEqualTo(Fate.UNCHANGED);
        assertThat(appended.changes()).isZero();
        assertThat(count("samples")).isZero();
        plant.mustBeThere("after sending again");
    }

    @Test
    void latePointsOfASealedDayAreRawUntilTheNextLook() throws Exception {
        appendDay();
        look();

        assertThat(write(2, START + 5, 7, 8)).isEqualTo(Fate.STORED);

        plant.mustBeThere("raw beside blocks");
        assertThat(count("samples")).isEqualTo(1);
        look();
        plant.mustBeThere("merged");
        assertThat(count("samples")).isZero();
        assertThat(hasPartition()).isFalse();
    }

    @Test
    void aCorrectionUnsealsNothingButItsBlock() throws Exception {
        appendDay();
        look();
        owner.sql("select close_until('2026-01-01')").query().singleRow();

        assertThat(write(2, START + 10 * STEP, 99, Double.NaN)).isEqualTo(Fate.CORRECTED);

        plant.mustBeThere("unsealed");
        assertThat(count("samples")).isBetween(1L, 1_000L);
        assertThat(count("sample_changes")).isEqualTo(1);
        look();
        plant.mustBeThere("sealed again");
        assertThat(count("samples")).isZero();
        assertThat(count("sample_changes")).isEqualTo(1);
    }

    @Test
    void loadsOldDaysStraightIntoBlocks() {
        Samples samples = new Samples(0);
        Fate[] fates = new Fate[6];
        double[] values = {1, 1, 2, 2, 3, 1};
        for (int i = 0; i < values.length; i++) {
            samples.add(plant.series(0), START, values[i], Double.NaN);
            fates[i] = plant.apply(plant.series(0), START, values[i], Double.NaN);
        }
        Appended appended = store.samples.load(samples);

        for (int i = 0; i < fates.length; i++) {
            assertThat(appended.fate(i)).as("arrival %d", i).isEqualTo(fates[i]);
        }
        plant.mustBeThere("loaded");
        assertThat(count("samples")).isZero();
        assertThat(hasPartition()).isFalse();
    }

    @Test
    void loadsYoungDaysRaw() {
        rollupsAreCompleteUntil(DAY + "T00:00:00");
        Samples samples = new Samples(0);
        for (int day = -1; day <= 0; day++) {
            long micros = START + day * SortedSamples.MICROS_A_DAY;
            samples.add(plant.series(0), micros, 1, Double.NaN);
            plant.apply(plant.series(0), micros, 1, Double.NaN);
        }

        store.samples.load(samples);

        plant.mustBeThere("loaded");
        assertThat(count("samples")).isEqualTo(1);
        assertThat(count("sample_blocks")).isEqualTo(1);
    }

    @Test
    void loadedPointsMeetRowsAndBlocks() throws Exception {
        appendDay();
        look();
        write(0, START + 7, 1, 1);
        Samples samples = new Samples(0);
        Random random = new Random(1);
        Fate[] fates = new Fate[3_000];
        for (int i = 0; i < fates.length; i++) {
            int series = plant.series(random.nextInt(SERIES));
            long micros = random.nextInt(9) == 0 ? START + 7 : START + random.nextInt(3_000) * STEP;
            double value = random.nextInt(3);
            samples.add(series, micros, value, Double.NaN);
            fates[i] = plant.apply(series, micros, value, Double.NaN);
        }

        Appended appended = store.samples.load(samples);

        for (int i = 0; i < fates.length; i++) {
            assertThat(appended.fate(i)).as("arrival %d", i).isEqualTo(fates[i]);
        }
        plant.mustBeThere("loaded");
        assertThat(count("samples")).isZero();
    }

    @Test
    void aMonthThatRetentionDroppedIsMadeAgain() throws Exception {
        appendDay();
        look();
        owner.sql("select drop_blocks_month('2025-03-01')").query().singleRow();
        plant.points.clear();

        Samples samples = new Samples(1);
        samples.add(plant.series(0), START, 1, 2);
        assertThat(store.samples.load(samples).fate(0))
                .isEqualTo(plant.apply(plant.series(0), START, 1, 2));

        plant.mustBeThere("loaded");
        assertThat(count("sample_blocks")).isEqualTo(1);
    }

    /** As if a block did not give back what went in, by a fault of the writer or of the reader. */
    @Test
    void whatBlocksDoNotGiveBackStaysRaw() throws Exception {
        String sound =
                owner.sql("select pg_get_viewdef('block_points')").query(String.class).single();
        appendDay();
        owner.sql(
                        "create or replace view block_points as select series_id, first_micros, last_micros,"
                                + " \"timestamp\", case when value = 0 then -value else value end as value,"
                                + " target_value from ("
                                + sound.strip().replaceAll(";$", "")
                                + ") p")
                .update();
        try {
            Samples loaded = new Samples(1);
            long micros = START - SortedSamples.MICROS_A_DAY;
            loaded.add(plant.series(0), micros, 0, Double.NaN);
            plant.apply(plant.series(0), micros, 0, Double.NaN);
            assertThat(store.samples.load(loaded).fate(0)).isEqualTo(Fate.STORED);
            Eventually.holds(
                    "both days are refused",
                    () -> {
                        store.sealing.look();
                        return store.meters.get("andon.sealing.failures").counter().count() == 2;
                    });
            store.sealing.look();
        } finally {
            owner.sql("create or replace view block_points as " + sound).update();
        }

        plant.mustBeThere("refused");
        assertThat(count("sample_blocks")).isZero();
        assertThat(store.sealing.progress().lastFailure())
                .satisfies(failure -> {
                    assertThat(failure.day()).isEqualTo(DAY);
                    assertThat(failure.forGood()).isTrue();
                    assertThat(failure.message()).contains("0.0", "-0.0");
                });
        assertThat(store.meters.get("andon.sealing.failures").counter().count()).isEqualTo(2);
        assertThat(store.sealing.progress().daysWaiting()).isEqualTo(2);
    }

    @Test
    void aDayThatSomebodyReadsIsSealedAndItsPartitionDroppedLater() throws Exception {
        appendDay();
        try (var reading = database.owner().getConnection();
                var statement = reading.createStatement()) {
            reading.setAutoCommit(false);
            statement.execute("select count(*) from samples");
            look();
            plant.mustBeThere("sealed");
            assertThat(hasPartition()).isTrue();
            reading.rollback();
        }

        Eventually.holds(
                "the partition is dropped",
                () -> {
                    store.sealing.look();
                    return !hasPartition();
                });
        assertThat(write(0, START + 1, 1, 1)).isEqualTo(Fate.STORED);
        plant.mustBeThere("written to the day of a dropped partition");
    }

    /** Sealed one series at a time, with years between two. */
    @Test
    void writersOfTheDayGoOnWhileItIsSealedAndItStopsAtOnce() throws Exception {
        StoreFixture slow =
                fixture(new SealingConfig(Duration.ofDays(3), Duration.ofMillis(1), 1, 1, 1e9));
        appendDay();
        slow.sealing.start();
        Eventually.holds("a group is sealed", () -> slow.sealing.progress().pointsSealed() > 0);

        assertThat(write(0, START + 1, 5, 5)).isEqualTo(Fate.STORED);
        assertThat(write(0, START + STEP, 6, 5)).isEqualTo(Fate.CORRECTED);
        assertThat(write(4, START + STEP, 7, 5)).isEqualTo(Fate.CORRECTED);

        assertThat(slow.sealing.progress().runningDay()).isEqualTo(DAY);
        plant.mustBeThere("in the middle of sealing");
        slow.sealing.stop();
        assertThat(slow.sealing.isRunning()).isFalse();
        assertThat(slow.sealing.progress().runningDay()).isNull();
        plant.mustBeThere("stopped");
    }

    @Test
    void twoServersSealEachPointOnce() throws Exception {
        StoreFixture other = fixture(StoreFixture.EAGER);
        appendDay();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Object> looking =
                    () -> {
                        Eventually.holds(
                                "the day is sealed",
                                () -> {
                                    other.sealing.look();
                                    return count("samples") == 0;
                                });
                        return other;
                    };
            Future<Object> second = threads.submit(looking);
            look();
            second.get();
        }

        plant.mustBeThere("sealed by two");
        assertThat(count("samples")).isZero();
        assertThat(
                        store.sealing.progress().pointsSealed()
                                + other.sealing.progress().pointsSealed())
                .isEqualTo(SERIES * POINTS);
    }

    @Test
    void nothingIsSealedWhileRowsOfAnOldTableAreMoved() throws Exception {
        appendDay();
        owner.sql(
                        """
                        insert into adoption (source_schema, source_name, machine_id, metric_type, value, "timestamp",
                                              started, first_here, listed)
                        values ('public', 'readings', 'm', 'k', 'v', 't', now(), false, true);
                        insert into adoption_days (day, source_rows) values ('2025-03-18', 1)
                        """)
                .update();

        store.sealing.look();
        store.sealing.look();

        assertThat(store.sealingStore.sealableUntil()).isEqualTo(Integer.MIN_VALUE);
        assertThat(count("sample_blocks")).isZero();
        assertThat(store.sealing.progress().sealedUntil()).isNull();

        owner.sql(
                        """
                        update adoption_days set finished = now(), moved = 1, repeated = 0, superseded = 0, overtaken = 0,
                                                 rejected = 0, source_checksum = 1, target_checksum = 1
                        """)
                .update();
        look();

        plant.mustBeThere("after sealing");
        assertThat(count("samples")).isZero();
    }

    private void appendDay() {
        Samples samples = new Samples(SERIES * POINTS);
        for (int series = 0; series < SERIES; series++) {
            for (int point = 0; point < POINTS; point++) {
                long micros = START + point * STEP;
                samples.add(plant.series(series), micros, value(series, point), Double.NaN);
                plant.apply(plant.series(series), micros, value(series, point), Double.NaN);
            }
        }
        store.samples.append(samples);
    }

    private static double value(int series, int point) {
        return (series * 31 + point * 7) % 100 / 4.0;
    }

    private Fate write(int series, long micros, double value, double target) {
        Samples samples = new Samples(1);
        samples.add(plant.series(series), micros, value, target);
        Fate expected = plant.apply(plant.series(series), micros, value, target);
        Fate fate = store.samples.append(samples).fate(0);
        assertThat(fate).isEqualTo(expected);
        return fate;
    }

    /** Looks until the day is sealed: PostgreSQL tells of writes a little later. */
    private void look() {
        Eventually.holds(
                "the day is sealed",
                () -> {
                    store.sealing.look();
                    return count("samples") == 0;
                });
    }

    private long writes() throws Exception {
        return store.sealingStore.rawDays().stream()
                .filter(day -> day.epochDay() == EPOCH_DAY)
                .mapToLong(SealingStore.RawDay::writes)
                .sum();
    }

    private static long count(String table) {
        return owner.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static boolean hasPartition() {
        return owner.sql("select to_regclass('samples_20250319') is not null")
                .query(Boolean.class)
                .single();
    }
}
