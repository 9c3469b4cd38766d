package dev.andon.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.DurablePostgres;
import dev.andon.Eventually;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How fast a plant's day is sealed and loaded; prints, because a speed is no test. */
class SealingMeasurementTest {
    private static final int SERIES = 300;
    private static final int POINTS = 2_880;
    private static final long STEP = SortedSamples.MICROS_A_DAY / POINTS;
    private static final LocalDate DAY = LocalDate.parse("2025-03-19");

    @Test
    void aDayOfAPlant() throws Exception {
        try (DurablePostgres postgres = new DurablePostgres()) {
            JdbcClient database = JdbcClient.create(postgres.owner());
            StoreFixture.completeRollups(postgres.owner(), "2026-01-01");
            Plant plant = Plant.of(postgres.owner(), "M", SERIES);
            for (int groupPoints : List.of(50_000, 100_000, 200_000)) {
                seal(postgres, database, plant, groupPoints);
            }
            load(postgres, database, plant);
        }
    }

    private static void seal(
            DurablePostgres postgres, JdbcClient database, Plant plant, int groupPoints)
            throws Exception {
        StoreFixture store =
                new StoreFixture(
                        postgres.owner(),
                        new SealingConfig(
                                Duration.ofDays(3),
                                Duration.ofMinutes(10),
                                Integer.MAX_VALUE,
                                groupPoints,
                                1e9),
                        Clock.systemUTC());
        // As machines send: all series together, a quarter of an hour at a time.
        int part = POINTS / 96;
        for (int from = 0; from < POINTS; from += part) {
            store.samples.append(points(plant, from, from + part));
        }
        database.sql("analyze samples_20250319").update();
        long before = bytesOfLog(database);
        long[] nanos = new long[1];
        Eventually.holds(
                "the day is sealed",
                () -> {
                    long began = System.nanoTime();
                    store.sealing.look();
                    nanos[0] = System.nanoTime() - began;
                    return store.sealing.progress().pointsSealed() == SERIES * POINTS;
                });
        System.out.printf(
                "sealed %,d points in groups of %,d: %,.0f points/s, group %.2f s on average and %.2f s at most, %.1f bytes of log a point, %.2f bytes a point%n",
                SERIES * POINTS,
                groupPoints,
                SERIES * POINTS * 1e9 / nanos[0],
                store.meters.get("andon.sealing.group").timer().mean(TimeUnit.SECONDS),
                store.meters.get("andon.sealing.group").timer().max(TimeUnit.SECONDS),
                (double) (bytesOfLog(database) - before) / (SERIES * POINTS),
                bytesOfBlocks(database) / (double) (SERIES * POINTS));
        database.sql("truncate sample_blocks").update();
    }

    private static void load(DurablePostgres postgres, JdbcClient database, Plant plant) {
        SampleStore store = StoreFixture.on(postgres.owner());
        Samples day = points(plant, 0, POINTS);
        for (int round = 1; round <= 3; round++) {
            long began = System.nanoTime();
            Appended appended = store.load(day);
            System.out.printf(
                    "loaded %,d points that were %s: %,.0f points/s%n",
                    day.size(), appended.fate(0), day.size() * 1e9 / (System.nanoTime() - began));
        }
        assertThat(database.sql("select count(*) from block_points").query(Long.class).single())
                .isEqualTo(SERIES * POINTS);
    }

    /** Readings with two decimals and noise. */
    private static Samples points(Plant plant, int from, int to) {
        Samples samples = new Samples(SERIES * (to - from));
        Random random = new Random(from);
        for (int point = from; point < to; point++) {
            for (int series = 0; series < SERIES; series++) {
                double value =
                        Math.rint(
                                        5_000
                                                + 1_000 * Math.sin(point / 400.0)
                                                + 40 * random.nextGaussian())
                                / 100;
                samples.add(
                        plant.series(series),
                        DAY.toEpochDay() * SortedSamples.MICROS_A_DAY + point * STEP,
                        value,
                        Double.NaN);
            }
        }
        return samples;
    }

    private static long bytesOfLog(JdbcClient database) {
        return database.sql("select (pg_current_wal_insert_lsn() - '0/0')::bigint")
                .query(Long.class)
                .single();
    }

    private static long bytesOfBlocks(JdbcClient database) {
        return database.sql(
                        "select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = 'sample_blocks'::regclass")
                .query(Long.class)
                .single();
    }
}
