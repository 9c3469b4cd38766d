package dev.andon.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.query.Answer;
import dev.andon.query.Cancellation;
import dev.andon.query.FailureKind;
import dev.andon.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PanelRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final DataSourceReference SOURCE = new DataSourceReference("postgres", "andon");

    @Test
    void aFaultOfOursInOneQueryLeavesTheOthersTheirAnswers() throws Exception {
        try (PanelRun run =
                new PanelRun(
                        (look, target) -> {
                            if (target.refId().equals("A")) {
                                throw new StackOverflowError();
                            }
                            return new Answer.Frames(List.of());
                        },
                        Cancellation.of(null))) {
            run.start(look(target("A"), target("B")));

            PanelRun.Result result = Objects.requireNonNull(run.next(PATIENCE));

            assertThat(result.answers().get("A"))
                    .isInstanceOfSatisfying(
                            Answer.Failure.class,
                            failure -> {
                                assertThat(failure.kind()).isEqualTo(FailureKind.QUERY);
                                assertThat(failure.message()).contains("server's log");
                            });
            assertThat(result.answers().get("B")).isInstanceOf(Answer.Frames.class);
        }
    }

    private static PanelQuestions.Look look(Panel.Target... targets) {
        Panel panel = new Panel(7, SOURCE, null, 0, false, List.of(targets));
        TimeRange range = new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
        return new PanelQuestions.Look(7, panel, Map.of(), range, 100, null);
    }

    private static Panel.Target target(String refId) {
        return new Panel.Target(refId, SOURCE, "select 1", "table", false);
    }
}
