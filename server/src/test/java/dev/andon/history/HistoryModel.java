package dev.andon.history;

import dev.andon.rollup.BucketModel;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has been stored, what of it must be there, and what must have been summed up: two maps that
 * are the same until retention takes points from the first.
 */
final class HistoryModel {
    static final String RAW = "samples";

    /** A point's key; a machine has one series. */
    record Point(String machine, Instant time) {
        YearMonth month() {
            return YearMonth.from(time.atOffset(ZoneOffset.UTC));
        }
    }

    /** Compared to the bit, as records compare doubles; NaN for no target. */
    record Reading(double value, double target) {
        /** As stores compare them: a zero has no sign, then. */
        boolean changes(Reading before) {
            boolean sameTarget =
                    target == before.target
                            || (Double.isNaN(target) && Double.isNaN(before.target));
            return value != before.value || !sameTarget;
        }
    }

    /** A level, or {@link #RAW}, of a machine. */
    record Kept(String level, String machine) {}

    /** A month of such a level that retention has removed. */
    record Gone(Kept kept, YearMonth month) {}

    private final ZoneId zone;
    private Map<Point, Reading> points = new HashMap<>();
    private final BucketModel summed = new BucketModel();
    private final Map<Kept, Instant> keptSince = new HashMap<>();
    private final Set<Gone> gone = new HashSet<>();
    private final Map<String, Set<BucketModel.Key>> leftAsTheyWere = new HashMap<>();

    HistoryModel(ZoneId zone) {
        this.zone = zone;
    }

    Map<Point, Reading> points() {
        return points;
    }

    List<BucketModel.Point> inOrder() {
        return points.entrySet().stream()
                .map(entry ->
                        new BucketModel.Point(
                                entry.getKey().machine(),
                                entry.getKey().time(),
                                entry.getValue().value(),
                                entry.getValue().target()))
                .sorted(
                        Comparator.comparing(BucketModel.Point::time)
                                .thenComparing(BucketModel.Point::machine))
                .toList();
    }

    /** What there must be after a transaction that writes these, in their order. */
    Map<Point, Reading> pointsWith(List<BucketModel.Point> written) {
        Map<Point, Reading> after = new HashMap<>(points);
        for (BucketModel.Point point : written) {
            after.merge(
                    new Point(point.machine(), point.time()),
                    new Reading(point.value(), point.target()),
                    (old, now) -> now.changes(old) ? now : old);
        }
        return after;
    }

    /** Points of times that are not kept any more are there, but are not summed up. */
    void write(List<BucketModel.Point> written) {
        points = pointsWith(written);
        List<BucketModel.Point> counted =
                written.stream()
                        .filter(point -> !point.time().isBefore(keptSince(RAW, point.machine())))
                        .toList();
        summed.add(counted);
        for (Level level : Level.values()) {
            for (BucketModel.Point point : counted) {
                if (point.time().isBefore(keptSince(level.label, point.machine()))) {
                    leftAsTheyWere
                            .computeIfAbsent(level.label, any -> new HashSet<>())
                            .add(level.bucket(point.machine(), point.time(), zone));
                }
            }
        }
    }

    /**
     * Whether points of a bucket came after it was announced that the bucket goes, and before it
     * went: nothing is promised of it any more.
     */
    boolean isLeftAsItWas(Level level, BucketModel.Key bucket) {
        return leftAsTheyWere.getOrDefault(level.label, Set.of()).contains(bucket);
    }

    void remove(Collection<Point> removed) {
        points.keySet().removeAll(removed);
    }

    Instant keptSince(String level, String machine) {
        return keptSince.getOrDefault(new Kept(level, machine), Instant.MIN);
    }

    void keepOnlySince(Kept kept, Instant since) {
        keptSince.merge(kept, since, (old, now) -> now.isAfter(old) ? now : old);
    }

    void removeMonth(Kept kept, YearMonth month) {
        gone.add(new Gone(kept, month));
    }

    boolean isGone(Level level, BucketModel.Key bucket) {
        Point start = new Point(bucket.machine(), bucket.start());
        return gone.contains(new Gone(new Kept(level.label, bucket.machine()), start.month()));
    }

    /** Of all that was ever summed up, also what is not kept. */
    Map<BucketModel.Key, BucketModel.Bucket> buckets(Level level) {
        return summed.buckets(level.width, zone);
    }

    /**
     * Whether a bucket has points on both sides of the time from which all points are kept: as long
     * as a change of it waits, it shows what it was.
     */
    boolean straddles(Level level, BucketModel.Key bucket) {
        Instant kept = keptSince(RAW, bucket.machine());
        return bucket.start().isBefore(kept)
                && kept.isBefore(bucket.start().plus(level.width).plus(Duration.ofHours(1)));
    }
}
