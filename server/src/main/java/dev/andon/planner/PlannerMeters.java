package dev.andon.planner;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Counts plans, and the planner's own time. */
interface PlannerMeters {
    PlannerMeters NONE =
            new PlannerMeters() {
                @Override
                public void planned(Plan plan) {}

                @Override
                public void took(Step step, long nanos) {}
            };

    /** What takes time: a plan, or to find out how a question can be asked in parts. */
    enum Step {
        PLAN,
        SLICE
    }

    void planned(Plan plan);

    void took(Step step, long nanos);

    static PlannerMeters in(MeterRegistry registry) {
        return new PlannerMeters() {
            @Override
            public void planned(Plan plan) {
                Counter.builder("andon.planner.questions")
                        .description("Questions over machine_metrics, by the coarsest rollup read")
                        .tag("level", plan.level() == null ? "points" : plan.level())
                        .register(registry)
                        .increment();
            }

            @Override
            public void took(Step step, long nanos) {
                Timer.builder("andon.planner.time")
                        .description("What the planner itself takes, without the database")
                        .tag("step", step.name().toLowerCase(Locale.ROOT))
                        .register(registry)
                        .record(nanos, TimeUnit.NANOSECONDS);
            }
        };
    }
}
