package dev.andon.ingest;

/**
 * An account of points; {@code received} is always the sum of the others, since it is nowhere
 * counted by itself.
 */
final class Counts {
    private long stored;
    private long unchanged;
    private long corrected;
    private long rejected;

    /** As the interface shows it. */
    record View(long received, long stored, long unchanged, long corrected, long rejected) {}

    void add(long moreStored, long moreUnchanged, long moreCorrected, long moreRejected) {
        stored += moreStored;
        unchanged += moreUnchanged;
        corrected += moreCorrected;
        rejected += moreRejected;
    }

    void add(Counts more) {
        add(more.stored, more.unchanged, more.corrected, more.rejected);
    }

    View view() {
        return new View(
                stored + unchanged + corrected + rejected, stored, unchanged, corrected, rejected);
    }
}
