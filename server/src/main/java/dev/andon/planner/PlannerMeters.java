package dev.andon.planner;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts plans. */
@FunctionalInterface
interface PlannerMeters {
    void planned(Plan plan);

    static PlannerMeters in(MeterRegistry registry) {
        return plan ->
                Counter.builder("andon.planner.questions")
                        .description("Questions over machine_metrics, by the coarsest rollup read")
                        .tag("level", plan.level() == null ? "points" : plan.level())
                        .register(registry)
                        .increment();
    }
}
