package dev.andon.retention;

import dev.andon.accounts.Caller;
import dev.andon.problem.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is due to be removed, and removing it. For administrators. */
@RestController
@RequestMapping("/api/v1/storage/retention")
final class RetentionApi {
    private final Retention retention;

    RetentionApi(Retention retention) {
        this.retention = retention;
    }

    /**
     * What would go now, and what waits although its time is over.
     *
     * @param run the one that goes on, else the last one since the start
     */
    record DuePlan(
            Instant at,
            Instant next,
            List<DueAnswer> due,
            List<RetentionPlan.Postponed> waiting,
            Retention.@Nullable Run run) {}

    /**
     * @param object a table
     * @param whole whether the table goes, or rows of it
     * @param exact whether points are counted rather than estimated; bytes always are
     */
    record DueAnswer(
            String rule,
            String level,
            String object,
            boolean whole,
            int series,
            long points,
            boolean exact,
            long bytes,
            Instant since,
            Instant until) {
        static DueAnswer of(RetentionPlan.Due due) {
            Contents contents = due.contents();
            return new DueAnswer(
                    due.rule(),
                    due.piece().shelf().level(),
                    due.piece().table(),
                    due.whole(),
                    contents.series(),
                    contents.points(),
                    contents.exact(),
                    due.bytes(),
                    contents.since(),
                    contents.until());
        }
    }

    @GetMapping
    DuePlan plan() {
        RetentionPlan plan = retention.plan();
        return new DuePlan(
                plan.at(),
                retention.next(),
                plan.due().stream().map(DueAnswer::of).toList(),
                plan.waiting(),
                retention.latest());
    }

    /** The run as far as it has come; asked for often, so nothing is planned for it. */
    @GetMapping("/run")
    Retention.Run run() {
        Retention.Run run = retention.latest();
        if (run == null) {
            throw Problem.notFound("Nothing was removed since the server started.");
        }
        return run;
    }

    @PostMapping("/run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Retention.@Nullable Run start(@AuthenticationPrincipal Caller caller) {
        if (!retention.removes()) {
            throw Problem.conflict(RetentionPlanner.NOT_OURS);
        }
        if (!retention.start(caller.getName())) {
            throw Problem.conflict(
                    "What is due is being removed already; nothing more was started. GET this address tells how far it is.");
        }
        return retention.latest();
    }
}
