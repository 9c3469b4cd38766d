package dev.andon.ingest;

import dev.andon.store.Appended;
import dev.andon.store.Fate;
import java.util.Arrays;

/** What became of the points of a batch, by the places of their series in it. */
final class Fates {
    /** Of a batch of which nothing was left to store. */
    static final Fates NONE = new Fates(0);

    private final int[] stored;
    private final int[] unchanged;
    private final int[] corrected;
    private final long[] newestMicros;

    /**
     * @param places how many series the batch has
     */
    Fates(int places) {
        stored = new int[places];
        unchanged = new int[places];
        corrected = new int[places];
        newestMicros = new long[places];
        Arrays.fill(newestMicros, Long.MIN_VALUE);
    }

    /**
     * @param offset of the batch's first point among those that were appended together
     */
    static Fates of(PointBatch points, Appended appended, int offset) {
        Fates fates = new Fates(points.series().size());
        for (int point = 0; point < points.size(); point++) {
            fates.add(
                    points.seriesPlace(point),
                    appended.fate(offset + point),
                    points.epochMicros(point));
        }
        return fates;
    }

    void add(int place, Fate fate, long micros) {
        counts(fate)[place]++;
        newestMicros[place] = Math.max(newestMicros[place], micros);
    }

    int places() {
        return newestMicros.length;
    }

    int count(int place, Fate fate) {
        return counts(fate)[place];
    }

    private int[] counts(Fate fate) {
        return switch (fate) {
            case STORED -> stored;
            case UNCHANGED -> unchanged;
            case CORRECTED -> corrected;
        };
    }

    /** Of all places. */
    int count(Fate fate) {
        return Arrays.stream(counts(fate)).sum();
    }

    /** The time of the place's newest point; {@link Long#MIN_VALUE} when it has none. */
    long newestMicros(int place) {
        return newestMicros[place];
    }
}
