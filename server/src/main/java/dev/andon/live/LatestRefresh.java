package dev.andon.live;

import static java.util.Objects.requireNonNull;

import dev.andon.catalog.SeriesKey;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Learns from the database what others than this server have written, corrected or removed, while
 * somebody asks. Usually beside the answer; the first to ask after a pause waits for it.
 */
final class LatestRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(LatestRefresh.class);

    private final LatestValues values;
    private final LatestQueries queries;
    private final LatestConfig config;
    private final Clock clock;
    private final Executor threads;

    private @Nullable CompletableFuture<Void> running;
    private @Nullable CompletableFuture<Void> searching;
    private @Nullable Long refreshedNanos;
    private @Nullable Long searchedNanos;

    /** Series without a point in the newest days, by number, as a round found them. */
    private record Silent(long round, Map<Integer, SeriesKey> series) {}

    LatestRefresh(
            LatestValues values,
            LatestQueries queries,
            LatestConfig config,
            Clock clock,
            Executor threads) {
        this.values = values;
        this.queries = queries;
        this.config = config;
        this.clock = clock;
        this.threads = threads;
    }

    /**
     * Returns when the values are as fresh as promised. Series that have been silent for more than
     * a day may still be searched.
     */
    void await() {
        CompletableFuture<Void> needed = refresh();
        if (needed != null) {
            try {
                needed.join();
            } catch (CompletionException failure) {
                if (failure.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw failure;
            }
        }
    }

    /** Starts what is due; null when the values are good enough without it. */
    private synchronized @Nullable CompletableFuture<Void> refresh() {
        long every = config.refreshEvery().toNanos();
        long now = System.nanoTime();
        long age = refreshedNanos == null ? Long.MAX_VALUE : now - refreshedNanos;
        if (age <= every) {
            return null;
        }
        if (running == null) {
            running = CompletableFuture.runAsync(() -> runRefresh(now), threads);
        }
        return age <= 2 * every ? null : running;
    }

    private void runRefresh(long startedNanos) {
        try {
            readNewest(startedNanos);
        } catch (DataAccessException failure) {
            LOG.warn("The latest values could not be read: {}", failure.getMessage());
            throw failure;
        } finally {
            synchronized (this) {
                running = null;
            }
        }
    }

    /** The days before today's are few: yesterday's values are the latest ones at night. */
    private Instant newestDays() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private void readNewest(long startedNanos) {
        Instant from = newestDays();
        long fromMicros = TimeUnit.SECONDS.toMicros(from.getEpochSecond());
        long round = values.beginRound();
        Map<Integer, SeriesKey> without = new HashMap<>();
        boolean[] lost = new boolean[1];
        queries.since(
                from,
                round,
                found -> {
                    if (found.value() != null) {
                        values.found(found.series(), found.value());
                    } else {
                        without.put(found.id(), found.series());
                        lost[0] |= values.foundNothingSince(found.series(), fromMicros, round);
                    }
                });
        refreshed(startedNanos, new Silent(round, without), lost[0]);
    }

    private synchronized void refreshed(long startedNanos, Silent silent, boolean lostSome) {
        refreshedNanos = startedNanos;
        if (lostSome) {
            // Also when a search is under way, which may have passed the day of an older point.
            searchedNanos = null;
        }
        boolean due =
                searchedNanos == null
                        || startedNanos - searchedNanos > config.searchEvery().toNanos();
        if (due && !silent.series().isEmpty() && searching == null) {
            searchedNanos = startedNanos;
            searching = CompletableFuture.runAsync(() -> runSearch(silent), threads);
        }
    }

    private void runSearch(Silent silent) {
        try {
            search(silent);
        } catch (DataAccessException failure) {
            LOG.warn("Latest values of silent series are missing: {}", failure.getMessage());
            searchAgain();
        } finally {
            synchronized (this) {
                searching = null;
            }
        }
    }

    private synchronized void searchAgain() {
        searchedNanos = null;
    }

    /**
     * Day after day, and month after month where points are sealed, so that no question ever
     * touches, and locks, more partitions. It goes on with the round that found them silent: what
     * came in since is newer. What is found nowhere has no points any more.
     */
    private void search(Silent silent) {
        Map<Integer, SeriesKey> wanted = new HashMap<>(silent.series());
        LocalDate newest = LocalDate.ofInstant(newestDays(), ZoneOffset.UTC);
        for (LatestQueries.Period period : queries.periods()) {
            if (wanted.isEmpty()) {
                return;
            }
            if (period.from().isBefore(newest)) {
                queries.within(period, wanted.keySet(), silent.round())
                        .forEach((id, value) ->
                                values.found(requireNonNull(wanted.remove(id)), value));
            }
        }
        wanted.values()
                .forEach(
                        series -> values.foundNothingSince(series, Long.MIN_VALUE, silent.round()));
    }
}
