package dev.andon.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What operators see of ingest. Points are counted with their answer, so that the received are the
 * sum of the others at any moment; requests that were refused as a whole are counted apart.
 */
final class IngestMeters {
    private final Counter received;
    private final Counter stored;
    private final Counter unchanged;
    private final Counter corrected;
    private final Counter rejected;
    private final Map<IngestRefusedException.Category, Counter> refused =
            new EnumMap<>(IngestRefusedException.Category.class);
    private final Timer commits;
    private final DistributionSummary groups;

    IngestMeters(MeterRegistry registry, IngestQueue queue, PendingMemory memory) {
        received = registry.counter("andon.ingest.received");
        stored = fate(registry, "stored");
        unchanged = fate(registry, "unchanged");
        corrected = fate(registry, "corrected");
        rejected = fate(registry, "rejected");
        for (IngestRefusedException.Category category : IngestRefusedException.Category.values()) {
            refused.put(
                    category,
                    Counter.builder("andon.ingest.requests.refused")
                            .tag("category", category.label())
                            .register(registry));
        }
        commits =
                Timer.builder("andon.ingest.commit")
                        .publishPercentileHistogram()
                        .register(registry);
        groups =
                DistributionSummary.builder("andon.ingest.group")
                        .baseUnit("points")
                        .register(registry);
        registry.gauge("andon.ingest.queue", queue, IngestQueue::points);
        registry.gauge("andon.ingest.pending.bytes", memory, PendingMemory::used);
    }

    void committed(int points, Duration took) {
        commits.record(took);
        groups.record(points);
    }

    void answered(Receipt receipt) {
        received.increment(receipt.received());
        stored.increment(receipt.stored());
        unchanged.increment(receipt.unchanged());
        corrected.increment(receipt.corrected());
        rejected.increment(receipt.rejected());
    }

    void refused(IngestRefusedException refusal) {
        Counter counter = refused.get(refusal.category());
        if (counter != null) {
            counter.increment();
        }
    }

    private static Counter fate(MeterRegistry registry, String fate) {
        return Counter.builder("andon.ingest.points").tag("fate", fate).register(registry);
    }
}
