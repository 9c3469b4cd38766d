package dev.andon.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions about one machine touch its rows, and of samples only the newest, on one server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RollupPlanContract {
    private static final Pattern SAMPLES = Pattern.compile("\\bsamples_(\\d{8})");
    private RollupFixture fixture;

    abstract TestDatabase open();

    @BeforeAll
    void aYearOfFiftyMachines() throws SQLException {
        fixture = new RollupFixture(open(), ZoneOffset.UTC);
        fixture.clock.set(Instant.parse("2026-03-27T10:30:00Z"));
        RandomPoints points = new RandomPoints(1);
        for (int batch = 0; batch < 50; batch++) {
            fixture.append(points.batch(fixture.clock.instant(), Duration.ofDays(60)));
        }
        fixture.append(List.of(new BucketModel.Point("A", fixture.clock.instant(), 1, 2)));
        fixture.settle();
        fixture.owner
                .sql(
                        "insert into machines (id, name) select 'M' || n, 'M' || n from"
                                + " generate_series(1, 50) n")
                .update();
        fixture.owner
                .sql(
                        "insert into series (machine_id, metric_type) select 'M' || n, 't' from"
                                + " generate_series(1, 50) n")
                .update();
        for (String level : List.of("5m/30/300", "1h/365/3600", "1d/3650/86400")) {
            String[] parts = level.split("/");
            fixture.owner
                    .sql(
                            """
                            with rows as materialized (
                                select s.id, t from series s, generate_series(0, %2$s * 86400 / %3$s - 1) n,
                                    lateral (select timestamptz '2026-03-27 00:00:00+00' - make_interval(secs => %3$s * (n + 1)) as t) t
                                where s.machine_id like 'M%%'),
                            made as materialized (
                                select count(ensure_rollup_partition(l, part)) from rollup_levels l,
                                    (select distinct date_trunc('month', t) as part from rows) p where l.name = '%1$s')
                            select count(*) from made
                            """
                                    .formatted(parts[0], parts[1], parts[2]))
                    .query(Integer.class)
                    .single();
            fixture.owner
                    .sql(
                            """
                            insert into rollup_%1$s (bucket, series_id, count, sum, min, max, first, last, deviations)
                            select timestamptz '2026-03-27 00:00:00+00' - make_interval(secs => %3$s * (n + 1)), s.id, 1, 1, 1, 1, 1, 1, 0
                            from generate_series(0, %2$s * 86400 / %3$s - 1) n, series s
                            where s.machine_id like 'M%%'
                            """
                                    .formatted(parts[0], parts[1], parts[2]))
                    .update();
        }
        fixture.owner.sql("analyze").update();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "machine_metrics_5m, bucket, 5m, 2026-03-01",
        "machine_metrics_hourly, hour, 1h, 2025-04-01",
        "machine_metrics_daily, bucket, 1d, 2020-01-01"
    })
    void aQuestionAboutOneMachineReadsItsRows(
            String view, String column, String level, String since) {
        String plan =
                plan(
                        """
                        select %s, avg_value from %s
                        where machine_id = 'M7' and metric_type = 't' and %s between '%s' and '2026-03-28'
                        """
                                .formatted(column, view, column, since));

        assertThat(plan).doesNotContain("Seq Scan on rollup_" + level).contains("rollup_" + level);
        assertThat(partitions(plan)).containsExactly("20260327");
    }

    @ParameterizedTest
    @CsvSource({"machine_metrics_5m", "machine_metrics_hourly", "machine_metrics_daily"})
    void aQuestionAboutEverythingReadsOnlyTheNewestSamples(String view) {
        assertThat(partitions(plan("select count(*), sum(sum_value) from " + view)))
                .containsExactly("20260327");
    }

    private String plan(String sql) {
        return fixture.reader.sql("explain (costs off) " + sql).query(String.class).list().stream()
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> partitions(String plan) {
        return SAMPLES.matcher(plan)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
