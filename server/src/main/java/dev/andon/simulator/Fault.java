package dev.andon.simulator;

/** A breakdown; some signals show it coming in the half hour before. */
record Fault(long from, long to, Cause cause) {
    private static final double OMEN_MS = 30 * 60_000;

    enum Cause {
        BEARING,
        OVERHEATING,
        BLOCKAGE
    }

    /**
     * From 0, long before the fault, to 1 when it happens; 0 again once the machine has stopped.
     */
    double omen(long time) {
        double left = from - time;
        if (left < 0 || left > OMEN_MS) {
            return 0;
        }
        double risen = 1 - left / OMEN_MS;
        return risen * risen;
    }
}
