package dev.andon.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What writers do while times are closed, and which times those are. */
class RollupHorizonTest {
    private static final Instant START = Instant.parse("2026-03-27T00:30:00Z");

    private final RollupFixture fixture = new RollupFixture(ZoneOffset.UTC);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aTimeIsNotClosedWhileAWriterThatBelievesItOpenIsAtIt() throws Exception {
        fixture.settle();
        BucketModel.Point point = point(START);
        try (Connection writer = fixture.database.owner().getConnection()) {
            writer.setAutoCommit(false);
            RollupFixture.insert(writer, point);

            fixture.clock.set(START.plus(Duration.ofHours(2)));
            fixture.settle();

            assertThat(fixture.completeUntil("5m")).isBefore(START);
            writer.commit();
        }
        fixture.model.add(List.of(point));
        fixture.viewsAreRight("before closing");
        fixture.clock.advance(Duration.ofMinutes(1));
        fixture.settle();
        assertThat(fixture.completeUntil("5m")).isAfter(START);
        fixture.tablesAreRight("after closing");
        fixture.viewsAreRight("after closing");
        assertThat(changes()).isZero();
    }

    @Test
    void aLatePointIsInTheViewsWithItsCommitAndInTheTablesWithItsRepair() throws Exception {
        fixture.append(List.of(point(START.plusSeconds(10))));
        fixture.clock.set(START.plus(Duration.ofHours(30)));
        fixture.settle();
        BucketModel.Point late = point(START.plusSeconds(20));
        try (Connection writer = fixture.database.owner().getConnection()) {
            writer.setAutoCommit(false);
            RollupFixture.insert(writer, late);
            fixture.settle();
            fixture.viewsAreRight("late point not committed");
            writer.commit();
        }
        fixture.model.add(List.of(late));
        fixture.viewsAreRight("late point committed");
        assertThat(changes()).isOne();

        fixture.settle();

        assertThat(changes()).isZero();
        fixture.tablesAreRight("late point repaired");
        fixture.viewsAreRight("late point repaired");
    }

    @Test
    void aServerThatWasAwayCatchesUp() throws Exception {
        RandomPoints points = new RandomPoints(7);
        for (int batch = 0; batch < 50; batch++) {
            fixture.append(points.batch(START, Duration.ofDays(40)));
        }
        fixture.settle();
        fixture.tablesAreRight("forty days from before the first start");
        fixture.clock.advance(Duration.ofDays(3));
        fixture.append(points.batch(fixture.clock.instant(), Duration.ofDays(3)));
        fixture.viewsAreRight("after three days off");
        fixture.settle();
        assertThat(fixture.completeUntil("1d")).isEqualTo("2026-03-30T00:00:00Z");
        fixture.tablesAreRight("after three days off");
    }

    @Test
    void aClockThatRunsAheadOfTheDatabaseClosesNothing() throws Exception {
        fixture.settle();
        fixture.clock.set(Instant.parse("2199-01-01T00:00:00Z"));

        fixture.settle();

        assertThat(fixture.completeUntil("5m")).isEqualTo("2026-03-27T00:00:00Z");
    }

    @Test
    void valuesTooLargeToBeSquaredHoldNobodyUp() throws Exception {
        List<BucketModel.Point> points =
                List.of(
                        new BucketModel.Point("A", START, 1e308, -1e308),
                        new BucketModel.Point("A", START.plusSeconds(1), 1e308, 1e200),
                        point(START.plusSeconds(2)));
        fixture.append(points);
        fixture.clock.advance(Duration.ofHours(30));
        fixture.settle();
        assertThat(
                        fixture.reader
                                .sql(
                                        "select concat_ws(' ', point_count, sum_value, avg_value,"
                                                + " min_value, max_value, min_target) from"
                                                + " machine_metrics_daily")
                                .query(String.class)
                                .single())
                .isEqualTo("3 NaN NaN 1 1e+308 -1e+308");
    }

    private int changes() {
        return fixture.owner
                .sql("select count(*) from sample_changes")
                .query(Integer.class)
                .single();
    }

    private static BucketModel.Point point(Instant time) {
        return new BucketModel.Point("A", time, 1, Double.NaN);
    }
}
