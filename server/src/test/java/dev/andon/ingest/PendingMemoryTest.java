package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.catalog.SeriesKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets memory, and who waits for it. */
class PendingMemoryTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final PendingMemory memory = new PendingMemory(1_000, _ -> Duration.ofSeconds(7));
    private final PendingMemory.Share flood = memory.share(sender(1));
    private final PendingMemory.Share other = memory.share(sender(2));
    private final List<String> served = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    @AfterEach
    void leaveNoneBehind() {
        threads.forEach(Thread::interrupt);
    }

    @Test
    void aTokenMayHoldAsMuchAsItLeavesFree() {
        flood.take(500);

        assertThatThrownBy(() -> flood.take(1))
                .isInstanceOf(IngestRefusedException.class)
                .hasMessageContaining("send it again in 7 s");
        other.take(250);
        assertThatThrownBy(() -> other.take(1)).isInstanceOf(IngestRefusedException.class);
        assertThat(memory.used()).isEqualTo(750);

        flood.giveBack(500);
        other.giveBack(250);
        assertThat(memory.used()).isZero();
    }

    @Test
    void whoWaitsGetsWhatIsGivenBackInTurn() {
        flood.take(500);
        await("first", flood, 400, LONG, false);
        await("second", flood, 100, LONG, false);
        await("of another token", other, 100, LONG, false);
        awaitServed("of another token");

        flood.giveBack(400);

        assertThat(served).doesNotContain("first", "second");
        other.giveBack(100);
        awaitServed("of another token", "first");
        flood.giveBack(100);
        awaitServed("of another token", "first", "second");
        assertThat(memory.used()).isEqualTo(500);
    }

    @Test
    void whoHoldsMemoryWhileItWaitsGoesFirst() {
        flood.take(500);
        await("new", flood, 200, LONG, false);
        await("begun", flood, 200, LONG, true);

        flood.giveBack(200);

        awaitServed("begun");
        flood.giveBack(200);
        awaitServed("begun", "new");
    }

    @Test
    void whoLosesPatienceIsRefusedAndMakesWay() {
        flood.take(450);
        Thread large = await("large", flood, 500, LONG, false);
        await("small", flood, 50, LONG, false);

        large.interrupt();

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(served).containsExactlyInAnyOrder("refused large", "small"));
        assertThatThrownBy(() -> flood.await(50, SHORT, false))
                .isInstanceOf(IngestRefusedException.class);
        flood.giveBack(500);
        assertThat(memory.used()).isZero();
        flood.await(500, SHORT, false);
    }

    /** What was reserved is there, whoever took the rest meanwhile. */
    @Test
    void aRequestThatWasLetInKeepsItsRoom() {
        PendingMemory large = new PendingMemory(100_000, _ -> Duration.ZERO);
        PointRules rules = new PointRules(IngestFixture.CONFIG, IngestFixture.NOW);
        try (PointBatch batch = new PointBatch(rules, large.share(sender(1)))) {
            batch.begin(1_000, 20_000, SHORT);
            large.share(sender(2)).take(39_000);
            large.share(sender(3)).take(19_500);
            large.share(sender(4)).take(9_000);

            int place = batch.place(0, new SeriesKey("M", "t", null));
            batch.add(0, place, batch.receivedMicros(), 1, Double.NaN);

            assertThat(batch.size()).isEqualTo(1);
        }
    }

    private Thread await(
            String name, PendingMemory.Share share, long bytes, Duration patience, boolean first) {
        Thread thread =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                share.await(bytes, patience, first);
                                served.add(name);
                            } catch (IngestRefusedException refusal) {
                                served.add("refused " + name);
                            }
                        });
        threads.add(thread);
        Awaitility.await()
                .until(() ->
                        thread.getState() == Thread.State.TIMED_WAITING
                                || thread.getState() == Thread.State.TERMINATED);
        return thread;
    }

    private void awaitServed(String... names) {
        Awaitility.await().untilAsserted(() -> assertThat(served).containsExactly(names));
    }

    private static Sender sender(int token) {
        return new Sender(Protocol.JSON, token, "t" + token);
    }
}
