package dev.andon.ingest;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commits a request, a large one in slices: while one is written the next is read, and then reading
 * waits; so a body of any size holds two slices at most, in their order. Adds up the account. Once
 * a slice is stored, a full queue makes the request wait rather than fail.
 */
final class Slices implements AutoCloseable {
    /**
     * With very many series a slice is smaller, since these take more memory than its points; but
     * the points must find room in any case.
     */
    private static final long MAX_SLICE_BYTES = 8 << 20;

    /** What the points of a slice take in any case. */
    private static final long MIN_SLICE_BYTES = 2 << 20;

    /** Of all memory for points: a token alone may hold half, and a request holds two slices. */
    private static final int LARGEST_PART = 8;

    /**
     * A request that has not begun waits so long for room. Senders that come again at once are
     * slowed down by that, and mostly let in instead of refused.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Outlet outlet;
    private final Sender sender;
    private final GroupWriter.Accounting account;
    private final Consumer<IngestRefusedException> refusals;
    private final int slicePoints;
    private final long sliceBytes;
    private final Duration maxWait;
    private @Nullable PendingBatch underway;
    private @Nullable Receipt committed;

    /** Where slices are written, and answered. */
    interface Outlet {
        /**
         * @param patience how long it waits for room
         * @throws IngestRefusedException when it cannot be taken, or not in that time
         */
        void put(PendingBatch batch, Duration patience);
    }

    Slices(
            Outlet outlet,
            Sender sender,
            GroupWriter.Accounting account,
            Consumer<IngestRefusedException> refusals,
            int slicePoints,
            long memory,
            Duration maxWait) {
        this.outlet = outlet;
        this.sender = sender;
        this.account = account;
        this.refusals = refusals;
        this.slicePoints = slicePoints;
        this.sliceBytes =
                Math.max(
                        2L * slicePoints * PointBatch.BYTES_A_POINT,
                        Math.clamp(memory / LARGEST_PART, MIN_SLICE_BYTES, MAX_SLICE_BYTES));
        this.maxWait = maxWait;
    }

    int slicePoints() {
        return slicePoints;
    }

    boolean isFull(int points, long bytes) {
        return points >= slicePoints || (points > 0 && bytes >= sliceBytes);
    }

    /** Whether slices were passed on; then a refusal would leave the request half done. */
    boolean begun() {
        return underway != null || committed != null;
    }

    /** Waits for the slice before, and lets this one be written; it is closed afterwards. */
    void passOn(PointBatch slice) {
        boolean passedOn = false;
        try {
            awaitUnderway();
            PendingBatch pending = new PendingBatch(sender, slice);
            outlet.put(pending, patience());
            underway = pending;
            passedOn = true;
        } finally {
            if (!passedOn) {
                slice.close();
            }
        }
    }

    /** Waits until all is committed. */
    Receipt finish(PointBatch rest) {
        awaitUnderway();
        if (rest.size() == 0) {
            account.count(sender, rest, Fates.NONE);
            return add(rest.receipt(0, 0, 0));
        }
        PendingBatch pending = new PendingBatch(sender, rest);
        outlet.put(pending, patience());
        return add(answer(pending));
    }

    /** What to tell the sender: of two refusals the one of the earlier points. */
    IngestRefusedException refused(IngestRefusedException refusal) {
        IngestRefusedException first = refusal;
        try {
            awaitUnderway();
        } catch (IngestRefusedException earlier) {
            first = earlier;
        }
        return committed == null ? first : first.after(committed);
    }

    /** How long the request waits for room, now. */
    Duration patience() {
        return begun() ? maxWait : PATIENCE;
    }

    private void awaitUnderway() {
        PendingBatch slice = underway;
        if (slice != null) {
            underway = null;
            try {
                add(answer(slice));
            } finally {
                slice.points().close();
            }
        }
    }

    private static Receipt answer(PendingBatch pending) {
        try {
            return pending.answer().join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof IngestRefusedException refusal) {
                throw refusal;
            }
            throw failure;
        }
    }

    private Receipt add(Receipt receipt) {
        Receipt sum = committed == null ? receipt : committed.plus(receipt);
        committed = sum;
        return sum;
    }

    /** Of a sender that is gone a slice may be underway still; what is stored of it counts. */
    @Override
    public void close() {
        try {
            awaitUnderway();
        } catch (IngestRefusedException nobodyToTell) {
            refusals.accept(nobodyToTell);
        }
    }
}
