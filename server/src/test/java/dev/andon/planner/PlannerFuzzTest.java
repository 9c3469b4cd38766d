package dev.andon.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.andon.planner.RollupState.Level;
import dev.andon.planner.RollupState.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whatever the text: a plan, soon, and always the same one; what has nothing to plan stays. */
class PlannerFuzzTest {
    /** Far more than any of these texts needs, far less than one that grows out of bounds. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final Instant NOW = Instant.parse("2025-04-02T12:00:00Z");
    private static final RollupState STATE =
            new RollupState(
                    NOW,
                    List.of(
                            level("1d", Duration.ofDays(1), "Europe/Berlin"),
                            level("1h", Duration.ofHours(1), null),
                            level("5m", Duration.ofMinutes(5), null)),
                    new Span(NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofDays(1))),
                    Set.of(),
                    RollupState.Freshness.UNKNOWN);

    private static Level level(String name, Duration width, @Nullable String zone) {
        return new Level(
                name,
                width.toMillis() * 1000,
                zone,
                name.equals("5m") ? NOW.minus(Duration.ofDays(90)) : null,
                NOW.minus(width));
    }

    private final Planner planner = new Planner();

    @FuzzTest
    void plansOrPasses(byte[] bytes) {
        String sql = new String(bytes, StandardCharsets.UTF_8);
        Plan plan = assertTimeout(SOON, () -> planner.plan(sql, STATE));
        assertThat(planner.plan(sql, STATE)).isEqualTo(plan);
        assertThat(plan.explanation()).isNotBlank();
        if (!planner.concerns(sql)) {
            assertThat(plan.sql()).isEqualTo(sql);
        }
    }

    /** In the place where a condition stands, in a question that rollups answer. */
    @FuzzTest
    void plansAnyCondition(byte[] bytes) {
        plan(
                "SELECT time_bucket('1h', timestamp) AS time, avg(value) FROM machine_metrics WHERE timestamp >= '2025-03-27' AND "
                        + new String(bytes, StandardCharsets.UTF_8)
                        + " GROUP BY 1");
    }

    @FuzzTest
    void plansAnyColumn(byte[] bytes) {
        plan(
                "SELECT date_trunc('day', timestamp) AS time, "
                        + new String(bytes, StandardCharsets.UTF_8)
                        + " FROM machine_metrics WHERE timestamp BETWEEN '2025-03-01' AND now() GROUP BY 1");
    }

    private void plan(String sql) {
        Plan plan = assertTimeout(SOON, () -> planner.plan(sql, STATE));
        assertThat(plan.explanation()).isNotBlank();
    }
}
