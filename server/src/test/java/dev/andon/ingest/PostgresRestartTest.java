package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.DurablePostgres;
import dev.andon.catalog.SeriesKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** PostgreSQL is stopped and started under load. */
class PostgresRestartTest {
    private static final int BATCH = 50;

    private final List<Integer> acknowledged = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean goOn = new AtomicBoolean(true);

    @Test
    void losesNothingAcknowledged() {
        try (DurablePostgres postgres = new DurablePostgres();
                IngestFixture ingest = new IngestFixture(postgres.owner(), IngestFixture.CONFIG)) {
            List<CompletableFuture<Void>> senders =
                    List.of(
                            CompletableFuture.runAsync(() -> sendOn(ingest)),
                            CompletableFuture.runAsync(() -> sendOn(ingest)));
            untilAcknowledged(20);
            for (int round = 0; round < 2; round++) {
                int before = refused.get();
                postgres.stop();
                await(() -> refused.get() > before);
                postgres.startAgain();
                untilAcknowledged(acknowledged.size() + 20);
            }
            goOn.set(false);
            senders.forEach(CompletableFuture::join);
            // The pool trusts a connection used half a second ago, which may be from before.
            postgres.owner().getHikariPoolMXBean().softEvictConnections();

            List<Integer> stored =
                    ingest.database
                            .sql(
                                    """
                                    select value::integer, count(*) from public.machine_metrics group by 1
                                    having count(*) = :batch
                                    """)
                            .param("batch", BATCH)
                            .query((row, number) -> row.getInt(1))
                            .list();
            Long points =
                    ingest.database
                            .sql("select count(*) from public.machine_metrics")
                            .query(Long.class)
                            .single();
            assertThat(stored).containsAll(acknowledged);
            assertThat(points).as("whole batches only").isEqualTo((long) stored.size() * BATCH);
        }
    }

    private void sendOn(IngestFixture ingest) {
        while (goOn.get()) {
            int number = next.getAndIncrement();
            try {
                Receipt receipt = ingest.receive(batch -> fill(batch, number));
                assertThat(receipt.stored()).isEqualTo(BATCH);
                acknowledged.add(number);
            } catch (IngestRefusedException refusal) {
                assertThat(refusal.category())
                        .isEqualTo(IngestRefusedException.Category.UNAVAILABLE);
                assertThat(refusal.retryAfter()).isPositive();
                refused.incrementAndGet();
            }
        }
    }

    private static void fill(PointBatch batch, int number) {
        int place = batch.place(0, new SeriesKey("M", "t", null));
        long micros = batch.receivedMicros() - Duration.ofHours(30).toNanos() / 1_000;
        for (int point = 0; point < BATCH; point++) {
            batch.add(point, place, micros + number * 1_000_000L + point, number, Double.NaN);
        }
    }

    private void untilAcknowledged(int count) {
        await(() -> acknowledged.size() >= count);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
