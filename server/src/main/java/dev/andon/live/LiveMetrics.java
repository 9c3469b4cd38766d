package dev.andon.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;

/** What the live module does, in numbers. */
final class LiveMetrics {
    private final Counter sent;
    private final Counter conflated;
    private final Counter overrun;

    LiveMetrics(MeterRegistry registry, Collection<?> sessions) {
        Gauge.builder("andon.live.sessions", sessions, Collection::size)
                .description("Open pages that are connected")
                .register(registry);
        this.sent =
                Counter.builder("andon.live.points.sent")
                        .description("Points sent to open pages")
                        .register(registry);
        this.conflated =
                Counter.builder("andon.live.points.conflated")
                        .description("Points left out because a reader was slow")
                        .register(registry);
        this.overrun =
                Counter.builder("andon.live.points.overrun")
                        .description("Points left out because the server could not hand them on")
                        .register(registry);
    }

    void sent(Backlog.Content content) {
        sent.increment(content.points().size());
        conflated.increment((double) content.skipped());
    }

    void overrun(int points) {
        overrun.increment(points);
    }
}
