package dev.andon.acceptance.trial;

import dev.andon.acceptance.trial.Batch.Bad;
import dev.andon.acceptance.trial.Batch.Good;
import dev.andon.acceptance.trial.Batch.Item;
import dev.andon.acceptance.trial.Batch.Point;
import dev.andon.acceptance.trial.Batch.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What one sender sends next: by a random sequence, and by what it has stored. */
final class BatchPlan {
    static final String SHARED_MACHINE = "trial-shared";

    private static final int MAX_ITEMS = 300;
    private static final int SHARED_POINTS = 20_000;
    private static final int SHARED_BATCH = 100;
    private static final int OLD_DAYS = 12;

    /** 2026-03-01T00:00:00Z. */
    private static final long START_MICROS = 1_772_323_200_000_000L;

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final List<String> METRICS =
            List.of("temperature", "count", "cpu.load", "cpu.idle");

    private final String sender;
    private final Random random;
    private long next;

    BatchPlan(String sender, Random random) {
        this.sender = sender;
        this.random = random;
    }

    Batch next(Model model, int serverRun) {
        List<Item> items = new ArrayList<>();
        int size = 1 + random.nextInt(MAX_ITEMS);
        boolean withBad = random.nextInt(3) == 0;
        while (items.size() < size) {
            items.add(withBad && random.nextInt(10) == 0 ? bad() : good(items, model, serverRun));
        }
        return new Batch(items);
    }

    /** Points that other senders send with the same values. */
    Batch nextShared() {
        List<Item> items = new ArrayList<>();
        int from = random.nextInt(SHARED_POINTS);
        for (int number = from; number < from + SHARED_BATCH; number++) {
            items.add(new Good(sharedPoint(number), sharedReading(number)));
        }
        return new Batch(items);
    }

    private static Point sharedPoint(int number) {
        return new Point(SHARED_MACHINE, "count", null, START_MICROS + number * 60_000_000L);
    }

    private static Reading sharedReading(int number) {
        return new Reading(number, null);
    }

    /** All that anybody may have sent of the shared machine. */
    static Map<Point, Reading> allShared() {
        Map<Point, Reading> all = new HashMap<>();
        for (int number = 0; number < SHARED_POINTS + SHARED_BATCH; number++) {
            all.put(sharedPoint(number), sharedReading(number));
        }
        return all;
    }

    private Bad bad() {
        return new Bad(machine(), random.nextInt(1_000));
    }

    private Good good(List<Item> sameBatch, Model model, int serverRun) {
        int dice = random.nextInt(20);
        if (dice < 5) {
            Point point = model.any(random, serverRun);
            Reading reading = point == null ? null : model.reading(point);
            if (point != null && reading != null) {
                return new Good(point, dice < 3 ? reading : reading());
            }
        }
        if (dice == 5 && !sameBatch.isEmpty()) {
            Item earlier = sameBatch.get(random.nextInt(sameBatch.size()));
            if (earlier instanceof Good(Point point, Reading reading)) {
                return new Good(point, random.nextBoolean() ? reading : reading());
            }
        }
        return new Good(newPoint(dice == 6), reading());
    }

    /** Of today, or of an old day; a sender's own points are never the same. */
    private Point newPoint(boolean old) {
        long micros = START_MICROS + next++ * 1_000_000 + random.nextInt(1_000_000);
        if (old) {
            micros -= DAY_MICROS * (1 + random.nextInt(OLD_DAYS));
        } else if (random.nextInt(4) == 0) {
            // Out of order: an hour late.
            micros -= DAY_MICROS / 24;
        }
        return new Point(machine(), METRICS.get(random.nextInt(METRICS.size())), zone(), micros);
    }

    private String machine() {
        return sender + "-" + random.nextInt(2);
    }

    private @Nullable Integer zone() {
        int zone = random.nextInt(4);
        return zone == 3 ? null : (Integer) zone;
    }

    private Reading reading() {
        double value =
                random.nextBoolean() ? random.nextInt(10_000) / 10.0 : random.nextGaussian() * 1e3;
        return new Reading(
                value, random.nextInt(3) == 0 ? (Double) (double) random.nextInt(9) : null);
    }
}
