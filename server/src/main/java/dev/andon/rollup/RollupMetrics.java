package dev.andon.rollup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What rollups do, in numbers. */
final class RollupMetrics {
    private final MeterRegistry registry;
    private final RollupProgress progress;
    private final Timer repairs;

    RollupMetrics(MeterRegistry registry, RollupProgress progress) {
        this.registry = registry;
        this.progress = progress;
        this.repairs =
                Timer.builder("andon.rollup.repair")
                        .description("Repairing what late and corrected points changed, a step")
                        .register(registry);
        Gauge.builder("andon.rollup.repairs.pending", progress, RollupProgress::pendingRepairs)
                .description("Changes of closed times that wait to be repaired")
                .register(registry);
    }

    /** Registering a gauge again does nothing. */
    void watch(String level) {
        Gauge.builder("andon.rollup.lag", progress, seen -> lagSeconds(seen, level))
                .description("Time since the end of the newest bucket that is written")
                .tag("level", level)
                .baseUnit("seconds")
                .register(registry);
    }

    void closed(String level, long rows) {
        buckets(level, rows);
    }

    void repaired(long rows, Duration took) {
        repairs.record(took);
        buckets("repair", rows);
    }

    private void buckets(String cause, long rows) {
        Counter.builder("andon.rollup.buckets")
                .description("Buckets written: by the level that was closed, or by repairs")
                .tag("cause", cause)
                .register(registry)
                .increment((double) rows);
    }

    private static double lagSeconds(RollupProgress progress, String level) {
        return progress.levels().stream()
                .filter(seen -> seen.name().equals(level))
                .map(RollupProgress.Level::lag)
                .mapToDouble(lag -> lag == null ? Double.NaN : lag.toMillis() / 1000.0)
                .findFirst()
                .orElse(Double.NaN);
    }
}
