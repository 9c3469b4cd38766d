package dev.andon.ingest;

import dev.andon.catalog.SeriesDirectory;
import dev.andon.catalog.SeriesKey;
import dev.andon.catalog.SeriesNumbers;
import dev.andon.store.Appended;
import dev.andon.store.DatabaseFailure;
import dev.andon.store.Fate;
import dev.andon.store.SampleStore;
import dev.andon.store.Samples;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the slices of imports one after the other, beside the writers of what machines send, which
 * so keep most of the database for themselves. A slice is many times as large as a group of theirs
 * and goes in by day and series: old days are kept in blocks, and to make one costs the same
 * whether it brings a day of a series or a point.
 */
final class ImportWriter implements Slices.Outlet {
    private static final Logger log = LoggerFactory.getLogger(ImportWriter.class);

    /**
     * Of a day of a series, on the average. To write fewer into a block, which may be there and is
     * then read and replaced, costs more than to leave them raw until the day is sealed.
     */
    private static final int FEWEST_POINTS_OF_A_BLOCK = 100;

    private final SeriesDirectory directory;
    private final SampleStore store;
    private final Announcer announcer;
    private final IngestMeters meters;
    private final GroupWriter.Accounting account;
    private final int commitPoints;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("import").factory());

    /**
     * @param commitPoints that are written together, roughly: whole days of series
     */
    ImportWriter(
            SeriesDirectory directory,
            SampleStore store,
            Announcer announcer,
            IngestMeters meters,
            GroupWriter.Accounting account,
            int commitPoints) {
        this.directory = directory;
        this.store = store;
        this.announcer = announcer;
        this.meters = meters;
        this.account = account;
        this.commitPoints = commitPoints;
    }

    @Override
    public void put(PendingBatch batch, Duration patience) {
        try {
            thread.execute(() -> write(batch));
        } catch (RejectedExecutionException stopping) {
            throw IngestRefusedException.stopping();
        }
    }

    /** Writes what was let in. */
    void stop() throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
            log.warn("An import is still being written");
        }
    }

    private void write(PendingBatch batch) {
        try {
            batch.answer().complete(commit(batch));
        } catch (Throwable failure) {
            // The boundary of the loop: whatever happened, the sender gets an answer.
            refuse(batch, failure);
        }
    }

    private Receipt commit(PendingBatch batch) {
        PointBatch points = batch.points();
        SeriesNumbers numbers = directory.resolve(points.series());
        points.rejectRefused(numbers);
        DaysOfSeries days = DaysOfSeries.of(points);
        Fates fates = new Fates(points.series().size());
        int from = 0;
        while (from < points.size()) {
            int to = days.end(from, commitPoints);
            commit(points, numbers, days, from, to, fates);
            from = to;
        }
        account.count(batch.sender(), points, fates);
        return points.receipt(
                fates.count(Fate.STORED), fates.count(Fate.UNCHANGED), fates.count(Fate.CORRECTED));
    }

    private void commit(
            PointBatch points,
            SeriesNumbers numbers,
            DaysOfSeries days,
            int from,
            int to,
            Fates fates) {
        long start = System.nanoTime();
        Samples samples = new Samples(to - from);
        SeriesKey[] series = new SeriesKey[to - from];
        for (int i = from; i < to; i++) {
            int point = days.point(i);
            int place = points.seriesPlace(point);
            series[i - from] = points.series().get(place);
            samples.add(
                    numbers.number(place),
                    points.epochMicros(point),
                    points.value(point),
                    points.target(point));
        }
        boolean worthBlocks = to - from >= (long) days.count(from, to) * FEWEST_POINTS_OF_A_BLOCK;
        Appended appended = worthBlocks ? store.load(samples) : store.append(samples);
        meters.committed(to - from, Duration.ofNanos(System.nanoTime() - start));
        announcer.announce(appended, series);
        for (int i = from; i < to; i++) {
            int point = days.point(i);
            fates.add(
                    points.seriesPlace(point), appended.fate(i - from), points.epochMicros(point));
        }
    }

    private static void refuse(PendingBatch batch, Throwable failure) {
        if (DatabaseFailure.of(failure) == DatabaseFailure.REFUSED) {
            log.error("A part of an import was not stored", failure);
            batch.refuse(IngestRefusedException.failed(failure));
        } else {
            log.warn(
                    "A part of an import was not stored and will come again: {}",
                    failure.getMessage());
            batch.refuse(IngestRefusedException.databaseAway(failure));
        }
    }
}
