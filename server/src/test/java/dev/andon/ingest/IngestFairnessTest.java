package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.catalog.SeriesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInfo;

/**
 * Some tokens send all that they can, one sends little and now and then; a writer takes one group a
 * round. The little one is never refused and waits for a few groups only.
 */
class IngestFairnessTest {
    private static final int MAX_GROUP = 2_000;
    private static final int MOST_POINTS_OF_FLOOD = 1_000;
    private static final long MEMORY = 4_000_000;
    private static final SeriesKey SERIES = new SeriesKey("M", "t", null);

    private final IngestQueue queue = new IngestQueue(30_000, MAX_GROUP, () -> 0);
    private final PendingMemory memory = new PendingMemory(MEMORY, queue::expectedWait);
    private final Map<PendingBatch, Integer> roundOfArrival = new HashMap<>();
    private final Sender light = new Sender(Protocol.JSON, 1_000, "light");
    private int refused;
    private int longestWait;

    @RepeatedTest(20)
    void aFloodDoesNotStarveTheOthers(TestInfo test) {
        long seed = System.nanoTime();
        System.out.printf("%s seed %d%n", test.getDisplayName(), seed);
        Random random = new Random(seed);
        int floods = 1 + random.nextInt(6);

        for (int round = 0; round < 300; round++) {
            for (int attempt = 0; attempt < 20 * floods; attempt++) {
                int points = 1 + random.nextInt(MOST_POINTS_OF_FLOOD);
                Sender flood = new Sender(Protocol.JSON, random.nextInt(floods) + 1, "flood");
                refused += send(flood, points, round) ? 0 : 1;
                if (random.nextInt(20 * floods) == 0) {
                    int few = 1 + random.nextInt(MAX_GROUP / 16);
                    assertThat(send(light, few, round)).as("light sender is let in").isTrue();
                }
            }
            write(round);
        }
        while (queue.points() > 0) {
            write(300);
        }

        assertThat(refused).as("refused requests of %d floods", floods).isPositive();
        int turn = MAX_GROUP / 16 + MOST_POINTS_OF_FLOOD;
        int most = 1 + (floods + 1) * turn / (MAX_GROUP - MOST_POINTS_OF_FLOOD);
        assertThat(longestWait).as("groups, with %d floods", floods).isLessThanOrEqualTo(most);
        assertThat(memory.used()).isZero();
    }

    private boolean send(Sender sender, int points, int round) {
        try {
            PendingBatch batch =
                    new PendingBatch(sender, IngestFixture.batch(memory, sender, SERIES, points));
            try {
                queue.put(batch, Duration.ZERO);
                roundOfArrival.put(batch, round);
                return true;
            } catch (IngestRefusedException full) {
                batch.points().close();
                return false;
            }
        } catch (IngestRefusedException full) {
            assertThat(full.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
            return false;
        }
    }

    private void write(int round) {
        List<PendingBatch> group = new ArrayList<>(queue.take());
        for (PendingBatch batch : group) {
            if (batch.sender().equals(light)) {
                longestWait = Math.max(longestWait, round - roundOfArrival.getOrDefault(batch, 0));
            }
            batch.points().close();
        }
        queue.done(group);
    }
}
