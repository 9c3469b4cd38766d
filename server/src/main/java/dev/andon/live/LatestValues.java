package dev.andon.live;

import dev.andon.catalog.SeriesKey;
import dev.andon.ingest.CommittedSamples;
import dev.andon.ingest.CommittedSamplesListener;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The newest point of every series, in memory. Points that this server commits come in at once.
 * What the database says comes in rounds: it is right about everything but what was committed here
 * after the round began, and there the newer point is right.
 */
final class LatestValues implements CommittedSamplesListener {
    private static final Comparator<SeriesKey> ORDER =
            Comparator.comparing(SeriesKey::metricType)
                    .thenComparing(
                            SeriesKey::zoneNumber,
                            Comparator.nullsFirst(Comparator.naturalOrder()));

    private final ConcurrentMap<String, ConcurrentMap<SeriesKey, LatestValue>> machines =
            new ConcurrentHashMap<>();
    private final AtomicLong round = new AtomicLong();

    /** In order of metric and zone. */
    Map<SeriesKey, LatestValue> of(String machineId) {
        ConcurrentMap<SeriesKey, LatestValue> known = machines.get(machineId);
        return known == null ? Map.of() : known;
    }

    /**
     * On the writer's thread after all, since nobody is woken and nothing waits: a look into a map
     * for each series of the group. The points of a series are in order of time within a day, and
     * days are in order.
     */
    @Override
    public void committed(CommittedSamples samples) {
        for (int index = 0; index < samples.size(); index++) {
            SeriesKey series = samples.series(index);
            if (index + 1 == samples.size() || !samples.series(index + 1).equals(series)) {
                LatestValue value =
                        new LatestValue(
                                samples.epochMicros(index),
                                samples.value(index),
                                samples.target(index),
                                round.get());
                machine(series).merge(series, value, LatestValues::newer);
            }
        }
    }

    /** To be called before the database is asked; the number goes with its answer. */
    long beginRound() {
        return round.incrementAndGet();
    }

    /** The database's newest point of a series. */
    void found(SeriesKey series, LatestValue inDatabase) {
        machine(series)
                .merge(
                        series,
                        inDatabase,
                        (known, found) ->
                                known.learnedIn() < found.learnedIn()
                                        ? found
                                        : newer(found, known));
    }

    /**
     * The database has no point of the series from that time on.
     *
     * @return whether one was known, so that an older one is to be searched
     */
    boolean foundNothingSince(SeriesKey series, long fromMicros, long inRound) {
        LatestValue known = of(series.machineId()).get(series);
        return known != null
                && known.epochMicros() >= fromMicros
                && known.learnedIn() < inRound
                && machine(series).remove(series, known);
    }

    /** A correction has the time of what it corrects, so of two points as new the second counts. */
    private static LatestValue newer(LatestValue first, LatestValue second) {
        return second.epochMicros() >= first.epochMicros() ? second : first;
    }

    private ConcurrentMap<SeriesKey, LatestValue> machine(SeriesKey series) {
        return machines.computeIfAbsent(
                series.machineId(), machine -> new ConcurrentSkipListMap<>(ORDER));
    }
}
