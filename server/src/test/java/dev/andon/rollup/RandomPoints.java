package dev.andon.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Points of all kinds: live, late, sent again, corrected, with and without targets. */
final class RandomPoints {
    private final Random random;
    private final List<BucketModel.Point> sent = new ArrayList<>();

    RandomPoints(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Some points at or before a time, at most that much before. */
    synchronized List<BucketModel.Point> batch(Instant now, Duration back) {
        List<BucketModel.Point> batch = new ArrayList<>();
        String machine = RollupFixture.MACHINES.get(below(RollupFixture.MACHINES.size()));
        Instant start = now.minusSeconds((long) (random.nextDouble() * back.toSeconds()));
        int size = 1 + below(40);
        for (int i = 0; i < size; i++) {
            boolean again = !sent.isEmpty() && below(8) == 0;
            Instant time = start.minusSeconds(30L * i);
            BucketModel.Point point = again ? sent.get(below(sent.size())) : point(machine, time);
            batch.add(point);
            if (below(20) == 0) {
                batch.add(point(point.machine(), point.time()));
            }
        }
        sent.addAll(batch);
        return batch;
    }

    private BucketModel.Point point(String machine, Instant time) {
        return new BucketModel.Point(
                machine,
                time,
                Math.round(8000 + 500 * random.nextGaussian()) / 100.0,
                below(3) == 0 ? 80 + below(3) : Double.NaN);
    }
}
