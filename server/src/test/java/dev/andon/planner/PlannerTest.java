package dev.andon.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.planner.RollupState.Level;
import dev.andon.planner.RollupState.Span;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {
    private static final long MINUTE = 60_000_000L;
    private static final Instant NOON = Instant.parse("2026-04-05T12:00:00Z");
    private static final String YEAR =
            "timestamp >= '2025-04-05' and timestamp < '2026-04-05T12:00:00Z'";

    private final Planner planner = new Planner();

    private static RollupState state(@Nullable Instant hourlySince, @Nullable Span changed) {
        Instant closed = Instant.parse("2026-04-05T11:00:00Z");
        return new RollupState(
                NOON,
                List.of(
                        new Level(
                                "1d",
                                1_440 * MINUTE,
                                "Europe/Berlin",
                                null,
                                Instant.parse("2026-04-03T22:00:00Z")),
                        new Level(
                                "1h",
                                60 * MINUTE,
                                null,
                                hourlySince,
                                Instant.parse("2026-04-05T06:00:00Z")),
                        new Level("5m", 5 * MINUTE, null, null, closed)),
                changed,
                Set.of("batch"),
                RollupState.Freshness.UNKNOWN);
    }

    private Plan plan(String sql) {
        return planner.plan(sql, state(null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time_bucket('5 minutes', timestamp) | 5m",
                "time_bucket(interval '10 min', \"timestamp\") | 5m",
                "time_bucket('3600.000s',timestamp) | 1h",
                "time_bucket('1d', timestamp) | 1h",
                "time_bucket('1d', timestamp, 'Europe/Berlin') | 1d",
                "time_bucket('1 month', timestamp, 'Europe/Berlin') | 1d",
                "time_bucket('1 day', timestamp at time zone 'Europe/Berlin') | 1d",
                "time_bucket('1h', timestamp, timestamptz '2000-01-01 00:30:00') | 5m",
                "TIME_BUCKET('2 weeks'::interval, Timestamp) | 1h",
                "date_trunc('hour', timestamp) | 1h",
                "date_trunc('week', timestamp, 'Europe/Berlin') | 1d",
                "date_trunc('day', timestamp, 'Asia/Kolkata') | 5m",
                "date_trunc('month', timezone('Europe/Berlin', timestamp)) | 1d",
                "(timestamp at time zone 'Europe/Berlin')::date | 1d",
                "date(timestamp) | 1h",
                "date_bin('15 minutes', timestamp, '2001-01-01') | 5m",
                "floor(extract(epoch from timestamp)/2.592e+06)*2.592e+06 | 1h",
                "to_timestamp(floor((date_part('epoch', timestamp) / 600)) * 600) | 5m",
                "extract(dow from timestamp at time zone 'Europe/Berlin') | 1d",
                "to_char(timestamp, 'YYYY-MM-DD') | 1h",
                "machine_id | 1d"
            })
    void theCoarsestLevelOfWhichBucketsAreMade(String bucket, String level) {
        Plan plan =
                plan(
                        "select "
                                + bucket
                                + " as b, avg(value) from machine_metrics where "
                                + YEAR
                                + " group by 1");
        assertThat(plan.level()).as(plan.explanation()).isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time_bucket('7 minutes', timestamp)",
                "time_bucket('1 minute', timestamp)",
                "time_bucket('1h', timestamp, timestamptz '2000-01-01 00:01:00')",
                "time_bucket('1h', timestamp, '2000-01-01 00:00:00')",
                "time_bucket('1 month 1 day', timestamp)",
                "time_bucket_gapfill('1h', timestamp)",
                "date_trunc('minute', timestamp)",
                "date_trunc('hour', timestamp + interval '90 seconds')",
                "date_trunc('day', timestamp at time zone 'CET')",
                "date_trunc('day', timestamp at time zone 'UTC' at time zone 'Europe/Berlin')",
                "date_bin('1 hour', timestamp, '2001-01-01 00:00:01')",
                "floor(extract(epoch from timestamp)::int/300)",
                "floor(extract(epoch from timestamp at time zone 'Europe/Berlin')/300)",
                "extract(epoch from timestamp)",
                "extract(minute from timestamp)::int / 5::numeric",
                "2 * extract(minute from timestamp)::int / 5",
                "to_char(timestamp, 'HH24:MI')",
                "timestamp"
            })
    void otherBucketsAreLeftToPoints(String bucket) {
        String sql =
                "select "
                        + bucket
                        + " as b, avg(value) from machine_metrics where "
                        + YEAR
                        + " group by 1";
        assertThat(plan(sql).sql()).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from machine_metrics where Y",
                "select timestamp, value from machine_metrics where Y order by 1",
                "select machine_id from machine_metrics where Y",
                "select avg(value) from machine_metrics where Y and value > 5",
                "select avg(value) from machine_metrics where Y or machine_id = 'x'",
                "select avg(value) from machine_metrics where not (Y)",
                "select avg(value) filter (where value > 5) from machine_metrics where Y",
                "select avg(case when value > 5 then value end) from machine_metrics where Y",
                "select avg(value * 2) from machine_metrics where Y",
                "select avg(value::numeric) from machine_metrics where Y",
                "select avg(distinct value) from machine_metrics where Y",
                "select count(distinct value) from machine_metrics where Y",
                "select count(distinct timestamp) from machine_metrics where Y",
                "select sum(zone_number) from machine_metrics where Y",
                "select string_agg(machine_id, ',') from machine_metrics where Y",
                "select array_agg(value) from machine_metrics where Y",
                "select percentile_cont(0.5) within group (order by value) from machine_metrics where Y",
                "select max(timestamp), avg(value) from machine_metrics where Y",
                "select last(value, timestamp) from machine_metrics where Y and machine_id = 'M1'",
                "select last(target_value, timestamp) from machine_metrics where Y and machine_id = 'M1' and metric_type = 't' and zone_number is null",
                "select avg(value) over () from machine_metrics where Y",
                "select stddev(value) over () from machine_metrics where Y",
                "select bool_or(zone_number = 1) over () from machine_metrics where Y",
                "select distinct on (machine_id) machine_id, value from machine_metrics where Y",
                "select avg(value), random() from machine_metrics where Y group by 2",
                "select avg(a.value) from machine_metrics a join machine_metrics b on a.machine_id = b.machine_id where a.Y",
                "select m.id, avg(value) from machines m left join machine_metrics mm on mm.machine_id = m.id and Y group by 1",
                "select avg(m.oee) from machine_metrics mm join machines m on m.id = mm.machine_id where Y",
                "select avg(value) from machine_metrics mm, lateral (select mm.value) x where Y",
                "select avg(value) from machine_metrics mm, generate_series(1, mm.zone_number) where Y",
                "select avg(value) from machine_metrics tablesample system (1) where Y",
                "select avg(value) from only machine_metrics where Y",
                "select avg(value) from machine_metrics where Y and exists (select from machines where id = machine_id and oee > value)",
                "select avg(value) from machine_metrics where Y group by grouping sets ((machine_id), ())",
                "select avg(value), case when true then 1 else avg(value) end from machine_metrics where Y",
                "select machine_id, avg(value) from machine_metrics mm where Y group by 1, mm",
                "select count(mm) from machine_metrics mm where Y",
                "select avg(value) from machine_metrics m(a, b) where Y",
                "select avg(value) from machine_metrics natural join machines where Y",
                "select avg(value) as value, machine_id from machine_metrics where Y group by machine_id, value",
                "with machine_metrics as (select * from public.machine_metrics) select avg(value) from machine_metrics where Y",
                "select avg(value) from machine_metrics where Y and batch = 'b'",
                "select avg(value) from other.machine_metrics where Y",
                "select avg(value) from \"Machine_Metrics\" where Y",
                "select avg(\"Value\") from machine_metrics where Y",
                "select avg(value) from machine_metrics where Y; select 1",
                "explain select avg(value) from machine_metrics where Y",
                "select avg(value) into x from machine_metrics where Y",
                "select avg(value) from machine_metrics where Y and machine_id = E'M\\'1'",
                "select avg(value) from machine_metrics where Y and machine_id = $$M1$$",
                "select avg(value) from machine_metrics where timestamp > '2026-04-05T11:30:00Z'",
                "select avg(value) from machine_metrics where timestamp > 'yesterday'",
                "select last(value, timestamp) from machine_metrics where Y group by machine_id, 1e0",
                "select avg(value) from machine_metrics where Y and extract(epoch from timestamp) > 1e99999999999",
                "select floor(extract(epoch from timestamp) / 1e2147483640), avg(value) from machine_metrics where Y group by 1",
                "select avg(value) from machine_metrics where Y and timestamp < now() + interval '300000 years'",
                "select avg(value) from machine_metrics where Y and timestamp < now() - interval '999999999 years'",
                "select max(timestamp) select from machine_metrics where Y having true",
                "select (select max(m.oee) from machine_metrics where Y) from machines m",
                "select 1 from machines m where m.oee is distinct from (select max(m.oee) from machine_metrics where Y)"
            })
    void leftToPoints(String template) {
        String sql = template.replace("Y", YEAR.replace("timestamp >=", "timestamp >="));
        Plan plan = plan(sql);
        assertThat(plan.sql()).as(plan.explanation()).isEqualTo(sql);
        assertThat(plan.level()).isNull();
        assertThat(plan.explanation()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select percentile_cont(0.5) within group (order by value) from machine_metrics where Y | percentiles and what else needs the points in an order need the points themselves",
                "select avg(value) from machine_metrics where Y or machine_id = 'M1' | timestamp stands neither in a bucket nor in a constant bound of all rows",
                "select avg(value) from machine_metrics where Y and value > 5 | value of single points is asked for",
                "select avg(value) from machine_metrics where Y group by rollup (machine_id) | rollup is not understood here",
                "select avg(value) from machine_metrics where timestamp between '2026-03-02' and '2026-03-01' | the bounds of timestamp leave no time between them",
                "select (select count(m.id) from machine_metrics where Y) from machines m | an aggregate in a sub-select may be one of outer rows"
            })
    void theReasonIsTold(String template, String reason) {
        assertThat(plan(template.replace("Y", YEAR)).explanation()).isEqualTo("points: " + reason);
    }

    /** The words for times mean another time tomorrow. */
    @Test
    void whatDependsOnTheDayIsNotKept() {
        String sql =
                "select date_trunc('hour', timestamp) as t, count(*) from machine_metrics where "
                        + YEAR
                        + " and timestamp::date <> '%s' group by 1";
        RollupState state =
                new RollupState(NOON, List.of(), null, Set.of(), RollupState.Freshness.UNKNOWN);
        assertThat(planner.slicing(sql.formatted("2026-01-01"), state)).isNotNull();
        assertThat(planner.slicing(sql.formatted(" Today"), state)).isNull();
    }

    @Test
    void bothEndsAreAnsweredByWhatIsFiner() {
        assertThat(
                        plan("select count(*) from machine_metrics where timestamp between '2026-03-01T10:20:30Z' and '2026-04-05T11:30:00Z'")
                                .explanation())
                .isEqualTo(
                        "points from 2026-03-01T10:20:30Z to 2026-03-01T11:00:00Z,"
                                + " 1h from 2026-03-01T11:00:00Z to 2026-03-01T23:00:00Z,"
                                + " 1d from 2026-03-01T23:00:00Z to 2026-04-03T22:00:00Z,"
                                + " 1h from 2026-04-03T22:00:00Z to 2026-04-05T06:00:00Z,"
                                + " 5m from 2026-04-05T06:00:00Z to 2026-04-05T11:00:00Z,"
                                + " points from 2026-04-05T11:00:00Z to 2026-04-05T11:30:00.000001Z");
    }

    @Test
    void whatALevelDoesNotKeepAnyMoreIsAnsweredByPoints() {
        Plan plan =
                planner.plan(
                        "select date_trunc('hour', timestamp), min(value) from machine_metrics where timestamp >= '2026-01-01' and timestamp < '2026-03-01' group by 1",
                        state(Instant.parse("2026-02-01T00:20:00Z"), null));
        assertThat(plan.explanation())
                .isEqualTo(
                        "5m from 2026-01-01T00:00:00Z to 2026-02-01T01:00:00Z, 1h from 2026-02-01T01:00:00Z to 2026-03-01T00:00:00Z");
    }

    @Test
    void whatIsChangedIsReadFromTheExactView() {
        Span changed =
                new Span(
                        Instant.parse("2026-02-01T00:20:00Z"),
                        Instant.parse("2026-02-01T00:25:00Z"));
        String sql =
                "select date_trunc('hour', timestamp), min(value) from machine_metrics where timestamp >= '%s' and timestamp < '2026-03-01' group by 1";
        assertThat(planner.plan(sql.formatted("2026-01-01"), state(null, changed)).sql())
                .contains("exact_1h")
                .doesNotContain("closed_");
        assertThat(planner.plan(sql.formatted("2026-02-02"), state(null, changed)).sql())
                .contains("closed_1h")
                .doesNotContain("exact_");
    }

    @Test
    void timesThatDependOnNowBecomeConstantsEvenForPoints() {
        assertThat(
                        plan("SELECT timestamp, value FROM machine_metrics WHERE timestamp > now() - interval '1 day 2 hours' AND machine_id = 'now()' -- now()\nORDER BY 1")
                                .sql())
                .isEqualTo(
                        "SELECT timestamp, value FROM machine_metrics WHERE timestamp > timestamptz '2026-04-04T10:00:00Z' AND machine_id = 'now()' -- now()\nORDER BY 1");
        assertThat(
                        plan("select value from machine_metrics where timestamp >= date_trunc('month', now()) - interval '1 month' and timestamp < current_date - 1")
                                .sql())
                .isEqualTo(
                        "select value from machine_metrics where timestamp >= timestamptz '2026-03-01T00:00:00Z' and timestamp < timestamptz '2026-04-04T00:00:00Z'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m join machines k on k.id = m.machine_id where k.area = 'A' | machine_id in (select k.id from machines as \"k\" where (k.area = 'A'))",
                "as m, public.machines where machines.id = m.machine_id and (machines.area = 'A' or machines.oee > 3) | machine_id in (select machines.id from public.machines as \"machines\" where (machines.area = 'A' or machines.oee > 3))",
                "m inner join zones z on m.zone_number = z.number and z.name in ('x', 'y') where z.hot is true | zone_number in (select z.number from zones as \"z\" where (z.hot is true) and (z.name in ('x', 'y')))",
                "where machine_id in (select id from machines where area like 'A%' and \"oee\" < 3) | machine_id in (select id from machines where area like 'A%' and \"oee\" < 3)",
            })
    void seriesThatOtherTablesChooseAreChosenInEveryPart(String rest, String condition) {
        String sql =
                "select time_bucket('1h', timestamp), count(*) from machine_metrics %s and %s group by 1"
                        .formatted(rest, YEAR);
        String planned = plan(sql).sql();
        // The beginning in buckets, the end in points that are sealed or not, or finer buckets.
        assertThat(planned.split(Pattern.quote(condition), -1)).hasSizeGreaterThan(3);
        assertThat(planned.split(Pattern.quote(condition), -1).length)
                .isGreaterThan(planned.split("union all", -1).length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m join machines k on k.id = m.machine_id where true",
                "m left join machines k on k.id = m.machine_id where k.area = 'A'",
                "m join machines k on k.id = m.machine_id where k.area = m.metric_type",
                "m join machines k on k.id = m.machine_id where lower(k.area) = 'a'",
                "m join machines k on k.id = m.machine_id where area = 'A'",
                "m join machines k on k.id > m.machine_id where k.area = 'A'",
                "m join machines k on k.id = m.machine_id or k.area = 'A' where true",
                "m join machines k using (machine_id) where k.area = 'A'",
                "where machine_id in (select id from machines where area = zone_number::text)",
                "where machine_id in (select id from machines where wing = 'A')",
                "where machine_id in (select id from somewhere where area = 'A')",
                "where machine_id not in (select id from machines where area = 'A')",
                "where machine_id in (select id from machines where area = 'A') is null",
            })
    void whatIsNotCertainIsNotSaidAgain(String rest) {
        String sql =
                "select time_bucket('1h', timestamp), count(*) from machine_metrics %s and %s group by 1"
                        .formatted(rest, YEAR);
        assertThat(plan(sql).sql().split("select \\S*id from|select k.id", -1))
                .hasSameSizeAs(sql.split("select \\S*id from|select k.id", -1));
    }

    @Test
    void everythingElseStaysLetterByLetter() {
        Plan plan =
                plan(
                        "select /* a */ machine_id, Avg ( value ) -- b\nfrom machine_metrics\nwhere "
                                + YEAR
                                + " group by 1 order by 2 limit 3;");
        assertThat(plan.sql())
                .startsWith(
                        "select /* a */ machine_id, (sum(\"andon:sum\") / sum(\"andon:rows\")) as \"avg\" -- b\nfrom (select ")
                .endsWith(
                        ") as machine_metrics\nwhere " + YEAR + " group by 1 order by 2 limit 3;");
    }

    /** Texts out of the words that matter, in any order, are never worth an exception. */
    @Test
    void neverAnException() {
        String[] words =
                ("select from where group by having order limit union all with as machine_metrics mm . , ( ) ( ) :: timestamp value target_value"
                                + " machine_id zone_number avg sum count first filter over case when then else end and or not between >= < = '2026-01-01' '1h'"
                                + " time_bucket date_trunc extract epoch now interval at time zone 'UTC' 1 null distinct join left on using in is ; \" ' -- /* $ [ ] *")
                        .split(" ");
        long seed = 20260405;
        Random random = new Random(seed);
        for (int text = 0; text < 20_000; text++) {
            StringBuilder sql = new StringBuilder("select avg(value) from machine_metrics ");
            for (int word = random.nextInt(25); word >= 0; word--) {
                sql.append(words[random.nextInt(words.length)]).append(' ');
            }
            assertThat(plan(sql.toString()).explanation()).as("seed %d: %s", seed, sql).isNotNull();
        }
    }

    @Test
    void hostileTextsCostLittle() {
        for (String part :
                List.of(
                        "(",
                        "case when ",
                        "select ",
                        "machine_metrics,",
                        "((a)",
                        "avg(",
                        "not ",
                        "'",
                        "/*",
                        "a.")) {
            String sql =
                    "select avg(value) from machine_metrics where "
                            + part.repeat(60_000 / part.length());
            assertThat(plan(sql).explanation()).as(part).isNotNull();
        }
    }
}
