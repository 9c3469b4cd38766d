package dev.andon.status;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.andon.Eventually;
import dev.andon.SettableClock;
import dev.andon.TestDatabase;
import dev.andon.status.Sizes.DayPoints;
import dev.andon.status.Sizes.MetricSize;
import dev.andon.store.Samples;
import dev.andon.store.StoreFixture;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class StorageSizesTest {
    private static final Instant DAY = Instant.parse("2026-03-30T00:00:00Z");

    private final SettableClock clock = new SettableClock(DAY.plus(Duration.ofHours(80)));
    private TestDatabase database;
    private StorageSizes sizes;
    private JdbcClient owner;

    @BeforeEach
    void start() {
        database = TestDatabase.migrated();
        owner = JdbcClient.create(database.owner());
        sizes = new StorageSizes(new StorageQueries(owner, clock), clock);
        owner.sql(
                        """
                        insert into machines (id, name) values ('M', 'M');
                        insert into series (machine_id, metric_type) values ('M', 'a'), ('M', 'b'), ('M', 'none');
                        """)
                .update();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void nothingIsNothing() {
        Sizes measured = requireNonNull(sizes.current());

        assertThat(measured.raw()).isEqualTo(Sizes.Amount.NONE);
        assertThat(measured.sealed()).isEqualTo(Sizes.Amount.NONE);
        assertThat(measured.days()).isEmpty();
        assertThat(measured.exact()).isTrue();
    }

    @Test
    void pointsCountWhereverTheyAre() {
        append(1, DAY, 100);
        append(2, DAY, 30);
        append(1, DAY.plus(Duration.ofDays(2)), 7);
        seal(DAY);

        Sizes measured = measuredWith(137);

        assertThat(measured.sealed().points()).isEqualTo(130);
        assertThat(measured.raw().points()).isEqualTo(7);
        assertThat(measured.sealedMonths()).isEqualTo(1);
        assertThat(measured.rawDays()).isEqualTo(1);
        assertThat(measured.oldestRawDay()).isEqualTo(DAY.plus(Duration.ofDays(2)).toEpochMilli());
        assertThat(measured.days()).extracting(DayPoints::points).containsExactly(130L, 0L, 7L, 0L);
        assertThat(measured.metrics())
                .extracting(
                        MetricSize::metric,
                        each -> each.sealed().points(),
                        each -> each.raw().points())
                .containsExactlyInAnyOrder(
                        tuple("a", 100L, 7L), tuple("b", 30L, 0L), tuple("none", 0L, 0L));
        long bytes = measured.metrics().stream().mapToLong(each -> each.sealed().bytes()).sum();
        assertThat(bytes).isBetween(measured.sealed().bytes() - 2, measured.sealed().bytes() + 2);
        assertThat(new SizeQueries(owner, clock).points().count()).isEqualTo(137);
    }

    @Test
    void isMeasuredAtMostOnceAMinute() {
        append(1, DAY, 10);
        Sizes first = measuredWith(10);
        append(1, DAY.plus(Duration.ofDays(1)), 5);

        assertThat(sizes.current()).isSameAs(first);

        measuredWith(15);
    }

    /** Statistics come a moment late, and then a minute has to pass. */
    private Sizes measuredWith(long points) {
        Eventually.holds(
                points + " points",
                () -> {
                    clock.advance(Duration.ofMinutes(2));
                    Sizes measured = sizes.current();
                    return measured != null
                            && measured.raw().points() + measured.sealed().points() == points;
                });
        return requireNonNull(sizes.current());
    }

    private void append(int series, Instant from, int count) {
        Samples samples = new Samples(count);
        for (int point = 0; point < count; point++) {
            samples.add(
                    series, from.plusSeconds(point * 30L).toEpochMilli() * 1000, point, Double.NaN);
        }
        StoreFixture.on(database.owner()).append(samples);
    }

    private void seal(Instant day) {
        owner.sql("select ensure_blocks_month(?::timestamptz::date)")
                .param(day.toString())
                .query()
                .singleRow();
        owner.sql(
                        """
                        insert into sample_blocks (series_id, points, first_micros, last_micros, step_micros, value_doubles)
                        select series_id, count(*), epoch_micros(min("timestamp")), epoch_micros(max("timestamp")),
                               30000000, array_agg(value order by "timestamp")
                        from samples where "timestamp" < ?::timestamptz group by series_id
                        """)
                .param(day.plus(Duration.ofDays(1)).toString())
                .update();
        owner.sql("delete from samples where \"timestamp\" < ?::timestamptz")
                .param(day.plus(Duration.ofDays(1)).toString())
                .update();
    }
}
