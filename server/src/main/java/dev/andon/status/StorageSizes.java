package dev.andon.status;

import dev.andon.status.PartContents.DayOfMetric;
import dev.andon.status.Sizes.Amount;
import dev.andon.status.Sizes.DayPoints;
import dev.andon.status.Sizes.MetricSize;
import dev.andon.status.Sizes.MonthBytes;
import dev.andon.status.StoredPart.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Measures what is stored while somebody asks, at most once a minute, beside the answers: however
 * many look and however much there is, they get the last figures at once.
 */
@Component
class StorageSizes {
    private static final Logger log = LoggerFactory.getLogger(StorageSizes.class);
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    /** The first to ask waits this long for the first figures. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int MAX_METRICS = 200;
    private static final int MAX_DAYS = 92;

    private final StorageQueries queries;
    private final Clock clock;
    private @Nullable CompletableFuture<Sizes> measuring;
    private volatile @Nullable Sizes last;

    StorageSizes(StorageQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** Null while they are measured for the first time. */
    @Nullable Sizes current() {
        Sizes known = last;
        if (known != null && clock.millis() - known.measuredAt() < GOOD_FOR.toMillis()) {
            return known;
        }
        CompletableFuture<Sizes> running = begin();
        if (known != null) {
            return known;
        }
        try {
            return running.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillCounting) {
            return null;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof DataAccessException away) {
                throw away;
            }
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private synchronized CompletableFuture<Sizes> begin() {
        if (measuring != null && !measuring.isDone()) {
            return measuring;
        }
        CompletableFuture<Sizes> running = new CompletableFuture<>();
        measuring = running;
        Thread.ofVirtual().name("storage-sizes").start(() -> measure(running));
        return running;
    }

    private void measure(CompletableFuture<Sizes> result) {
        try {
            Sizes measured = measure();
            last = measured;
            result.complete(measured);
        } catch (DataAccessException away) {
            log.warn("What is stored could not be measured: {}", away.getMessage());
            result.completeExceptionally(away);
        } finally {
            // Whoever waits must not wait for ever when something unforeseen has happened.
            result.completeExceptionally(new IllegalStateException("not measured; see the log"));
        }
    }

    private Sizes measure() {
        List<StoredPart> parts = queries.parts();
        Tally tally = new Tally();
        for (StoredPart part : parts) {
            if (part.kind() == Kind.ROLLUP) {
                tally.rollupBytes += part.bytes();
            } else {
                tally.add(part, queries.contents(part));
            }
        }
        queries.forgetAllBut(parts);
        return tally.sizes(clock.instant(), queries.seriesByMetric());
    }

    /** The sums of one round. */
    private static final class Tally {
        private final Map<String, Amount> raw = new HashMap<>();
        private final Map<String, Amount> sealed = new HashMap<>();
        private final NavigableMap<Instant, Long> days = new TreeMap<>();
        private final NavigableMap<Instant, MonthBytes> months = new TreeMap<>();
        private Amount allRaw = Amount.NONE;
        private Amount allSealed = Amount.NONE;
        private boolean exact = true;
        private long rollupBytes;
        private int rawDays;
        private @Nullable Long oldestRawDay;

        void add(StoredPart part, PartContents contents) {
            boolean isSealed = part.kind() != Kind.RAW;
            Map<String, Amount> metrics = isSealed ? sealed : raw;
            long points = 0;
            for (DayOfMetric each : contents.points()) {
                Amount amount = new Amount(each.points(), Math.round(each.share() * part.bytes()));
                metrics.merge(each.metric(), amount, Amount::plus);
                days.merge(each.day(), each.points(), Long::sum);
                points += each.points();
            }
            // Partitions of days to come are there already, and say nothing yet.
            if (points == 0) {
                return;
            }
            Amount all = new Amount(points, part.bytes());
            long month = part.month().toEpochMilli();
            if (isSealed) {
                allSealed = allSealed.plus(all);
                months.merge(part.month(), new MonthBytes(month, 0, part.bytes()), Tally::sum);
            } else {
                allRaw = allRaw.plus(all);
                rawDays++;
                if (oldestRawDay == null) {
                    // Parts come oldest first.
                    oldestRawDay = part.from().toEpochMilli();
                }
                months.merge(part.month(), new MonthBytes(month, part.bytes(), 0), Tally::sum);
            }
            exact &= contents.exact();
        }

        private static MonthBytes sum(MonthBytes left, MonthBytes right) {
            return new MonthBytes(
                    left.month(), left.raw() + right.raw(), left.sealed() + right.sealed());
        }

        Sizes sizes(Instant now, Map<String, Integer> series) {
            List<MetricSize> metrics = new ArrayList<>();
            series.forEach((metric, count) ->
                    metrics.add(
                            new MetricSize(
                                    metric,
                                    count,
                                    raw.getOrDefault(metric, Amount.NONE),
                                    sealed.getOrDefault(metric, Amount.NONE))));
            metrics.sort(
                    Comparator.comparingLong(MetricSize::bytes)
                            .reversed()
                            .thenComparing(MetricSize::metric));
            return new Sizes(
                    now.toEpochMilli(),
                    exact,
                    allRaw,
                    allSealed,
                    rollupBytes,
                    rawDays,
                    oldestRawDay,
                    (int) months.values().stream().filter(each -> each.sealed() > 0).count(),
                    days(now),
                    List.copyOf(months.values()),
                    metrics.subList(0, Math.min(MAX_METRICS, metrics.size())),
                    Math.max(0, metrics.size() - MAX_METRICS));
        }

        private List<DayPoints> days(Instant now) {
            if (days.isEmpty()) {
                return List.of();
            }
            Instant today =
                    now.atZone(ZoneOffset.UTC)
                            .toLocalDate()
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
            Instant first = today.minus(Duration.ofDays(MAX_DAYS - 1L));
            if (days.firstKey().isAfter(first)) {
                first = days.firstKey();
            }
            List<DayPoints> all = new ArrayList<>();
            for (Instant day = first; !day.isAfter(today); day = day.plus(Duration.ofDays(1))) {
                all.add(new DayPoints(day.toEpochMilli(), days.getOrDefault(day, 0L)));
            }
            return all;
        }
    }
}
