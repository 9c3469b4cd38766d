package dev.andon.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Seals days that are old enough, the oldest first, a few series at a time, and drops their raw
 * partitions. Whatever interrupts it, the next look goes on: what is raw and old is to be sealed.
 */
@Component
public class Sealing implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Sealing.class);

    /** How often a group is tried whose day somebody else is writing to, before the next look. */
    private static final int MAX_TRIES = 25;

    private final SealingStore store;
    private final Sealer sealer;
    private final PartitionStore partitions;
    private final SealingConfig config;
    private final SealingPace pace;
    private final Clock clock;
    private final Counter points;
    private final Counter failures;
    private final Timer groups;
    private final NavigableSet<Integer> waiting = new ConcurrentSkipListSet<>();
    private final Set<Integer> refused = new HashSet<>();
    private Map<Integer, Long> lastWrites = Map.of();
    private volatile int sealableUntil = Integer.MIN_VALUE;
    private volatile @Nullable LocalDate running;
    private volatile SealingProgress.@Nullable Failure lastFailure;
    private @Nullable Thread thread;

    Sealing(
            SealingStore store,
            Sealer sealer,
            PartitionStore partitions,
            SampleStore samples,
            SealingConfig config,
            MeterRegistry registry,
            Clock clock) {
        this.store = store;
        this.sealer = sealer;
        this.partitions = partitions;
        this.config = config;
        this.pace = new SealingPace(config, samples.load(), System::nanoTime);
        this.clock = clock;
        points = registry.counter("andon.sealing.points");
        failures = registry.counter("andon.sealing.failures");
        groups = registry.timer("andon.sealing.group");
        registry.gauge("andon.sealing.days.waiting", waiting, Set::size);
        Gauge.builder("andon.sealing.lag", this, Sealing::lagSeconds)
                .baseUnit("seconds")
                .register(registry);
    }

    public SealingProgress progress() {
        return new SealingProgress(
                sealableUntil == Integer.MIN_VALUE ? null : LocalDate.ofEpochDay(sealedUntil()),
                waiting.size(),
                (long) points.count(),
                running,
                lastFailure);
    }

    private int sealedUntil() {
        int until = sealableUntil;
        return waiting.stream().findFirst().map(day -> Math.min(day, until)).orElse(until);
    }

    private double lagSeconds() {
        return Duration.ofDays((long) sealableUntil - sealedUntil()).toSeconds();
    }

    @Override
    public void start() {
        if (!store.seals()) {
            return;
        }
        thread = Thread.ofVirtual().name("sealing").start(this::run);
    }

    /** Returns when the group at hand is done, which takes a second or so. */
    @Override
    public void stop() {
        pace.stop();
        Thread sealing = thread;
        thread = null;
        try {
            if (sealing != null) {
                sealing.join(Duration.ofSeconds(30));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            do {
                lookOnce();
            } while (pace.pause(config.lookEvery()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnce() throws InterruptedException {
        try {
            look();
        } catch (SQLException | RuntimeException failure) {
            // The boundary of the loop: nothing is lost, and the next look may fare better.
            failures.increment();
            log.warn(
                    "Old days could not be sealed; they stay raw, and this is tried again in {}",
                    config.lookEvery(),
                    failure);
        }
    }

    /** Seals what is due. A day that was written to since the last look is left for the next. */
    void look() throws SQLException, InterruptedException {
        int until = store.sealableUntil();
        Map<Integer, Long> writes = new HashMap<>();
        List<Integer> due = new ArrayList<>();
        for (SealingStore.RawDay day : store.rawDays()) {
            if (day.epochDay() >= until) {
                break;
            }
            writes.put(day.epochDay(), day.writes());
            Long before = lastWrites.get(day.epochDay());
            if (before != null && before == day.writes() && !refused.contains(day.epochDay())) {
                due.add(day.epochDay());
            }
        }
        lastWrites = writes;
        waiting.retainAll(writes.keySet());
        waiting.addAll(writes.keySet());
        sealableUntil = until;
        for (int day : due) {
            if (pace.isStopped()) {
                return;
            }
            seal(day);
        }
    }

    private void seal(int epochDay) throws SQLException, InterruptedException {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        running = day;
        try {
            if (sealGroups(epochDay)) {
                waiting.remove(epochDay);
                drop(epochDay);
            }
        } catch (BlocksDifferException difference) {
            refused.add(epochDay);
            failed(day, difference, true);
        } catch (SQLException failure) {
            failed(day, failure, false);
            if (DatabaseFailure.of(failure) == DatabaseFailure.UNAVAILABLE) {
                throw failure;
            }
        } finally {
            running = null;
        }
    }

    private void failed(LocalDate day, Exception failure, boolean forGood) {
        String message = String.valueOf(failure.getMessage());
        lastFailure = new SealingProgress.Failure(clock.instant(), day, message, forGood);
        failures.increment();
        log.error(
                "{} was not sealed; its points stay raw, none is lost. {}",
                day,
                forGood ? "It is tried again after a restart." : "It is tried again later.",
                failure);
    }

    /** False if something is left for later. */
    private boolean sealGroups(int epochDay) throws SQLException, InterruptedException {
        for (int[] series : groups(store.rawSeries(epochDay))) {
            if (!sealGroup(epochDay, series)) {
                return false;
            }
        }
        return true;
    }

    private boolean sealGroup(int epochDay, int[] series)
            throws SQLException, InterruptedException {
        for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
            if (!pace.awaitTurn()) {
                return false;
            }
            long began = System.nanoTime();
            OptionalInt sealed = sealer.seal(epochDay, series);
            if (sealed.isPresent()) {
                groups.record(Duration.ofNanos(System.nanoTime() - began));
                points.increment(sealed.getAsInt());
                pace.sealed(sealed.getAsInt());
                return true;
            }
            pace.pause();
        }
        return false;
    }

    private List<int[]> groups(List<SealingStore.SeriesPoints> series) {
        List<int[]> groups = new ArrayList<>();
        int from = 0;
        long size = 0;
        for (int next = 0; next < series.size(); next++) {
            long more = series.get(next).points();
            if (next > from && size + more > config.maxGroupPoints()) {
                groups.add(numbers(series.subList(from, next)));
                from = next;
                size = 0;
            }
            size += more;
        }
        if (from < series.size()) {
            groups.add(numbers(series.subList(from, series.size())));
        }
        return groups;
    }

    private static int[] numbers(List<SealingStore.SeriesPoints> series) {
        return series.stream().mapToInt(SealingStore.SeriesPoints::seriesId).toArray();
    }

    private void drop(int epochDay) throws SQLException {
        if (store.dropIfEmpty(epochDay)) {
            partitions.forget(epochDay);
        }
    }
}
