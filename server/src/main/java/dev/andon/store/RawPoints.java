package dev.andon.store;

/** Points of one UTC day that are to be written raw. */
final class RawPoints {
    final int epochDay;

    /** Numbers of distinct points of {@link SortedSamples}, ascending. */
    final int[] points;

    RawPoints(int epochDay, int[] points) {
        this.epochDay = epochDay;
        this.points = points;
    }
}
