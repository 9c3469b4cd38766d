package dev.andon.ingest;

import dev.andon.catalog.SeriesDirectory;
import dev.andon.store.SampleStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The way of a point, in order: a door parses it into a {@link PointBatch}, which checks it by
 * {@link PointRules} and takes {@link PendingMemory}; the batch waits in the {@link IngestQueue}
 * until a {@link GroupWriter} commits it together with others and answers. A large request goes
 * that way in {@link Slices}.
 */
@Component
class IngestPipeline implements SmartLifecycle {
    /** Machines, and tokens, that have an account of their own. */
    private static final int MAX_KEPT = 10_000;

    /** The web server's buffers, the thread and the beginnings of objects. */
    private static final int BYTES_A_REQUEST = 16 * 1024;

    /** Of all memory, before a request is read; a larger one gets the rest as it comes. */
    private static final int LARGEST_PART_RESERVED = 16;

    /** Half a day of the customer's plant: whole days of many series, in 16 MB. */
    private static final int MOST_IMPORTED_TOGETHER = 500_000;

    /** Of all memory, for each of the two slices of an import. */
    private static final int LARGEST_PART_IMPORTED = 6;

    private final IngestConfig config;
    private final Clock clock;
    private final IngestQueue queue;
    private final PendingMemory memory;
    private final IngestMeters meters;
    private final Ledger ledger;
    private final List<Thread> writers;
    private final ImportWriter importWriter;
    private volatile boolean running;

    IngestPipeline(
            SeriesDirectory directory,
            SampleStore store,
            List<CommittedSamplesListener> listeners,
            IngestConfig config,
            MeterRegistry registry,
            Clock clock) {
        this.config = config;
        this.clock = clock;
        this.queue =
                new IngestQueue(
                        config.maxQueuedPoints(), config.maxGroupPoints(), System::nanoTime);
        this.memory =
                new PendingMemory(
                        config.pendingBytes(Runtime.getRuntime().maxMemory()), queue::expectedWait);
        this.meters = new IngestMeters(registry, queue, memory, config.meteredMachines());
        this.ledger = new Ledger(clock, MAX_KEPT);
        Announcer announcer = new Announcer(listeners);
        GroupWriter writer =
                new GroupWriter(queue, directory, store, announcer, meters, this::count);
        this.importWriter =
                new ImportWriter(
                        directory, store, announcer, meters, this::count, config.maxGroupPoints());
        this.writers =
                IntStream.range(0, config.writers())
                        .mapToObj(number -> Thread.ofPlatform().name("ingest-" + number))
                        .map(builder -> builder.unstarted(writer))
                        .toList();
    }

    PendingMemory memory() {
        return memory;
    }

    /** What a door does: it reads all that a request brought into the batch. */
    interface Door {
        void read(PointBatch batch) throws IOException;
    }

    /**
     * Lets a door read, and answers after commit.
     *
     * @throws IngestRefusedException when not all was taken; it knows what was
     */
    Receipt receive(Sender sender, Door door) throws IOException {
        return receive(sender, 0, door);
    }

    /**
     * As above, for a request that waits for room before it is read.
     *
     * @param bodyBytes as the sender foretells them; points take about as much memory as their text
     */
    Receipt receive(Sender sender, long bodyBytes, Door door) throws IOException {
        try (Slices slices = slices(queue::put, this::count, sender, config.maxGroupPoints());
                PointBatch batch =
                        new PointBatch(
                                new PointRules(config, clock.instant()),
                                memory.share(sender),
                                slices)) {
            Receipt receipt = receive(sender, bodyBytes, door, batch, slices);
            ledger.answered();
            return receipt;
        }
    }

    /** As above, for a part of a file; every point must bring its time. */
    ImportReceipt receiveImport(Sender sender, long bodyBytes, boolean dryRun, Door door)
            throws IOException {
        DryRun looking = new DryRun();
        RejectedLines rejected = new RejectedLines();
        int slicePoints =
                Math.clamp(
                        memory.limit() / LARGEST_PART_IMPORTED / PointBatch.BYTES_A_POINT,
                        config.maxGroupPoints(),
                        Math.max(config.maxGroupPoints(), MOST_IMPORTED_TOGETHER));
        try (Slices slices =
                        dryRun
                                ? slices(looking, (_, _, _) -> {}, sender, slicePoints)
                                : slices(importWriter, this::count, sender, slicePoints);
                PointBatch batch =
                        new PointBatch(
                                new PointRules(config, clock.instant(), true),
                                memory.share(sender),
                                slices,
                                rejected)) {
            Receipt receipt = receive(sender, bodyBytes, door, batch, slices);
            if (!dryRun) {
                ledger.answered();
            }
            return ImportReceipt.of(receipt, rejected, dryRun ? looking.found() : null);
        }
    }

    private Receipt receive(
            Sender sender, long bodyBytes, Door door, PointBatch batch, Slices slices)
            throws IOException {
        try {
            long expected = Math.clamp(bodyBytes, 0, memory.limit() / LARGEST_PART_RESERVED);
            batch.begin(BYTES_A_REQUEST, expected, slices.patience());
            door.read(batch);
            return slices.finish(batch);
        } catch (IngestRefusedException refusal) {
            refused(sender, refusal);
            throw slices.refused(refusal);
        }
    }

    private Slices slices(
            Slices.Outlet outlet, GroupWriter.Accounting account, Sender sender, int points) {
        return new Slices(
                outlet,
                sender,
                account,
                refusal -> refused(sender, refusal),
                points,
                memory.limit(),
                config.maxWait());
    }

    private void refused(Sender sender, IngestRefusedException refusal) {
        meters.refused(sender, refusal.category());
        ledger.refused(sender, refusal.category());
    }

    private void count(Sender sender, PointBatch points, Fates fates) {
        ledger.count(sender, points, fates);
        meters.count(sender, points, fates);
    }

    IngestAccount account() {
        long milliseconds = queue.expectedWait().toMillis();
        return ledger.account(
                new IngestAccount.Waiting(
                        queue.points(),
                        queue.maxPoints(),
                        memory.used(),
                        memory.limit(),
                        Math.ceilDiv(milliseconds, 1_000)));
    }

    @Override
    public void start() {
        writers.forEach(Thread::start);
        running = true;
    }

    /** Writes and answers what was let in; the writers end by themselves when it is done. */
    @Override
    public void stop() {
        queue.close();
        try {
            for (Thread writer : writers) {
                writer.join();
            }
            importWriter.stop();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, so that it starts earlier and stops later. */
    @Override
    public int getPhase() {
        return 0;
    }
}
