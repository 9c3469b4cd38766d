package dev.andon.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateDataSettlesTest {
    private static final Instant CLOSED = Instant.parse("2026-03-26T04:00:00Z");
    private static final Duration LONG = Duration.ofDays(1);

    private final RollupFixture fixture = new RollupFixture(ZoneOffset.UTC);
    private final RollupStore store = new RollupStore(fixture.database.owner());

    @BeforeEach
    void close() throws Exception {
        fixture.append(List.of(point("A", CLOSED), point("B", CLOSED)));
        fixture.settle();
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void aSeriesWaitsUntilItsLateDataHasStoppedComing() throws Exception {
        fixture.append(List.of(point("A", CLOSED.plusSeconds(30))));

        assertThat(repair(LONG, LONG)).isInstanceOf(RollupStore.Step.Idle.class);
        assertThat(changes()).isOne();
        fixture.viewsAreRight("late point waits");

        assertThat(repair(Duration.ZERO, LONG)).isInstanceOf(RollupStore.Step.Wrote.class);
        assertThat(changes()).isZero();
        fixture.tablesAreRight("late point repaired");
    }

    @Test
    void aSeriesWhoseLateDataNeverStopsIsRepairedAllTheSame() throws Exception {
        fixture.append(List.of(point("A", CLOSED.plusSeconds(30))));
        fixture.append(List.of(point("B", CLOSED.plusSeconds(30))));
        fixture.owner
                .sql(
                        "update sample_changes set waiting_since = now() - interval '2 days' where series_id = ?")
                .param(fixture.id("B"))
                .update();

        assertThat(repair(LONG, LONG)).isInstanceOf(RollupStore.Step.Wrote.class);

        assertThat(
                        fixture.owner
                                .sql("select series_id from sample_changes")
                                .query(Integer.class)
                                .list())
                .containsExactly(fixture.id("A"));
        fixture.viewsAreRight("one of two repaired");
    }

    @Test
    void changesOfAFloodAreJoinedAndKeepTheirAge() throws Exception {
        for (int batch = 0; batch < 40; batch++) {
            fixture.append(List.of(point("A", CLOSED.plus(Duration.ofMinutes(5L * batch)))));
        }
        fixture.append(List.of(point("A", CLOSED.plus(Duration.ofHours(10)))));
        String oldest =
                "select min(waiting_since)::text || ' ' || max(changed_at) from sample_changes";
        String age = fixture.owner.sql(oldest).query(String.class).single();

        assertThat(store.joinChanges()).isEqualTo(2);

        assertThat(changes()).isEqualTo(2);
        assertThat(fixture.owner.sql(oldest).query(String.class).single()).isEqualTo(age);
        fixture.viewsAreRight("joined");
        fixture.settle();
        fixture.tablesAreRight("joined and repaired");
    }

    @Test
    void theWorkerJoinsWhatManyWritersLeave() throws Exception {
        fixture.owner
                .sql(
                        """
                        insert into sample_changes (series_id, since, until)
                        select ?, t, t + interval '5 minutes'
                        from generate_series(timestamptz '2026-03-26', '2026-03-26 02:00', interval '1 second') t
                        """)
                .param(fixture.id("A"))
                .update();

        fixture.worker(fixture.database.owner(), fixture.zone, LONG).pass();

        assertThat(changes()).isOne();
        fixture.viewsAreRight("joined by the worker");
    }

    private RollupStore.Step repair(Duration quiet, Duration longest) throws Exception {
        return store.repair(new RepairLimits(100, 100, quiet, longest));
    }

    private int changes() {
        return fixture.owner
                .sql("select count(*) from sample_changes")
                .query(Integer.class)
                .single();
    }

    private static BucketModel.Point point(String machine, Instant time) {
        return new BucketModel.Point(machine, time, time.getEpochSecond() % 97, Double.NaN);
    }
}
