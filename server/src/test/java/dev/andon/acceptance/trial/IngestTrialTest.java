package dev.andon.acceptance.trial;

import dev.andon.EnterableFolder;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Concurrent senders with random batches, while everything is killed, paused, restarted and cut:
 * what is stored afterwards is what was acknowledged, plus possibly whole batches that were given
 * up.
 *
 * <p>{@code make trial} kills 100 times ({@code -Dandon.kills=100}); {@code -Dseed=} repeats a run
 * as far as chance allows.
 */
class IngestTrialTest {
    private static final int SENDERS = 4;

    @TempDir(factory = EnterableFolder.class)
    private Path folder;

    @Test
    void storesWhatItAcknowledgesAndAccountsForIt() {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("seed " + seed);
        try (Trial trial = new Trial(folder, seed, SENDERS)) {
            Faults faults = new Faults(trial, new Random(seed));
            faults.happenUntilKilled(Integer.getInteger("andon.kills", 5));
            trial.awaitAcknowledged(50);
            System.out.println(trial.reckon() + " after " + faults);
        }
    }
}
