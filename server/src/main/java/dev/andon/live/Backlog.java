package dev.andon.live;

import dev.andon.catalog.SeriesKey;
import dev.andon.ingest.CommittedSamples;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits for one subscription: every point, while they are few; once there are too many, the
 * newest of each series, until the reader has taken them. So memory is bounded by the limit or the
 * number of series, whichever is larger. Filled by the dispatcher, emptied by the session's thread.
 */
final class Backlog {
    private final int limit;
    private final List<LivePoint> points = new ArrayList<>();
    private final Map<SeriesKey, LivePoint> newest = new LinkedHashMap<>();
    private long skipped;

    /** What was waiting, and how many points were left out of it. */
    record Content(Collection<LivePoint> points, long skipped) {}

    Backlog(int limit) {
        this.limit = limit;
    }

    /** Points {@code from} to {@code to} (excluded), which are of one series and in order. */
    synchronized void add(CommittedSamples samples, int from, int to) {
        if (newest.isEmpty() && points.size() + to - from > limit) {
            points.forEach(this::keepNewest);
            points.clear();
            keepLastOf(samples, from, to);
        } else if (newest.isEmpty()) {
            for (int index = from; index < to; index++) {
                points.add(point(samples, index));
            }
        } else {
            keepLastOf(samples, from, to);
        }
    }

    synchronized boolean isEmpty() {
        return points.isEmpty() && newest.isEmpty();
    }

    synchronized Content take() {
        Content content =
                new Content(List.copyOf(newest.isEmpty() ? points : newest.values()), skipped);
        points.clear();
        newest.clear();
        skipped = 0;
        return content;
    }

    private void keepLastOf(CommittedSamples samples, int from, int to) {
        skipped += to - from - 1;
        keepNewest(point(samples, to - 1));
    }

    private void keepNewest(LivePoint point) {
        LivePoint before = newest.putIfAbsent(point.series(), point);
        if (before != null) {
            skipped++;
            // Late data must not push a newer value aside.
            if (before.epochMicros() <= point.epochMicros()) {
                newest.put(point.series(), point);
            }
        }
    }

    private static LivePoint point(CommittedSamples samples, int index) {
        return new LivePoint(
                samples.series(index),
                samples.epochMicros(index),
                samples.value(index),
                samples.target(index));
    }
}
