package dev.andon.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.store.StoreFixture;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs points reads those of its range, also where they are sealed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PointsOfRangeTest {
    private static final String HOUR =
            "\"timestamp\" BETWEEN '2026-04-03T10:00:00Z' AND '2026-04-03T11:00:00Z'";
    private static final Pattern DECODED =
            Pattern.compile("Function Scan on u .*?actual rows=[0-9.]+ loops=(\\d+)");

    private PlannedPlant plant;

    @BeforeAll
    void open() throws Exception {
        plant = new PlannedPlant("UTC");
        StoreFixture.seal(plant.database.owner());
        assertThat(plant.run("select count(*) from sample_blocks where first_micros > 0"))
                .isNotEqualTo("0");
        plant.run(
                "insert into public.machine_metrics values ('M1', 'power', -1, '2026-04-03 10:17:00+00')");
    }

    @AfterAll
    void close() {
        plant.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select timestamp as time, value from machine_metrics where metric_type = 'power' and HOUR order by 1",
                "select * from public.machine_metrics as m where HOUR and zone_number is null order by timestamp",
                "select percentile_cont(0.5) within group (order by value) from machine_metrics where HOUR",
                "select k.name, avg(value * 2) from machine_metrics m join machines k on k.id = m.machine_id and HOUR group by 1 order by 1",
                "select k.name, m.value from machine_metrics m left join machines k on k.id = m.machine_id where m.timestamp = '2026-04-03 10:17:00+00' order by 1, 2",
                "select max(timestamp) from machine_metrics where timestamp < '2026-04-02'",
                "with p as (select machine_metrics from machine_metrics where HOUR) select count(*), min(machine_metrics::text) from p",
                "select a.n, (select count(*) from machine_metrics where HOUR and value > a.n and value < 30000) from generate_series(1, 60, 20) a (n) order by 1",
            })
    void theAnswerIsTheSame(String text) {
        String sql = text.replace("HOUR", HOUR);
        PlannedPlant.Comparison both = plant.compare(sql);
        PlannedAnswersTest.same(both);
        assertThat(both.expected()).isNotEmpty();
    }

    @Test
    void oneBlockIsDecodedForAnHourOfASeries() {
        for (String asked :
                List.of("timestamp, value", "percentile_cont(0.9) within group (order by value)")) {
            String sql =
                    "select %s from machine_metrics where machine_id = 'M1' and metric_type = 'power' and %s"
                            .formatted(asked, HOUR);
            Plan plan = plant.compare(sql).plan();
            assertThat(plan.level()).isNull();
            assertThat(decoded(plan.sql())).isEqualTo(1);
            // What it costs without: each day of the month is a block at least.
            assertThat(decoded(sql)).isGreaterThan(2);
        }
    }

    @Test
    void aTextThatIsNotUnderstoodStaysAsItIs() {
        for (String sql :
                List.of(
                        "select timestamp from machine_metrics",
                        "select timestamp from machine_metrics where value > 3 or " + HOUR,
                        "select a.value from machine_metrics a join machine_metrics b using (timestamp) where a."
                                + HOUR)) {
            assertThat(plant.compare(sql).plan().sql()).isEqualTo(sql);
        }
    }

    /** How many blocks, by the account that PostgreSQL gives of it. */
    private int decoded(String sql) {
        int blocks = 0;
        for (String line :
                plant.lines("explain (analyze, costs off, timing off, summary off) " + sql)) {
            Matcher scan = DECODED.matcher(line);
            blocks += scan.find() ? Integer.parseInt(scan.group(1)) : 0;
        }
        return blocks;
    }
}
