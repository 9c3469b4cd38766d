package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.TestDatabase;
import io.micrometer.core.instrument.Counter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestPipelineTest {
    private TestDatabase database;
    private IngestFixture ingest;

    @BeforeEach
    void start() {
        database = TestDatabase.migrated();
        ingest = IngestFixture.empty(database.owner());
    }

    @AfterEach
    void stop() {
        ingest.close();
        database.close();
    }

    @Test
    void publishesWhatIsNewOrCorrectedAfterCommit() {
        ingest.json("[" + point("a", 1, 5) + "," + point("a", 2, 5) + "]");
        ingest.json("[" + point("a", 1, 5) + "," + point("a", 2, 6) + "," + point("b", 1, 7) + "]");

        assertThat(ingest.published).hasSize(2);
        CommittedSamples second = ingest.published.getLast();
        assertThat(second.size()).isEqualTo(2);
        assertThat(second.series(0).machineId()).isEqualTo("a");
        assertThat(second.value(0)).isEqualTo(6);
        assertThat(second.epochMicros(0)).isEqualTo(1773903602000000L);
        assertThat(second.hasTarget(0)).isFalse();
        assertThat(second.series(1).machineId()).isEqualTo("b");
    }

    @Test
    void countsEveryPoint() {
        ingest.json(
                "[" + point("a", 1, 5) + "," + point("a", 1, 5) + "," + point("a", 1, 6) + ",{}]");
        assertThatThrownBy(() -> ingest.json("[")).isInstanceOf(IngestRefusedException.class);

        assertThat(ingest.meters.counter("andon.ingest.received", "door", "json").count())
                .isEqualTo(4);
        for (String fate : List.of("stored", "unchanged", "corrected", "rejected")) {
            Counter counter =
                    ingest.meters.counter("andon.ingest.points", "fate", fate, "door", "json");
            assertThat(counter.count()).as(fate).isEqualTo(1);
        }
        assertThat(
                        ingest.meters
                                .get("andon.ingest.requests.refused")
                                .tag("category", "malformed")
                                .counter()
                                .count())
                .isEqualTo(1);
        assertThat(ingest.meters.get("andon.ingest.pending.bytes").gauge().value()).isZero();
    }

    @Test
    void pointsThatTheDatabaseRefusesHarmNoOthers() throws Exception {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table samples add check (value <> 666)");
            connection.setAutoCommit(false);
            List<CompletableFuture<Receipt>> blockers = holdUpBothWriters(statement);
            List<CompletableFuture<Receipt>> good =
                    List.of(send("a", 1), send("b", 2), send("d", 4), send("e", 5));
            CompletableFuture<Receipt> bad = send("c", 666);
            awaitQueued(5);
            connection.commit();

            for (CompletableFuture<Receipt> one : good) {
                assertThat(one.join().stored()).isEqualTo(1);
            }
            blockers.forEach(CompletableFuture::join);
            assertThatThrownBy(bad::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            IngestRefusedException.class,
                            refusal -> {
                                assertThat(refusal.category())
                                        .isEqualTo(IngestRefusedException.Category.FAILED);
                                assertThat(refusal.retryAfter()).isNull();
                            });
        }
        assertThat(ingest.rows()).hasSize(6);
    }

    @Test
    void stoppingWritesWhatWasLetIn() throws Exception {
        List<CompletableFuture<Receipt>> sent;
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            sent = holdUpBothWriters(statement);
            CompletableFuture<Receipt> waiting = send("c", 1);
            awaitQueued(1);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(ingest.pipeline::stop);
            Awaitility.await()
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> ingest.json(point("d", 1, 1)))
                                    .hasMessageContaining("stopping"));
            connection.commit();

            stopped.join();
            assertThat(waiting.join().stored()).isEqualTo(1);
        }
        sent.forEach(CompletableFuture::join);
        assertThat(ingest.rows()).hasSize(3);
    }

    @Test
    void aDroppedPartitionIsMadeAgain() {
        ingest.json(point("a", 1, 5));
        ingest.database.sql("drop table samples_20260319").update();

        assertThat(ingest.json(point("a", 2, 5)).stored()).isEqualTo(1);
    }

    @Test
    void aPointOfAnotherWriterIsMetAndNotDoubled() {
        ingest.json(point("a", 1, 5));
        ingest.database
                .sql(
                        """
                        insert into public.machine_metrics (machine_id, metric_type, value, "timestamp")
                        values ('a', 't', 9, '2026-03-19T07:00:30Z'), ('a', 't', 5, '2026-03-19T07:00:31Z')
                        """)
                .update();

        Receipt receipt =
                ingest.json(
                        "["
                                + point("a", 30, 5)
                                + ","
                                + point("a", 31, 5)
                                + ","
                                + point("a", 32, 5)
                                + "]");

        assertThat(receipt).isEqualTo(new Receipt(3, 1, 1, 1, 0, List.of()));
    }

    /** With a new machine each, which they cannot create; what comes then becomes one group. */
    private List<CompletableFuture<Receipt>> holdUpBothWriters(Statement statement)
            throws SQLException {
        statement.execute("lock table machines in exclusive mode");
        List<CompletableFuture<Receipt>> held = new ArrayList<>();
        for (String machine : List.of("x", "y")) {
            held.add(send(machine, 1));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> waitingForLocks() == held.size());
        }
        return held;
    }

    private long waitingForLocks() {
        return ingest.database
                .sql(
                        "select count(*) from pg_locks where not granted and relation = 'machines'::regclass")
                .query((row, number) -> row.getLong(1))
                .single();
    }

    private void awaitQueued(int points) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> ingest.meters.get("andon.ingest.queue").gauge().value() == points);
    }

    private CompletableFuture<Receipt> send(String machine, double value) {
        return CompletableFuture.supplyAsync(
                () -> ingest.json(point(machine, 1, value)),
                task -> Thread.ofVirtual().start(task));
    }

    private static String point(String machine, int second, double value) {
        return "{\"machine_id\":\"%s\",\"metric_type\":\"t\",\"value\":%s,\"timestamp\":\"2026-03-19T07:00:%02dZ\"}"
                .formatted(machine, value, second);
    }
}
