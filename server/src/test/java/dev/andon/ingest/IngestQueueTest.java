package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.catalog.SeriesKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class IngestQueueTest {
    private static final Sender A = sender(1);
    private static final Sender B = sender(2);

    private final AtomicLong nanoTime = new AtomicLong();
    private final IngestQueue queue = new IngestQueue(200, 60, nanoTime::get);

    @Test
    void givesOutGroupsInOrderOfArrival() {
        PendingBatch first = batch(A, 30);
        PendingBatch second = batch(A, 30);
        PendingBatch third = batch(A, 30);
        queue.put(first, Duration.ZERO);
        queue.put(second, Duration.ZERO);
        queue.put(third, Duration.ZERO);

        assertThat(queue.take()).containsExactly(first, second);
        assertThat(queue.take()).containsExactly(third);
        assertThat(queue.points()).isZero();
    }

    @Test
    void tokensTakeTurns() {
        List<PendingBatch> ofA = List.of(batch(A, 3), batch(A, 3), batch(A, 3));
        ofA.forEach(batch -> queue.put(batch, Duration.ZERO));
        PendingBatch ofB = batch(B, 3);
        queue.put(ofB, Duration.ZERO);

        assertThat(queue.take()).containsExactly(ofA.get(0), ofB, ofA.get(1), ofA.get(2));
    }

    @Test
    void aTokenMayHaveWaitingWhatItLeavesFree() {
        queue.put(batch(A, 90), Duration.ZERO);
        assertRefused(
                () -> queue.put(batch(A, 11), Duration.ZERO),
                IngestRefusedException.Category.OVERLOADED);
        queue.put(batch(A, 10), Duration.ZERO);

        queue.put(batch(B, 40), Duration.ZERO);
        assertRefused(
                () -> queue.put(batch(B, 11), Duration.ZERO),
                IngestRefusedException.Category.OVERLOADED);
        queue.put(batch(B, 10), Duration.ZERO);
        assertRefused(
                () -> queue.put(batch(A, 1), Duration.ZERO),
                IngestRefusedException.Category.OVERLOADED);
    }

    @Test
    void whoIsPatientGetsTheRoomThatAWriterMakes() {
        queue.put(batch(A, 90), Duration.ZERO);
        CompletableFuture<Void> patient =
                CompletableFuture.runAsync(() -> queue.put(batch(A, 60), Duration.ofMinutes(1)));
        assertRefused(
                () -> queue.put(batch(A, 60), Duration.ofMillis(10)),
                IngestRefusedException.Category.OVERLOADED);
        assertThat(patient).isNotDone();

        queue.take();

        patient.orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(queue.points()).isEqualTo(60);
    }

    @Test
    void whoIsPatientLearnsThatTheServerStops() {
        queue.put(batch(A, 90), Duration.ZERO);
        CompletableFuture<Void> patient =
                CompletableFuture.runAsync(() -> queue.put(batch(A, 60), Duration.ofMinutes(1)));

        queue.close();

        assertThatThrownBy(() -> patient.orTimeout(30, TimeUnit.SECONDS).join())
                .hasRootCauseInstanceOf(IngestRefusedException.class)
                .rootCause()
                .hasMessageContaining("stopping");
    }

    @Test
    void takesOneRequestOfEachTokenHoweverFullItIs() {
        PendingBatch large = batch(A, 1_000);
        queue.put(large, Duration.ZERO);

        assertRefused(
                () -> queue.put(batch(A, 1), Duration.ZERO),
                IngestRefusedException.Category.OVERLOADED);
        PendingBatch ofAnother = batch(B, 1);
        queue.put(ofAnother, Duration.ZERO);
        assertThat(queue.take()).containsExactly(ofAnother);
        assertThat(queue.take()).containsExactly(large);
    }

    @Test
    void letsNothingInWhenClosedAndGivesOutTheRest() {
        PendingBatch waiting = batch(A, 1);
        queue.put(waiting, Duration.ZERO);
        queue.close();

        assertRefused(
                () -> queue.put(batch(A, 1), Duration.ZERO),
                IngestRefusedException.Category.UNAVAILABLE);
        assertThat(queue.take()).containsExactly(waiting);
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void givesUpAllThatWaits() {
        PendingBatch ofA = batch(A, 1);
        PendingBatch ofB = batch(B, 1);
        queue.put(ofA, Duration.ZERO);
        queue.put(ofB, Duration.ZERO);

        assertThat(queue.drain()).containsExactly(ofA, ofB);
        assertThat(queue.points()).isZero();
        queue.put(batch(A, 1), Duration.ZERO);
        assertThat(queue.take()).hasSize(1);
    }

    /** What it foretells is held against how long it then takes. */
    @Test
    void foretellsWhenALaneIsWritten() {
        IngestQueue slow = new IngestQueue(100_000, 500, nanoTime::get);
        int pointsPerSecond = 1_000;
        slow.put(batch(A, 500), Duration.ZERO);
        for (int second = 0; second < 60; second++) {
            slow.put(batch(A, 500), Duration.ZERO);
            slow.put(batch(A, 500), Duration.ZERO);
            write(slow, pointsPerSecond);
            write(slow, pointsPerSecond);
        }
        for (int i = 0; i < 39; i++) {
            slow.put(batch(A, 500), Duration.ZERO);
        }
        for (int i = 0; i < 10; i++) {
            slow.put(batch(B, 500), Duration.ZERO);
        }

        long toldOfA = slow.expectedWait(A.share()).toSeconds();
        long toldOfB = slow.expectedWait(B.share()).toSeconds();
        long start = nanoTime.get();
        long lastOfA = 0;
        long lastOfB = 0;
        while (slow.points() > 0) {
            List<PendingBatch> group = write(slow, pointsPerSecond);
            long seconds = (nanoTime.get() - start) / 1_000_000_000;
            lastOfA = group.stream().anyMatch(one -> one.sender().equals(A)) ? seconds : lastOfA;
            lastOfB = group.stream().anyMatch(one -> one.sender().equals(B)) ? seconds : lastOfB;
        }
        assertThat(lastOfA).isBetween(toldOfA - 2, toldOfA);
        assertThat(lastOfB).isBetween(toldOfB - 2, toldOfB);
        assertThat(lastOfB).isLessThan(lastOfA / 2 + 1);
    }

    @Test
    void foretellsAtLeastASecondAndAtMostAMinute() {
        assertThat(queue.expectedWait(A.share())).isEqualTo(Duration.ofSeconds(1));
        IngestQueue stuck = new IngestQueue(100_000, 100, nanoTime::get);
        stuck.put(batch(A, 100), Duration.ZERO);
        List<PendingBatch> group = stuck.take();
        nanoTime.addAndGet(Duration.ofHours(1).toNanos());
        stuck.done(group);
        stuck.put(batch(A, 10_000), Duration.ZERO);
        assertThat(stuck.expectedWait(A.share())).isEqualTo(Duration.ofMinutes(1));
    }

    private List<PendingBatch> write(IngestQueue from, int pointsPerSecond) {
        List<PendingBatch> group = from.take();
        long points = group.stream().mapToInt(one -> one.points().size()).sum();
        nanoTime.addAndGet(points * 1_000_000_000 / pointsPerSecond);
        from.done(group);
        return group;
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

    private static Sender sender(int token) {
        return new Sender(Protocol.JSON, token, "token " + token);
    }

    private static PendingBatch batch(Sender sender, int points) {
        PendingMemory memory = new PendingMemory(10_000_000, _ -> Duration.ZERO);
        return new PendingBatch(
                sender, IngestFixture.batch(memory, sender, new SeriesKey("M", "t", null), points));
    }
}
