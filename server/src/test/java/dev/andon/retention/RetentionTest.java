package dev.andon.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.andon.retention.RetentionPlan.Postponed;
import dev.andon.retention.RetentionPlan.Reason;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real PostgreSQL, with the tables of blocks and rollups. */
class RetentionTest {
    private static final String OLDEST =
            "select to_char(min(%2$s) at time zone 'Europe/Berlin', 'YYYY-MM-DD') from public.%1$s";

    private static final Rule VIBRATION = rule("vibration_*", null, "30d");
    private static final Rule BENCH = rule(null, "Test bench", "30d");
    private static final Rule ALL = rule(null, null, "30d");

    private StoredHistory history;

    @BeforeEach
    void store() {
        history = new StoredHistory();
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void byDefaultOnlyFiveMinutesGo() {
        List<String> hours = history.rollup("machine_metrics_hourly");

        history.with().run("schedule");

        assertThat(history.log()).containsExactly("rollup_5m_202602 all 3 108 default");
        assertThat(history.points())
                .containsExactly(
                        "M-1 temperature 461 02-20",
                        "M-1 vibration_x 461 02-20",
                        "M-2 temperature 461 02-20");
        assertThat(history.rollup("machine_metrics_hourly")).isEqualTo(hours);
    }

    @Test
    void pointsOfOneMetricGoAndTheOthersStay() {
        List<String> hours = history.rollup("machine_metrics_hourly");
        List<String> days = history.rollup("machine_metrics_daily");

        Retention retention = history.with(VIBRATION, BENCH);
        assertThat(retention.plan().waiting())
                .extracting(Postponed::reason)
                .containsOnly(Reason.NOT_SEALED);
        retention.run("admin");

        assertThat(history.log())
                .contains(
                        "sample_blocks_202602 some 1 36 rule 1: metric vibration_*",
                        "sample_blocks_202604 some 1 120 rule 2: area Test bench");
        assertThat(history.points())
                .containsExactly(
                        "M-1 temperature 461 02-20",
                        "M-1 vibration_x 181 05-01",
                        "M-2 temperature 181 05-01");
        assertThat(history.rollup("machine_metrics_hourly")).isEqualTo(hours);
        assertThat(history.rollup("machine_metrics_daily")).isEqualTo(days);
    }

    @Test
    void daysAndMonthsThatAreDueForAllAreDropped() {
        List<String> hours = history.rollup("machine_metrics_hourly");

        history.with(ALL).run("schedule");

        // Thirty days and the one that late points have: to 15 May.
        assertThat(history.points()).contains("M-1 temperature 125 05-15");
        assertThat(history.log())
                .contains("sample_blocks_202604 all 3 360 rule 1: all")
                .contains("samples_20260514 all 3 12 rule 1: all");
        assertThat(
                        history.lines(
                                "select inhrelid::regclass::text from pg_inherits where inhparent = 'sample_blocks'::regclass"))
                .isEmpty();
        assertThat(history.rollup("machine_metrics_hourly")).isEqualTo(hours);
    }

    @Test
    void aPlanChangesNothing() {
        List<String> before = history.points();

        RetentionPlan plan = history.with(ALL).plan();

        assertThat(plan.due()).extracting(due -> due.piece().table()).contains("samples_20260514");
        assertThat(plan.due()).allSatisfy(due -> assertThat(due.bytes()).isPositive());
        assertThat(history.points()).isEqualTo(before);
        assertThat(history.log()).isEmpty();
        assertThat(history.lines("select kept from kept_since")).isEmpty();
    }

    @Test
    void historySurvivesLatePointsAndTheirRepair() {
        List<String> hours = history.rollup("machine_metrics_hourly");
        List<String> days = history.rollup("machine_metrics_daily");
        history.with(ALL).run("schedule");

        for (String time : List.of("2026-02-20T00:10Z", "2026-04-30T23:59Z", "2026-05-14T23:59Z")) {
            history.sql()
                    .sql(
                            "insert into public.machine_metrics values ('M-1', 'temperature', 9999, '%s', null, null)"
                                    .formatted(time))
                    .update();
        }
        history.repair();

        assertThat(history.lines("select series_id::text from sample_changes")).isEmpty();
        assertThat(history.rollup("machine_metrics_hourly")).isEqualTo(hours);
        assertThat(history.rollup("machine_metrics_daily")).isEqualTo(days);
    }

    @Test
    void bucketsThatWouldGoAtOnceAreNotWritten() {
        history.sql()
                .sql(
                        "insert into public.machine_metrics values ('M-1', 'temperature', 7, '2020-02-21T06:10Z', null, null)")
                .update();

        history.with().forgo();
        history.repair();

        assertThat(history.lines("select kept || ' ' || (series_id is null) from kept_since"))
                .containsExactly("5m true");
        assertThat(history.lines(OLDEST.formatted("machine_metrics_5m", "bucket")))
                .containsExactly("2026-02-20");
        assertThat(history.lines(OLDEST.formatted("machine_metrics_hourly", "hour")))
                .containsExactly("2020-02-21");
        assertThat(history.lines(OLDEST.formatted("machine_metrics_daily", "bucket")))
                .containsExactly("2020-02-21");
    }

    @Test
    void bucketsThatOneRuleKeepsAreWrittenForAll() {
        history.with(new Rule("temperature", null, null, null, Keep.FOREVER, null, null)).forgo();

        assertThat(history.lines("select kept from kept_since")).isEmpty();
    }

    @Test
    void aLatePointThatIsKeptIsSummedUpThoughFinerRollupsHaveGone() {
        history.with().run("schedule");
        assertThat(history.log()).isNotEmpty();

        history.sql()
                .sql(
                        "insert into public.machine_metrics values ('M-1', 'temperature', 9999, '2026-02-21T06:10Z', null, null)")
                .update();
        history.repair();

        assertThat(
                        history.lines(
                                """
                                select point_count || ' ' || max_value from public.machine_metrics_daily
                                where machine_id = 'M-1' and metric_type = 'temperature'
                                    and bucket = '2026-02-21 00:00:00+01'
                                """))
                .containsExactly("5 9999");
    }

    @Test
    void pointsWaitForTheirRollups() {
        history.sql()
                .sql(
                        "update rollup_state set complete_until = '2026-04-10 00:00:00+00' where level = '1d'")
                .update();

        Retention retention = history.with(ALL);
        assertThat(retention.plan().waiting())
                .extracting(Postponed::level, Postponed::reason)
                .contains(tuple("raw", Reason.SUMMING_UP));
        retention.run("schedule");

        assertThat(history.points()).contains("M-1 temperature 301 04-01");
    }

    @Test
    void nothingGoesWhileATableIsTakenOver() {
        history.sql()
                .sql(
                        """
                        insert into adoption (source_schema, source_name, machine_id, metric_type, value, "timestamp",
                                              started, first_here)
                        values ('public', 'readings', 'm', 'k', 'v', 't', now(), false)
                        """)
                .update();

        Retention retention = history.with(ALL);
        assertThat(retention.plan().due()).isEmpty();
        assertThat(retention.plan().waiting())
                .extracting(Postponed::reason)
                .containsOnly(Reason.TAKING_OVER);
        retention.run("schedule");
        assertThat(history.points()).contains("M-1 temperature 461 02-20");
        assertThat(history.sql().sql("select count(*) from kept_since").query(Long.class).single())
                .isZero();

        history.sql().sql("update adoption set finished = now()").update();
        retention.run("schedule");
        assertThat(history.points()).contains("M-1 temperature 125 05-15");
    }

    @Test
    void pointsWaitForLateOnesOfTheirSeries() {
        history.sql()
                .sql(
                        "insert into sample_changes values (1, '2026-03-01 00:00:00+00', '2026-03-01 00:05:00+00')")
                .update();

        Retention retention = history.with(ALL);
        assertThat(retention.plan().waiting())
                .anySatisfy(waiting -> {
                    assertThat(waiting.reason()).isEqualTo(Reason.LATE_POINTS);
                    assertThat(waiting.series()).isEqualTo(1);
                });
        retention.run("schedule");
        assertThat(history.points())
                .contains("M-1 temperature 461 02-20", "M-2 temperature 181 05-01");

        history.repair();
        retention.run("schedule");
        assertThat(history.points()).contains("M-1 temperature 125 05-15");
    }

    @Test
    void whatIsInUseIsTriedAgainWithinTheHour() throws Exception {
        Retention retention = history.with(ALL);
        try (Connection connection = history.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select count(*) from rollup_5m_202602");
            retention.run("schedule");
            assertThat(history.lines("select 1 where to_regclass('rollup_5m_202602') is not null"))
                    .hasSize(1);
            assertThat(retention.next()).isEqualTo(StoredHistory.NOW.plusSeconds(3600));
            connection.rollback();
        }

        retention.run("schedule");

        assertThat(history.lines("select 1 where to_regclass('rollup_5m_202602') is not null"))
                .isEmpty();
        assertThat(retention.next()).isAfter(StoredHistory.NOW);
    }

    @Test
    void twoServersDoNotRemoveAtOnce() throws Exception {
        List<String> before = history.points();
        try (Connection connection = history.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('andon.retention'))");
            history.with(VIBRATION).run("schedule");
            connection.rollback();
        }
        assertThat(history.points()).isEqualTo(before);
        assertThat(history.log()).isEmpty();
    }

    @Test
    void fiveMinutesOfAMonthThatIsStillThereGetTheirLatePoints() {
        history.with(new Rule(null, null, null, null, Keep.days(30), null, null)).run("schedule");

        history.sql()
                .sql(
                        "insert into public.machine_metrics values ('M-1', 'temperature', 7, '2026-05-05 01:00:00+00', null, null)")
                .update();
        history.repair();

        assertThat(
                        history.lines(
                                "select max_value::text from public.machine_metrics_5m where bucket = '2026-05-05 01:00:00+00'"))
                .containsExactly("7");
    }

    static Rule rule(@Nullable String metric, @Nullable String area, String raw) {
        return new Rule(metric, area, null, Keep.of(raw), null, null, null);
    }
}
