package dev.andon.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.SettableClock;
import dev.andon.TimescaleDatabase;
import dev.andon.retention.RetentionPlan.Postponed;
import dev.andon.retention.RetentionPlan.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class TimescaleRetentionTest {
    @Test
    void chunksAreLeftAloneAndThePlanSaysSo() {
        try (TimescaleDatabase timescale = TimescaleDatabase.migrated()) {
            JdbcClient owner = JdbcClient.create(timescale.owner());
            owner.sql(
                            "insert into public.machine_metrics values ('M', 't', 1, '2020-01-01 00:00:00+00', null, null)")
                    .update();
            RetentionConfig config =
                    new RetentionConfig(
                            2, List.of(new Rule("t", null, null, Keep.days(30), null, null, null)));
            SettableClock clock = new SettableClock(Instant.parse("2026-06-15T00:30:00Z"));
            RetentionQueries queries = new RetentionQueries(owner);
            Retention retention =
                    new Retention(
                            new RetentionPlanner(queries, config, clock),
                            new RetentionStore(
                                    owner, new JdbcTransactionManager(timescale.owner()), queries),
                            config,
                            clock,
                            new SimpleMeterRegistry());

            RetentionPlan plan = retention.plan();
            assertThat(plan.due()).isEmpty();
            assertThat(plan.waiting()).extracting(Postponed::level).containsExactly("raw", "5m");
            assertThat(plan.waiting()).extracting(Postponed::reason).containsOnly(Reason.NOT_OURS);

            retention.run("admin");
            assertThat(
                            owner.sql(
                                            "select (select count(*) from andon.samples) - (select count(*) from andon.kept_since)")
                                    .query(Long.class)
                                    .single())
                    .isOne();
            assertThat(retention.rules())
                    .containsExactly(
                            new Retention.RuleWords(
                                    "default", "forever", "forever", "forever", "forever"));
        }
    }
}
