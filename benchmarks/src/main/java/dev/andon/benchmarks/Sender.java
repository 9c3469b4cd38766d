package dev.andon.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** The points of one sender: its own machines, in order of time, batch after batch. */
final class Sender {
    /** Points with different values, at least, before the values repeat. */
    private static final int DIFFERENT = 2_000;

    private final List<Batch> batches = new ArrayList<>();
    private final int series;
    private final int points;
    private final long originMillis;
    private final long cadenceMillis;
    private final long lap;
    private long sent;

    /**
     * @param points of a batch
     * @param lap after so many batches the very same ones come again
     */
    Sender(Format format, int firstSeries, int series, int points, Timeline timeline, long lap) {
        this.series = series;
        this.points = points;
        this.originMillis = timeline.nextMillis();
        this.cadenceMillis = timeline.cadenceMillis();
        this.lap = lap;
        int phases = series / greatestCommonDivisor(points, series);
        int repeats = Math.ceilDiv(DIFFERENT, phases * points);
        for (long number = 0; number < (long) phases * repeats; number++) {
            int phase = (int) (number * points % series);
            long seed = firstSeries + number * 1_000_003;
            batches.add(new Batch(format, firstSeries, series, phase, points, seed));
        }
    }

    /** Senders that divide the machines of a plant between them, as its gateways do. */
    static List<Sender> plant(
            Format format, int senders, int series, int points, Timeline timeline, long lap) {
        List<Sender> plant = new ArrayList<>();
        int each = series / senders;
        for (int sender = 0; sender < senders; sender++) {
            plant.add(new Sender(format, sender * each, each, points, timeline, lap));
        }
        return plant;
    }

    int points() {
        return points;
    }

    /** Valid until the next call. */
    byte[] next() {
        long number = sent++ % lap;
        Batch batch = batches.get((int) (number % batches.size()));
        return batch.body(millis(number), cadenceMillis);
    }

    /** After all that was sent. */
    long nextMillis() {
        return millis(Math.min(sent, lap)) + cadenceMillis;
    }

    private long millis(long batch) {
        return originMillis + batch * points / series * cadenceMillis;
    }

    private static int greatestCommonDivisor(int one, int other) {
        return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }
}
