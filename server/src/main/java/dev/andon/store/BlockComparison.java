package dev.andon.store;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Points of a day against blocks of that day: which of them a block holds with the same values,
 * which with others, and which are in none.
 */
final class BlockComparison {
    private final SortedSamples sorted;
    private final DayRange day;
    private final Precedence precedence;
    private final Fate[] fates;
    private final int[] rest;
    private final Set<Integer> correctedSeries = new TreeSet<>();
    private long correctedFrom = Long.MAX_VALUE;
    private long correctedTo = Long.MIN_VALUE;
    private int rests;
    private int next;

    /**
     * @param fates by distinct point; of those that a block holds and that stay as they are there
     *     it becomes {@link Fate#UNCHANGED}
     */
    BlockComparison(SortedSamples sorted, DayRange day, Precedence precedence, Fate[] fates) {
        this.sorted = sorted;
        this.day = day;
        this.precedence = precedence;
        this.fates = fates;
        this.rest = new int[day.to() - day.from()];
        this.next = day.from();
    }

    /** Blocks must come in the order of series and time. */
    void add(SampleBlock block) {
        pass(block.seriesId(), block.firstMicros());
        boolean touched =
                next < day.to()
                        && sorted.seriesId(next) == block.seriesId()
                        && sorted.epochMicros(next) <= block.lastMicros();
        if (touched) {
            BlockCodec.decode(
                    block,
                    (micros, value, target) -> meet(block.seriesId(), micros, value, target));
        }
    }

    private void meet(int seriesId, long micros, double value, double target) {
        pass(seriesId, micros);
        if (next == day.to()
                || sorted.seriesId(next) != seriesId
                || sorted.epochMicros(next) != micros) {
            return;
        }
        Samples samples = sorted.samples;
        if (precedence == Precedence.PRESENT
                || (samples.sameValues(sorted.first(next), value, target)
                        && samples.sameValues(sorted.last(next), value, target))) {
            fates[next] = Fate.UNCHANGED;
        } else {
            correctedSeries.add(seriesId);
            correctedFrom = Math.min(correctedFrom, micros);
            correctedTo = Math.max(correctedTo, micros);
        }
        next++;
    }

    private void pass(int seriesId, long micros) {
        while (next < day.to()
                && (sorted.seriesId(next) < seriesId
                        || (sorted.seriesId(next) == seriesId
                                && sorted.epochMicros(next) < micros))) {
            rest[rests++] = next++;
        }
    }

    /** To be asked after the last block. */
    RawPoints rest() {
        while (next < day.to()) {
            rest[rests++] = next++;
        }
        return new RawPoints(day.epochDay(), Arrays.copyOf(rest, rests));
    }

    boolean corrects() {
        return !correctedSeries.isEmpty();
    }

    int[] correctedSeries() {
        return correctedSeries.stream().mapToInt(Integer::intValue).toArray();
    }

    long correctedFrom() {
        return correctedFrom;
    }

    /** Of the last one, inclusive. */
    long correctedTo() {
        return correctedTo;
    }
}
