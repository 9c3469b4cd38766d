package dev.andon.history;

import dev.andon.rollup.BucketModel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random points, on times that meet again and again. */
final class HistoryPoints {
    private static final Duration PACE = Duration.ofMinutes(10);
    private static final int SLOTS_A_DAY = (int) Duration.ofDays(1).dividedBy(PACE);

    private final Random random;

    HistoryPoints(Random random) {
        this.random = random;
    }

    /** Some points of a machine that follow each other, the first of them somewhere in a span. */
    List<BucketModel.Point> between(Instant since, Instant until) {
        int machine = random.nextInt(Signal.ALL.size());
        long seconds = Math.max(1, Duration.between(since, until).toSeconds());
        Instant start = since.plusSeconds((long) (random.nextDouble() * seconds));
        List<BucketModel.Point> points = new ArrayList<>();
        int size = 1 + random.nextInt(40);
        for (int slot = 0; slot < size; slot++) {
            Instant time = start.minus(PACE.multipliedBy(slot));
            points.add(point(machine, time));
            if (random.nextInt(15) == 0) {
                points.add(point(machine, time));
            }
        }
        return points;
    }

    /** Whole days of a machine, as an importer brings them. */
    List<BucketModel.Point> days(Instant since, Instant until) {
        int machine = random.nextInt(Signal.ALL.size());
        long days = Math.max(1, Duration.between(since, until).toDays());
        Instant day =
                since.truncatedTo(ChronoUnit.DAYS).plus(random.nextLong(days), ChronoUnit.DAYS);
        List<BucketModel.Point> points = new ArrayList<>();
        int size = SLOTS_A_DAY * (1 + random.nextInt(2));
        for (int slot = 0; slot < size; slot++) {
            points.add(point(machine, day.plus(PACE.multipliedBy(slot))));
        }
        return points;
    }

    /** Points that are there, as they are or corrected. */
    List<BucketModel.Point> again(HistoryModel model) {
        List<BucketModel.Point> there = model.inOrder();
        List<BucketModel.Point> points = new ArrayList<>();
        int size = there.isEmpty() ? 0 : 1 + random.nextInt(20);
        for (int i = 0; i < size; i++) {
            BucketModel.Point point = there.get(random.nextInt(there.size()));
            points.add(random.nextBoolean() ? point : reading(point.machine(), point.time()));
        }
        return points;
    }

    /** On the machine's next time before that one; those of the last machine keep no pace. */
    private BucketModel.Point point(int machine, Instant near) {
        long slot = Math.floorDiv(near.getEpochSecond(), PACE.toSeconds());
        Instant time = Instant.ofEpochSecond(slot * PACE.toSeconds());
        time =
                switch (machine) {
                    case 0 -> time;
                    case 1 -> time.plusMillis(1_234);
                    case 2 -> time.plusNanos(5_678_000);
                    default -> time.plus(slot * 7_919_333L % 599_999_999, ChronoUnit.MICROS);
                };
        return reading(Signal.ALL.get(machine).machine(), time);
    }

    private BucketModel.Point reading(String machine, Instant time) {
        double value =
                switch (random.nextInt(6)) {
                    case 0 -> 0.1 + 0.2;
                    case 1 -> random.nextGaussian() * 1e6;
                    case 2 -> (float) random.nextGaussian();
                    case 3 -> -random.nextInt(5) - 1;
                    default -> Math.round(8000 + 500 * random.nextGaussian()) / 100.0;
                };
        double target = random.nextInt(3) == 0 ? 80 + random.nextInt(3) : Double.NaN;
        return new BucketModel.Point(machine, time, value, target);
    }
}
