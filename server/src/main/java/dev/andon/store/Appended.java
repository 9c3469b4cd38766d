package dev.andon.store;

import java.util.Arrays;

/** What became of each of the points that were appended together. */
public final class Appended {
    private final SortedSamples sorted;
    private final Fate[] fates;
    private final int[] changed;

    private Appended(SortedSamples sorted, Fate[] fates, int[] changed) {
        this.sorted = sorted;
        this.fates = fates;
        this.changed = changed;
    }

    /**
     * The first arrival of a point has met what the database held; each later one met the arrival
     * before it.
     *
     * @param firstFates of each distinct point
     */
    static Appended of(SortedSamples sorted, Fate[] firstFates) {
        Fate[] fates = new Fate[sorted.samples.size()];
        int[] changed = new int[sorted.points()];
        int changes = 0;
        for (int point = 0; point < sorted.points(); point++) {
            boolean change = firstFates[point] != Fate.UNCHANGED;
            fates[sorted.first(point)] = firstFates[point];
            for (int number = 1; number < sorted.arrivals(point); number++) {
                int arrival = sorted.arrival(point, number);
                boolean same =
                        sorted.samples.sameValues(sorted.arrival(point, number - 1), arrival);
                fates[arrival] = same ? Fate.UNCHANGED : Fate.CORRECTED;
                change |= !same;
            }
            if (change) {
                changed[changes++] = sorted.last(point);
            }
        }
        return new Appended(sorted, fates, Arrays.copyOf(changed, changes));
    }

    /** The fate of the point that was added as this one, counted from 0. */
    public Fate fate(int index) {
        return fates[index];
    }

    /** How many points differ now from before. */
    public int changes() {
        return changed.length;
    }

    /** Which of the points added is the one that a change kept; ordered by day, series and time. */
    public int changedIndex(int change) {
        return changed[change];
    }

    int changedSeries(int change) {
        return sorted.samples.series[changed[change]];
    }

    public long changedMicros(int change) {
        return sorted.samples.epochMicros[changed[change]];
    }

    public double changedValue(int change) {
        return sorted.samples.values[changed[change]];
    }

    /** NaN where the point has no target. */
    public double changedTarget(int change) {
        return sorted.samples.targets[changed[change]];
    }
}
