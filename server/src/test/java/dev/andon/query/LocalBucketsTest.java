package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class LocalBucketsTest {
    private static final List<String> INTERVALS =
            List.of("15m", "1h", "2h", "8h", "12h", "1d", "2d", "1w", "1M", "3M", "1y");

    /** What fills gaps in Java must be what groups points in SQL, also where clocks are changed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/New_York",
                "Asia/Kolkata",
                "America/Havana",
                "Australia/Lord_Howe",
                "UTC"
            })
    void areTheSameInJavaAndInPostgres(String name) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (TestDatabase database = TestDatabase.migrated()) {
            JdbcClient sql = JdbcClient.create(database.reader());
            for (String interval : INTERVALS) {
                for (Duration offset : List.of(Duration.ZERO, Duration.ofHours(6))) {
                    LocalBuckets buckets =
                            LocalBuckets.of(interval, ZoneId.of(name), offset).orElseThrow();
                    for (int probe = 0; probe < 60; probe++) {
                        long millis = time(random);
                        String context =
                                "seed %d: %s %s of %s at %s"
                                        .formatted(
                                                seed,
                                                interval,
                                                offset,
                                                name,
                                                Instant.ofEpochMilli(millis));
                        long start = ask(sql, buckets, millis);
                        assertThat(buckets.start(millis)).as(context).isEqualTo(start);
                        long next = buckets.next(start);
                        assertThat(next).as(context).isGreaterThan(millis);
                        assertThat(ask(sql, buckets, next)).as(context).isEqualTo(next);
                    }
                }
            }
        }
    }

    @Test
    void aShiftIsAnHourLongerWhenClocksAreSetBack() {
        LocalBuckets shifts =
                LocalBuckets.of("8h", ZoneId.of("Europe/Berlin"), Duration.ofHours(6))
                        .orElseThrow();
        long late = Instant.parse("2026-10-24T20:00:00Z").toEpochMilli();
        assertThat(shifts.start(late + 1)).isEqualTo(late);
        assertThat(Duration.ofMillis(shifts.next(late) - late)).isEqualTo(Duration.ofHours(9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7h", "36h", "0s", "100ms", "2M", "x"})
    void refusesWhatDoesNotFitTheClock(String interval) {
        assertThat(LocalBuckets.of(interval, ZoneId.of("UTC"), Duration.ZERO)).isEmpty();
    }

    /** Half of them around a change of clocks. */
    private static long time(Random random) {
        List<String> changes =
                List.of(
                        "2026-03-29T01:00:00Z",
                        "2026-10-25T01:00:00Z",
                        "2026-03-08T07:00:00Z",
                        "2026-11-01T06:00:00Z",
                        "2025-11-02T05:00:00Z",
                        "2026-04-04T15:00:00Z",
                        "2026-10-03T15:30:00Z");
        if (random.nextBoolean()) {
            Instant change = Instant.parse(changes.get(random.nextInt(changes.size())));
            return change.toEpochMilli() + random.nextInt(-90_000_000, 90_000_000);
        }
        return random.nextLong(
                Instant.parse("1999-01-01T00:00:00Z").toEpochMilli(),
                Instant.parse("2030-01-01T00:00:00Z").toEpochMilli());
    }

    private static long ask(JdbcClient sql, LocalBuckets buckets, long millis) {
        return Objects.requireNonNull(
                sql.sql(
                                "select (extract(epoch from %s) * 1000)::bigint from (select to_timestamp(%d / 1000.0) as t) x"
                                        .formatted(buckets.sql("t"), millis))
                        .query(Long.class)
                        .single());
    }
}
