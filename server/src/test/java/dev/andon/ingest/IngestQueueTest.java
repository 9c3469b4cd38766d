package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.catalog.SeriesKey;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class IngestQueueTest {
    private final IngestQueue queue = new IngestQueue(100, 60);

    @Test
    void givesOutGroupsInOrderOfArrival() {
        PendingBatch first = batch(30);
        PendingBatch second = batch(30);
        PendingBatch third = batch(30);
        queue.put(first);
        queue.put(second);
        queue.put(third);

        assertThat(queue.take()).containsExactly(first, second);
        assertThat(queue.take()).containsExactly(third);
        assertThat(queue.points()).isZero();
    }

    @Test
    void refusesWhatDoesNotFitAndForetellsTheWait() {
        queue.put(batch(90));

        assertRefused(() -> queue.put(batch(11)), IngestRefusedException.Category.OVERLOADED);
        queue.put(batch(10));
        for (int i = 0; i < 100; i++) {
            queue.wrote(10, Duration.ofSeconds(1));
        }
        assertThat(queue.expectedWait()).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void takesARequestLargerThanAllOfItWhenNothingElseWaits() {
        PendingBatch large = batch(1_000);
        queue.put(large);

        assertRefused(() -> queue.put(batch(1)), IngestRefusedException.Category.OVERLOADED);
        assertThat(queue.take()).containsExactly(large);
    }

    @Test
    void letsNothingInWhenClosedAndGivesOutTheRest() {
        PendingBatch waiting = batch(1);
        queue.put(waiting);
        queue.close();

        assertRefused(() -> queue.put(batch(1)), IngestRefusedException.Category.UNAVAILABLE);
        assertThat(queue.take()).containsExactly(waiting);
        assertThat(queue.take()).isEmpty();
    }

    private static void assertRefused(
            ThrowingCallable call, IngestRefusedException.Category category) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        IngestRefusedException.class,
                        refusal -> {
                            assertThat(refusal.category()).isEqualTo(category);
                            assertThat(refusal.retryAfter()).isPositive();
                        });
    }

    private static PendingBatch batch(int points) {
        PointBatch batch =
                new PointBatch(
                        new PointRules(IngestFixture.CONFIG, IngestFixture.NOW),
                        new PendingMemory(1_000_000, () -> Duration.ZERO));
        int place = batch.place(0, new SeriesKey("M", "t", null));
        for (int i = 0; i < points; i++) {
            batch.add(i, place, batch.receivedMicros(), i, Double.NaN);
        }
        return new PendingBatch(IngestFixture.SENDER, batch);
    }
}
