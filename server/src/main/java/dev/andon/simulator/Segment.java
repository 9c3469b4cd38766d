package dev.andon.simulator;

/**
 * A stretch of time in which nothing about a machine's orders changes.
 *
 * @param product 0 to 2; decides set points and speed
 * @param heated whether heaters and cooling run
 */
record Segment(long from, long to, MachineState state, int product, boolean heated) {
    boolean running() {
        return state == MachineState.RUNNING;
    }

    boolean contains(long time) {
        return from <= time && time < to;
    }
}
