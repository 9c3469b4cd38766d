package dev.andon.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that are answered from rollups answer what they answer without. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlannedAnswersTest {
    private static final String WEEKS =
            "\"timestamp\" BETWEEN '2026-03-16T09:13:27.5Z' AND '2026-04-05T11:40:00Z'";

    private PlannedPlant plant;

    @BeforeAll
    void open() {
        plant = new PlannedPlant("Europe/Berlin");
    }

    @AfterAll
    void close() {
        plant.close();
    }

    static Stream<String> accelerated() {
        return Stream.of(
                "1h|SELECT time_bucket('1 hour', timestamp) AS time, machine_id, metric_type, AVG(value) AS avg_value, MAX(value) AS max_value, MIN(value) AS min_value FROM machine_metrics WHERE timestamp >= '2026-03-16T09:13:27.5Z' AND timestamp <= '2026-04-05T11:40:00Z' AND machine_id = 'M1' AND metric_type = 'temperature' GROUP BY time, machine_id, metric_type ORDER BY time ASC",
                "5m|select time_bucket('5 minutes', mm.timestamp), count(*), avg(mm.value), sum(value), count(target_value), stddev(value) from public.machine_metrics mm where "
                        + WEEKS
                        + " and zone_number = 1 group by 1 order by 1",
                "1h|SELECT floor(extract(epoch from \"timestamp\")/3600)*3600 AS \"time\", machine_id AS metric, avg(value), var_pop(value), variance(value), stddev_pop(target_value), var_samp(target_value) FROM machine_metrics WHERE "
                        + WEEKS
                        + " GROUP BY 1, 2 ORDER BY 1, 2",
                "1d|select date_trunc('day', \"timestamp\", 'Europe/Berlin') as day, machine_id, count(*), min(target_value), max(target_value), avg(target_value) from machine_metrics where "
                        + WEEKS
                        + " group by day, machine_id order by 1, 2",
                "1d|select date_trunc('day', \"timestamp\" at time zone 'Europe/Berlin') as day, zone_number z, sum(value) from machine_metrics where "
                        + WEEKS
                        + " group by 1, 2 order by 1, 2",
                "1h|select date_trunc('day', \"timestamp\") as day, sum(value)::numeric(12, 3) from machine_metrics where "
                        + WEEKS
                        + " group by 1 order by 1",
                "1h|select \"timestamp\"::date as day, count(*) FILTER (WHERE zone_number = 1) as one, avg(value) filter (where machine_id = 'M1' and zone_number = 2) as two from machine_metrics where "
                        + WEEKS
                        + " group by 1 order by 1",
                "1h|SELECT time_bucket('6h', timestamp) AS time, MAX(CASE WHEN zone_number = 1 THEN value END) AS zone1, avg(case zone_number when 2 then value end) as zone2, count(case when zone_number = 2 then target_value end) c, sum(case when zone_number = 1 then 1 else 0 end), sum(case when zone_number = 1 then value else 0 end) s FROM machine_metrics WHERE machine_id = 'M1' AND "
                        + WEEKS
                        + " GROUP BY time ORDER BY time",
                "1d|select machine_id, avg(value), count(distinct zone_number), max(zone_number), count(zone_number) from machine_metrics where "
                        + WEEKS
                        + " group by machine_id order by 1",
                "1d|select count(*) from machine_metrics",
                "1d|select avg(value), stddev_samp(value), min(value) from machine_metrics where machine_id = 'nobody' and "
                        + WEEKS,
                "1d|select distinct metric_type from machine_metrics order by 1",
                "1h|select extract(hour from timestamp) as hour, round(avg(value)::numeric, 6) from machine_metrics where timestamp > '2026-03-17' group by hour order by hour",
                "1h|select to_char(timestamp, 'YYYY-MM-DD HH24:00') as time, avg(value) as value from machine_metrics where timestamp < '2026-04-03' group by 1 order by 1",
                "1h|select date_bin('4 hours', timestamp, '2000-01-01 01:00:00') t, max(value) from machine_metrics where "
                        + WEEKS
                        + " group by t order by t",
                "1h|select time_bucket('1h', timestamp) t, first(value, timestamp), last(value, timestamp) from machine_metrics where machine_id = 'M1' and metric_type = 'temperature' and zone_number = 1 and "
                        + WEEKS
                        + " group by t order by t",
                "1h|with h as (select time_bucket('1h', timestamp) as t, machine_id, avg(value) from machine_metrics where "
                        + WEEKS
                        + " group by 1, 2) select date_trunc('day', t) as d, max(avg) from h group by d having max(avg) > 60 order by d",
                "1h|select time_bucket('1h', mm.timestamp) t, m.area, avg(mm.value) from machine_metrics mm join machines m on m.id = mm.machine_id where m.area in ('Pressing') and mm."
                        + WEEKS.replace("\" BETWEEN", "\" between")
                        + " group by 1, 2 having avg(value) > 65 order by 1 desc limit 20",
                "1h|select machine_id, max(a) from (select machine_id, date_trunc('hour', timestamp) h, avg(value) a from machine_metrics where "
                        + WEEKS
                        + " group by 1, 2) x group by 1 order by 1",
                "1h|select time_bucket('1h', timestamp) t, avg(value), lag(avg(value)) over (order by time_bucket('1h', timestamp)) as before from machine_metrics where machine_id = 'M2' and "
                        + WEEKS
                        + " group by t order by t",
                "1d|select machine_id, avg(value) from machine_metrics where timestamp >= '2026-03-16' and timestamp < '2026-04-04' group by 1 union all select 'all', avg(value) from machine_metrics where "
                        + WEEKS
                        + " order by 1",
                "5m|select to_timestamp(floor(extract(epoch from timestamp)/300)*300) as time, avg(value) from machine_metrics where extract(epoch from timestamp) >= 1774000000 and extract(epoch from timestamp) <= 1775000000 group by 1 order by 1",
                "1h|select date_trunc('hour', timestamp) + interval '10 minutes' * floor(extract(minute from timestamp) / 60) as t, avg(value) from machine_metrics where "
                        + WEEKS
                        + " group by 1 order by 1",
                "5m|select date_trunc('hour', timestamp) + extract(minute from timestamp)::int / 15 * interval '15 minutes' as t, avg(value) from machine_metrics where "
                        + WEEKS
                        + " group by 1 order by 1",
                "1h|SELECT floor((extract(epoch from timestamp))/3600)*3600 AS time, count(timestamp) FROM machine_metrics WHERE extract(epoch from timestamp) >= 1774000000 AND extract(epoch from timestamp) <= 1775000000 GROUP BY 1 ORDER BY 1",
                "5m|select distinct public.time_bucket('10 min', mm.timestamp), machine_id from machine_metrics mm order by 1, 2",
                "1h|select m.name, (select avg(value) from machine_metrics x where x.machine_id = m.id and x.timestamp > '2026-04-04 12:30:00') a from machines m order by 1");
    }

    @ParameterizedTest
    @MethodSource("accelerated")
    void theSameAnswer(String test) {
        String level = test.substring(0, test.indexOf('|'));
        String sql = test.substring(test.indexOf('|') + 1);
        PlannedPlant.Comparison both = plant.compare(sql);
        assertThat(both.plan().level()).as(both.plan().explanation()).isEqualTo(level);
        same(both);
        assertThat(both.expected()).isNotEmpty();
    }

    @Test
    void whatIsCorrectedCountsAtOnce() {
        String sql =
                "select time_bucket('1h', timestamp) t, count(*), avg(value), max(value), stddev(value)"
                        + " from machine_metrics where machine_id = 'M1' and "
                        + WEEKS
                        + " group by t order by t";
        plant.run(
                "insert into public.machine_metrics values ('M1', 'power', 4711, '2026-04-01 00:05:00+00'), ('M1', 'power', -4711, '2026-03-29 01:59:59.999999+00')");
        PlannedPlant.Comparison changed = plant.compare(sql);
        assertThat(changed.plan().explanation()).contains("1h with changes of now");
        same(changed);
        plant.run("select repair_rollups(1000, 1000, '0', '0')");
        PlannedPlant.Comparison repaired = plant.compare(sql);
        assertThat(repaired.plan().explanation()).contains("1h").doesNotContain("changes");
        same(repaired);
    }

    @Test
    void pointsAreNotLeftOutWhereALevelIsDropped() {
        try (PlannedPlant dropped = new PlannedPlant("UTC")) {
            dropped.run(
                    "select keep_only_since('1h', (select min(id) from series), '2026-03-20 10:30:00+00')");
            dropped.run(
                    "delete from rollup_1h where bucket < '2026-03-20 10:30:00+00'"
                            + " and series_id = (select min(id) from series)");
            PlannedPlant.Comparison both =
                    dropped.compare(
                            "select time_bucket('1h', timestamp) t, machine_id, count(*) from machine_metrics where "
                                    + WEEKS
                                    + " group by 1, 2 order by 1, 2");
            assertThat(both.plan().explanation())
                    .contains("5m from 2026-03-16T09:15:00Z to 2026-03-20T11:00:00Z, 1h from");
            same(both);
        }
    }

    static void same(PlannedPlant.Comparison both) {
        assertThat(both.actualColumns()).as(both.plan().sql()).isEqualTo(both.columns());
        assertThat(both.actual()).as(both.plan().sql()).hasSameSizeAs(both.expected());
        for (int row = 0; row < both.expected().size(); row++) {
            for (int column = 0; column < both.columns().size(); column++) {
                same(both, row, column);
            }
        }
    }

    private static void same(PlannedPlant.Comparison both, int row, int column) {
        Object expected = both.expected().get(row).get(column);
        Object actual = both.actual().get(row).get(column);
        if (expected instanceof Double number && actual instanceof Double other) {
            double error = Math.max(1e-12 * Math.abs(number), 1e-13);
            assertThat(other).as(both.plan().sql()).isCloseTo(number, within(error));
        } else {
            assertThat(actual).as(both.plan().sql()).isEqualTo(expected);
        }
    }
}
