package dev.andon.live;

import dev.andon.catalog.SeriesKey;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a subscriber wants to see; null stands for all. */
record Filter(
        @Nullable Set<String> machines,
        @Nullable Set<String> areas,
        @Nullable Set<String> metrics) {

    boolean wants(SeriesKey series, Function<String, Optional<String>> areaOf) {
        return (machines == null || machines.contains(series.machineId()))
                && (metrics == null || metrics.contains(series.metricType()))
                && (areas == null
                        || areaOf.apply(series.machineId()).filter(areas::contains).isPresent());
    }
}
