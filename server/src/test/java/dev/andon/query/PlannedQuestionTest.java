package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import dev.andon.planner.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine does with a plan. */
class PlannedQuestionTest {
    private static final String BY_HOUR =
            "SELECT $__timeGroup(timestamp, '1h') AS time, count(*) AS points FROM machine_metrics"
                    + " WHERE $__timeFilter(timestamp) GROUP BY 1 ORDER BY 1";

    private TestDatabase database;
    private QueryEngine engine;

    @BeforeEach
    void aClosedMorning() throws SQLException {
        database = TestDatabase.migrated();
        engine = QueryEngine.over(database.reader(), database.owner(), Ask.CONFIG);
        asOwner(
                "select set_rollup_zone('UTC')",
                "insert into public.machine_metrics (machine_id, metric_type, value, \"timestamp\")"
                        + " select 'M1', 't', n, timestamptz '2025-03-19 07:00:00+00'"
                        + " + n * interval '1 minute' from generate_series(0, 239) n",
                "delete from sample_changes",
                "select close_until('2025-03-19 12:00:00+00')",
                "select close_rollup('5m', interval '100 days')",
                "select close_rollup('1h', interval '100 days')");
    }

    @AfterEach
    void stop() {
        engine.close();
        database.close();
    }

    private void asOwner(String... statements) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Frame ask(String sql) {
        return Ask.frame(engine.ask(Ask.series(sql), Cancellation.of(null)));
    }

    @Test
    void theAnswerSaysWhatWasReadAndShowsTheQuestionAsItIs() {
        Frame frame = ask(BY_HOUR);
        Plan plan = Objects.requireNonNull(frame.meta().plan());
        assertThat(plan.level()).isEqualTo("1h");
        assertThat(plan.sql()).contains("andon_planner.");
        assertThat(plan.explanation()).startsWith("1h from 2025-03-19T08:00:00Z to");
        assertThat(frame.meta().executedQueryString())
                .contains("count(*) AS points FROM machine_metrics WHERE timestamp BETWEEN");
        assertThat(frame.rows()).isEqualTo(3);
        assertThat(frame.fields().get(1).values().text(0)).isEqualTo("60");
    }

    @Test
    void aPlanThatFailsCostsTimeAndNothingElse() throws SQLException {
        asOwner("drop view andon_planner.closed_1h");
        Frame frame = ask(BY_HOUR);
        Plan plan = Objects.requireNonNull(frame.meta().plan());
        assertThat(plan.level()).isNull();
        assertThat(plan.explanation()).contains("the plan failed");
        assertThat(frame.fields().get(1).values().text(0)).isEqualTo("60");
    }

    @Test
    void anErrorSpeaksOfTheTextThatWasAsked() {
        Answer.Failure failure =
                Ask.failure(
                        engine.ask(
                                Ask.table(BY_HOUR.replace("count(*)", "count(*) + nothing")),
                                Cancellation.of(null)));
        assertThat(failure.message()).contains("nothing").doesNotContain("andon");
    }

    @Test
    void anErrorOfATextThatIsNotPlannedIsItsOwn() {
        Answer.Failure failure =
                Ask.failure(
                        engine.ask(
                                Ask.table("SELECT value, nothing FROM machine_metrics"),
                                Cancellation.of(null)));
        assertThat(failure.message()).contains("\"nothing\" does not exist");
    }

    @Test
    void otherQuestionsHaveNoPlan() {
        assertThat(ask("SELECT now() AS time, 1 AS one").meta().plan()).isNull();
    }
}
