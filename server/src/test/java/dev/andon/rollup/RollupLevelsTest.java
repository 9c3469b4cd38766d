package dev.andon.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ladders, time zones, and what retention leaves. */
class RollupLevelsTest {
    private static final List<String> ZONES =
            List.of(
                    "Europe/Berlin",
                    "Asia/Kolkata",
                    "America/New_York",
                    "America/Havana",
                    "Atlantic/Azores",
                    "Asia/Amman",
                    "Asia/Beirut",
                    "Asia/Kathmandu",
                    "America/Sao_Paulo",
                    "Australia/Lord_Howe",
                    "Pacific/Apia");

    @Test
    void daysAreThoseOfTheZone() {
        try (RollupFixture fixture = new RollupFixture(ZoneOffset.UTC)) {
            for (String name : ZONES) {
                ZoneId zone = ZoneId.of(name);
                List<Instant> times = timesNearChanges(zone, new Random(42));
                List<Instant> starts = ask(fixture, "rollup_bucket", times, name);
                List<Instant> ceilings = ask(fixture, "rollup_ceiling", times, name);
                for (int i = 0; i < times.size(); i++) {
                    Instant time = times.get(i);
                    Instant ceiling = ceilings.get(i);
                    assertThat(starts.get(i)).as("%s in %s", time, name).isEqualTo(day(time, zone));
                    assertThat(day(ceiling, zone)).as("%s in %s", time, name).isEqualTo(ceiling);
                    assertThat(day(ceiling.minusSeconds(1), zone))
                            .as("%s in %s", time, name)
                            .isEqualTo(day(time.minusSeconds(1), zone));
                }
            }
        }
    }

    private static Instant day(Instant time, ZoneId zone) {
        return BucketModel.start(time, Duration.ofDays(1), zone);
    }

    /** From 2000 to 2024; every other one lies near a change of the clocks, if there is one. */
    private static List<Instant> timesNearChanges(ZoneId zone, Random random) {
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Instant any = Instant.ofEpochSecond(946_684_800L + random.nextInt(770_000_000));
            ZoneOffsetTransition change = zone.getRules().nextTransition(any);
            times.add(
                    i % 2 == 0 || change == null
                            ? any
                            : change.getInstant().plusSeconds(random.nextInt(14_400) - 7_200));
        }
        return times;
    }

    private static List<Instant> ask(
            RollupFixture fixture, String function, List<Instant> times, String zone) {
        return fixture.owner
                .sql(
                        "select %s(t::timestamptz, '24 hours', ?) from unnest(?::text[]) with ordinality as u (t, n) order by n"
                                .formatted(function))
                .param(zone)
                .param(times.stream().map(Instant::toString).toArray(String[]::new))
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .list();
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 1h",
        "Asia/Kolkata, 5m",
        "Asia/Kathmandu, 5m",
        "America/New_York, 1h",
        "UTC, 1h"
    })
    void daysAreBuiltFromTheCoarsestLevelThatFits(String zone, String source) throws SQLException {
        try (RollupFixture fixture = new RollupFixture(ZoneId.of(zone))) {
            fixture.settle();
            assertThat(
                            fixture.owner
                                    .sql("select source from rollup_levels where name = '1d'")
                                    .query(String.class)
                                    .single())
                    .isEqualTo(source);
        }
    }

    @Test
    void daysAreBuiltAgainInAnotherZone() throws SQLException {
        try (RollupFixture fixture = new RollupFixture(ZoneId.of("Europe/Berlin"))) {
            fill(fixture);
            fixture.zone = ZoneId.of("America/New_York");
            RollupWorker moved = fixture.worker(fixture.database.owner(), fixture.zone);
            moved.pass();
            fixture.viewsAreRight("while days are built again");
            while (moved.pass()) {
                fixture.viewsAreRight("while days are built again");
            }
            fixture.tablesAreRight("in the new zone");
            // Without a zone in the settings, that of the database stays.
            fixture.worker(fixture.database.owner(), null).pass();
            fixture.tablesAreRight("after a start without a zone");
        }
    }

    @Test
    void aNewLevelIsBuiltFromTheOthers() throws SQLException {
        try (RollupFixture fixture = new RollupFixture(ZoneOffset.UTC)) {
            fill(fixture);
            RollupWorker wider =
                    fixture.worker(fixture.database.owner(), null, "5m", "15m", "1h", "6h", "1d");
            wider.pass();
            assertThat(
                            BucketModel.differences(
                                    fixture.model.buckets(Duration.ofHours(6), ZoneOffset.UTC),
                                    fixture.view("machine_metrics_6h")))
                    .isEmpty();
            while (wider.pass()) {
                // Each pass is bounded.
            }
            fixture.tableIsRight("15m", Duration.ofMinutes(15), "a new level");
            fixture.tableIsRight("6h", Duration.ofHours(6), "a new level");
            // A server with fewer levels in its settings keeps all of them right.
            fixture.append(new RandomPoints(9).batch(fixture.clock.instant(), Duration.ofDays(9)));
            fixture.settle();
            fixture.tableIsRight("15m", Duration.ofMinutes(15), "another server's level");
            fixture.tableIsRight("6h", Duration.ofHours(6), "another server's level");
        }
    }

    @Test
    void bucketsOutliveTheirSamples() throws SQLException {
        try (RollupFixture fixture = new RollupFixture(ZoneOffset.UTC)) {
            fill(fixture);
            Instant kept = fixture.clock.instant().minus(Duration.ofDays(5));
            keepOnlySince(fixture, "samples", kept);
            fixture.owner
                    .sql("delete from samples where \"timestamp\" < ?")
                    .param(kept.atOffset(ZoneOffset.UTC))
                    .update();
            // Into the raw table it goes, and into no bucket.
            fixture.owner
                    .sql("insert into public.machine_metrics values ('A', 't', 1e6, ?, null, null)")
                    .param(kept.minus(Duration.ofDays(2)).atOffset(ZoneOffset.UTC))
                    .update();
            fixture.viewsAreRight("a point before what is kept");
            fixture.settle();
            fixture.tablesAreRight("a point before what is kept");
            fixture.viewsAreRight("a point before what is kept, repaired");
        }
    }

    @Test
    void aDroppedLevelIsBridged() throws SQLException {
        try (RollupFixture fixture = new RollupFixture(ZoneOffset.UTC)) {
            fill(fixture);
            Instant kept = Instant.parse("2026-03-30T00:00:00Z");
            keepOnlySince(fixture, "5m", kept);
            fixture.owner
                    .sql("delete from rollup_5m where bucket < ?")
                    .param(kept.atOffset(ZoneOffset.UTC))
                    .update();
            for (int batch = 0; batch < 20; batch++) {
                fixture.append(
                        new RandomPoints(20 + batch)
                                .batch(fixture.clock.instant(), Duration.ofDays(9)));
            }
            fixture.settle();
            fixture.tableIsRight("1h", Duration.ofHours(1), "without 5m");
            fixture.tableIsRight("1d", Duration.ofDays(1), "without 5m");
            assertThat(
                            fixture.owner
                                    .sql("select count(*) from rollup_5m where bucket < ?")
                                    .param(kept.atOffset(ZoneOffset.UTC))
                                    .query(Integer.class)
                                    .single())
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1m", "7m", "7h", "2d", "1w", "0h", "5", "", "-1h", "99999m"})
    void widthsThatDoNotDivideADayAreRefused(String width) {
        assertThatThrownBy(() -> BucketWidth.valueOf(width)).hasMessageContaining("divides a day");
    }

    @Test
    void aLadderBeginsWithFiveMinutes() {
        List<BucketWidth> levels = List.of(BucketWidth.valueOf("1h"));
        assertThatThrownBy(() ->
                        new RollupConfig(
                                levels,
                                null,
                                Duration.ZERO,
                                Duration.ofSeconds(1),
                                Duration.ZERO,
                                Duration.ZERO))
                .hasMessageContaining("5m");
    }

    private static void fill(RollupFixture fixture) throws SQLException {
        RandomPoints points = new RandomPoints(8);
        fixture.clock.advance(Duration.ofDays(9));
        for (int batch = 0; batch < 40; batch++) {
            fixture.append(points.batch(fixture.clock.instant(), Duration.ofDays(9)));
        }
        fixture.settle();
        fixture.tablesAreRight("filled");
    }

    private static void keepOnlySince(RollupFixture fixture, String kept, Instant since) {
        fixture.owner
                .sql("select keep_only_since(?, null, ?)::text")
                .param(kept)
                .param(since.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
    }
}
