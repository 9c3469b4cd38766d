package dev.andon.store;

/**
 * Blocks do not give back the points that went in. Nothing is lost: the transaction that found out
 * is never committed, and the points stay what they were.
 */
final class BlocksDifferException extends RuntimeException {
    private final int epochDay;

    BlocksDifferException(int epochDay, String difference) {
        super(
                "Blocks do not give back what went in; nothing was changed, and the points stay where they were: "
                        + difference);
        this.epochDay = epochDay;
    }

    int epochDay() {
        return epochDay;
    }
}
