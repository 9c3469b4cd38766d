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
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits one group after another and answers its senders. */
final class GroupWriter implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(GroupWriter.class);

    private final IngestQueue queue;
    private final SeriesDirectory directory;
    private final SampleStore store;
    private final Announcer announcer;
    private final IngestMeters meters;
    private final Accounting account;

    /** What is told of points whose fate is certain, before their sender is. */
    interface Accounting {
        void count(Sender sender, PointBatch points, Fates fates);
    }

    GroupWriter(
            IngestQueue queue,
            SeriesDirectory directory,
            SampleStore store,
            Announcer announcer,
            IngestMeters meters,
            Accounting account) {
        this.queue = queue;
        this.directory = directory;
        this.store = store;
        this.announcer = announcer;
        this.meters = meters;
        this.account = account;
    }

    /** Ends when the queue is closed and empty. */
    @Override
    public void run() {
        for (List<PendingBatch> group = queue.take(); !group.isEmpty(); group = queue.take()) {
            try {
                write(group);
            } finally {
                queue.done(group);
            }
        }
    }

    private void write(List<PendingBatch> group) {
        try {
            commit(group);
        } catch (Throwable failure) {
            // The boundary of the loop: whatever happened, every sender gets an answer and the
            // writer goes on.
            answer(group, failure);
        }
    }

    private void commit(List<PendingBatch> group) {
        long start = System.nanoTime();
        List<SeriesNumbers> numbers = new ArrayList<>();
        for (PendingBatch batch : group) {
            SeriesNumbers found = directory.resolve(batch.points().series());
            batch.points().rejectRefused(found);
            numbers.add(found);
        }
        int size = group.stream().mapToInt(batch -> batch.points().size()).sum();
        Samples samples = new Samples(size);
        SeriesKey[] series = new SeriesKey[size];
        for (int i = 0; i < group.size(); i++) {
            add(group.get(i).points(), numbers.get(i), samples, series);
        }
        Appended appended = store.append(samples);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        meters.committed(size, took);
        announcer.announce(appended, series);
        int offset = 0;
        for (PendingBatch batch : group) {
            Fates fates = Fates.of(batch.points(), appended, offset);
            account.count(batch.sender(), batch.points(), fates);
            batch.answer().complete(receipt(batch.points(), fates));
            offset += batch.points().size();
        }
    }

    private static void add(
            PointBatch points, SeriesNumbers numbers, Samples samples, SeriesKey[] series) {
        for (int point = 0; point < points.size(); point++) {
            int place = points.seriesPlace(point);
            series[samples.size()] = points.series().get(place);
            samples.add(
                    numbers.number(place),
                    points.epochMicros(point),
                    points.value(point),
                    points.target(point));
        }
    }

    private static Receipt receipt(PointBatch points, Fates fates) {
        return points.receipt(
                fates.count(Fate.STORED), fates.count(Fate.UNCHANGED), fates.count(Fate.CORRECTED));
    }

    /**
     * A database that is away fails all who wait, since they have waited as long. Points that the
     * database refuses fail alone: the group is halved until only their request is left.
     */
    private void answer(List<PendingBatch> group, Throwable failure) {
        DatabaseFailure category = DatabaseFailure.of(failure);
        if (category == DatabaseFailure.REFUSED && group.size() > 1) {
            write(group.subList(0, group.size() / 2));
            write(group.subList(group.size() / 2, group.size()));
            return;
        }
        if (category == DatabaseFailure.REFUSED) {
            log.error("A request was not stored, for a reason that should not occur", failure);
            group.forEach(batch -> batch.refuse(IngestRefusedException.failed(failure)));
            return;
        }
        List<PendingBatch> all = new ArrayList<>(group);
        if (category == DatabaseFailure.UNAVAILABLE) {
            all.addAll(queue.drain());
        }
        log.warn(
                "{} requests were not stored and their senders told to come back: {}",
                all.size(),
                failure.getMessage());
        all.forEach(batch -> batch.refuse(IngestRefusedException.databaseAway(failure)));
    }
}
