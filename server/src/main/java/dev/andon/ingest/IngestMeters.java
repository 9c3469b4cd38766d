package dev.andon.ingest;

import dev.andon.store.Fate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What Prometheus sees of ingest. Points are counted with their answer, so that the received are
 * the sum of the others; requests that were refused as a whole are counted apart.
 */
final class IngestMeters {
    /** More tokens than a plant has; further ones are counted together. */
    private static final int METERED_TOKENS = 1_000;

    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final int meteredMachines;
    private final Map<Protocol, Points> doors = new ConcurrentHashMap<>();
    private final Map<Object, Points> tokens = new ConcurrentHashMap<>();
    private final Map<String, Points> machines = new ConcurrentHashMap<>();
    private final Timer commits;
    private final DistributionSummary groups;

    IngestMeters(
            MeterRegistry registry, IngestQueue queue, PendingMemory memory, int meteredMachines) {
        this.registry = registry;
        this.meteredMachines = meteredMachines;
        commits =
                Timer.builder("andon.ingest.commit")
                        .publishPercentileHistogram()
                        .register(registry);
        groups =
                DistributionSummary.builder("andon.ingest.group")
                        .baseUnit("points")
                        .register(registry);
        registry.gauge("andon.ingest.queue", queue, IngestQueue::points);
        registry.gauge("andon.ingest.queue.max", queue, IngestQueue::maxPoints);
        registry.gauge("andon.ingest.pending.bytes", memory, PendingMemory::used);
        registry.gauge("andon.ingest.pending.max.bytes", memory, PendingMemory::limit);
        // There from the start, so that an alarm on them has something to look at.
        for (Protocol door : Protocol.values()) {
            door(door);
        }
        for (IngestRefusedException.Category category : IngestRefusedException.Category.values()) {
            refused(category);
        }
    }

    /** Four counters, one a fate. */
    private record Points(Counter stored, Counter unchanged, Counter corrected, Counter rejected) {
        static Points of(MeterRegistry registry, String name, Tags tags) {
            Function<String, Counter> counter =
                    fate -> registry.counter(name, tags.and("fate", fate));
            return new Points(
                    counter.apply("stored"),
                    counter.apply("unchanged"),
                    counter.apply("corrected"),
                    counter.apply("rejected"));
        }

        void add(int moreStored, int moreUnchanged, int moreCorrected, int moreRejected) {
            stored.increment(moreStored);
            unchanged.increment(moreUnchanged);
            corrected.increment(moreCorrected);
            rejected.increment(moreRejected);
        }
    }

    void committed(int points, Duration took) {
        commits.record(took);
        groups.record(points);
    }

    void count(Sender sender, PointBatch points, Fates fates) {
        Rejections rejections = points.rejections();
        int stored = fates.count(Fate.STORED);
        int unchanged = fates.count(Fate.UNCHANGED);
        int corrected = fates.count(Fate.CORRECTED);
        door(sender.door()).add(stored, unchanged, corrected, rejections.count());
        received(sender.door()).increment(points.size() + rejections.count());
        token(sender).add(stored, unchanged, corrected, rejections.count());
        for (int place = 0; place < fates.places(); place++) {
            machine(points.series().get(place).machineId())
                    .add(
                            fates.count(place, Fate.STORED),
                            fates.count(place, Fate.UNCHANGED),
                            fates.count(place, Fate.CORRECTED),
                            0);
        }
        countRejected(sender.door(), rejections);
    }

    private void countRejected(Protocol door, Rejections rejections) {
        int unknown = rejections.count();
        for (Map.Entry<String, Rejections.OfMachine> one : rejections.byMachine().entrySet()) {
            machine(one.getKey()).add(0, 0, 0, one.getValue().count());
            unknown -= one.getValue().count();
        }
        if (unknown > 0) {
            machine("").add(0, 0, 0, unknown);
        }
        rejections
                .byKind()
                .forEach((kind, rejected) ->
                        registry.counter(
                                        "andon.ingest.rejections",
                                        "reason",
                                        kind.label(),
                                        "door",
                                        door.label())
                                .increment(rejected.count()));
    }

    void refused(Sender sender, IngestRefusedException.Category category) {
        refused(category).increment();
        registry.counter(
                        "andon.ingest.token.refused",
                        tags(sender).and("category", category.label()))
                .increment();
    }

    private Counter refused(IngestRefusedException.Category category) {
        return registry.counter("andon.ingest.requests.refused", "category", category.label());
    }

    private Counter received(Protocol door) {
        return registry.counter("andon.ingest.received", "door", door.label());
    }

    private Points door(Protocol door) {
        received(door);
        return doors.computeIfAbsent(
                door,
                _ -> Points.of(registry, "andon.ingest.points", Tags.of("door", door.label())));
    }

    private Points token(Sender sender) {
        Tags tags = tags(sender);
        return tokens.computeIfAbsent(
                tags, _ -> Points.of(registry, "andon.ingest.token.points", tags));
    }

    /** Several threads may each find room for the last one: a few more do no harm. */
    private Tags tags(Sender sender) {
        Tags tags = Tags.of("id", Integer.toString(sender.token()), "token", sender.name());
        boolean own = tokens.size() < METERED_TOKENS || tokens.containsKey(tags);
        return own ? tags : Tags.of("id", OTHER, "token", OTHER);
    }

    private Points machine(String name) {
        boolean own = machines.size() < meteredMachines || machines.containsKey(name);
        String label = own ? name : OTHER;
        return machines.computeIfAbsent(
                label,
                _ -> Points.of(registry, "andon.ingest.machine.points", Tags.of("machine", label)));
    }
}
