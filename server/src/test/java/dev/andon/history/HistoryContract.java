package dev.andon.history;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random histories: points that are new, late, sent again or corrected, loaded into old days or
 * inserted by SQL, rolled up, repaired, sealed and removed, while the server is killed between any
 * two statements. After each step the points must follow the model to the bit, and the views of all
 * rollups too. A seed draws the same points and moments again; which days sealing finds unchanged
 * depends on when PostgreSQL's statistics arrive.
 */
abstract class HistoryContract {
    private final List<Operation> operations;
    private final int steps;

    /**
     * @param steps of a usual build; the property {@code history.steps} asks for a longer one
     * @param operations what happens
     */
    HistoryContract(int steps, EnumSet<Operation> operations) {
        this.operations = Operation.weighted(operations);
        this.steps = Integer.getInteger("history.steps", steps);
    }

    abstract HistoryDatabase open();

    @Test
    void followsTheModel() throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        String name = getClass().getSimpleName();
        System.out.printf("%s seed %d%n", name, seed);
        try (HistoryDatabase database = open()) {
            History history = new History(database, seed);
            Random random = new Random(seed);
            for (int step = 0; step < steps; step++) {
                Operation operation = operations.get(random.nextInt(operations.size()));
                try {
                    history.act(operation);
                    history.viewsMustFollow();
                    history.onlyOldDaysAreSealed();
                    if (step % 25 == 24) {
                        history.settle();
                        history.viewsMustFollow();
                    }
                } catch (Throwable failure) {
                    throw new AssertionError(
                            "seed %d, step %d, %s".formatted(seed, step, operation), failure);
                }
            }
            System.out.printf(
                    "%s: %d steps, in %d of them the server was killed; %s%n",
                    name, steps, history.cuts(), history.summary());
        }
    }
}
