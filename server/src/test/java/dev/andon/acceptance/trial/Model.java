package dev.andon.acceptance.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.acceptance.trial.Batch.Good;
import dev.andon.acceptance.trial.Batch.Point;
import dev.andon.acceptance.trial.Batch.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must be stored of one sender. A batch without an acknowledgement that was given up is there
 * wholly or not at all; its points are never sent again, so that this can be seen in the end.
 */
final class Model {
    private final Map<Point, Reading> stored = new HashMap<>();
    private final List<Point> known = new ArrayList<>();
    private final List<Batch> givenUp = new ArrayList<>();
    private final Set<Point> ofGivenUp = new HashSet<>();

    /**
     * Points of a request whose connection broke, by the run of the server that may still hold it.
     * The server may commit that request after a later one, and undo a correction: true to what it
     * promises, but nothing that could be foretold.
     */
    private final Map<Point, Integer> inDoubt = new HashMap<>();

    /** Takes the batch as stored once more, and tells what the server must have answered. */
    Account apply(Batch batch) {
        int[] fates = new int[3];
        for (Good good : batch.good()) {
            Reading before = stored.put(good.point(), good.reading());
            if (before == null) {
                known.add(good.point());
                fates[0]++;
            } else {
                fates[before.equals(good.reading()) ? 1 : 2]++;
            }
        }
        return new Account(
                batch.items().size(),
                fates[0],
                fates[1],
                fates[2],
                batch.bad().stream().limit(100).toList());
    }

    /** The points of the batch that are there already, for the message of a failure. */
    String meeting(Batch batch) {
        StringBuilder text = new StringBuilder("met");
        for (Good good : batch.good()) {
            Reading before = stored.get(good.point());
            if (before != null) {
                text.append("\n").append(good).append(" after ").append(before);
                text.append(" in doubt since run ").append(inDoubt.get(good.point()));
            }
        }
        return text.toString();
    }

    void giveUp(Batch batch) {
        givenUp.add(batch);
        batch.good().forEach(good -> ofGivenUp.add(good.point()));
    }

    void doubt(Batch batch, int serverRun) {
        batch.good().forEach(good -> inDoubt.put(good.point(), serverRun));
    }

    /** A point that was stored and may be sent again; null where none is found quickly. */
    @Nullable Point any(Random random, int serverRun) {
        for (int attempt = 0; attempt < 5 && !known.isEmpty(); attempt++) {
            Point point = known.get(random.nextInt(known.size()));
            if (!ofGivenUp.contains(point)
                    && inDoubt.getOrDefault(point, serverRun - 1) < serverRun) {
                return point;
            }
        }
        return null;
    }

    @Nullable Reading reading(Point point) {
        return stored.get(point);
    }

    Map<Point, Reading> stored() {
        return Map.copyOf(stored);
    }

    int givenUpBatches() {
        return givenUp.size();
    }

    /**
     * @param table all that the database holds of this sender
     * @return how many of the batches that were given up are there
     */
    int mustExplain(String sender, Map<Point, Reading> table) {
        Map<Point, Reading> expected = new HashMap<>(stored);
        int there = 0;
        for (Batch batch : givenUp) {
            Map<Point, Reading> after = new HashMap<>();
            batch.good().forEach(good -> after.put(good.point(), good.reading()));
            if (after.entrySet().stream()
                    .allMatch(entry -> entry.getValue().equals(table.get(entry.getKey())))) {
                expected.putAll(after);
                there++;
            }
        }
        Map<Point, Reading> surplus = new HashMap<>(table);
        surplus.entrySet().removeAll(expected.entrySet());
        Map<Point, Reading> missing = new HashMap<>(expected);
        missing.entrySet().removeAll(table.entrySet());
        assertThat(missing).as("%s: acknowledged, but not in the database", sender).isEmpty();
        assertThat(surplus)
                .as("%s: in the database, but not sent, or a part of a batch", sender)
                .isEmpty();
        return there;
    }
}
