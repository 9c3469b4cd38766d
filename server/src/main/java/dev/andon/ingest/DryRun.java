package dev.andon.ingest;

import dev.andon.catalog.SeriesKey;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** Takes slices as a writer does, and only looks at them. */
final class DryRun implements Slices.Outlet {
    private final Set<SeriesKey> series = new LinkedHashSet<>();
    private long oldestMicros = Long.MAX_VALUE;
    private long newestMicros = Long.MIN_VALUE;

    @Override
    public void put(PendingBatch batch, Duration patience) {
        PointBatch points = batch.points();
        series.addAll(points.series());
        for (int point = 0; point < points.size(); point++) {
            oldestMicros = Math.min(oldestMicros, points.epochMicros(point));
            newestMicros = Math.max(newestMicros, points.epochMicros(point));
        }
        batch.answer().complete(points.receipt(points.size(), 0, 0));
    }

    ImportReceipt.Found found() {
        boolean any = oldestMicros <= newestMicros;
        return new ImportReceipt.Found(
                any ? (Long) Math.floorDiv(oldestMicros, 1_000) : null,
                any ? (Long) Math.floorDiv(newestMicros, 1_000) : null,
                series.stream().map(ImportReceipt.FoundSeries::of).toList());
    }
}
