package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.andon.TestDatabase;
import dev.andon.catalog.SeriesKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests of several slices of 100 points. */
class SlicesTest {
    private static final int SLICE = 100;
    private static final Receipt ZERO = new Receipt(0, 0, 0, 0, 0, List.of());

    private TestDatabase database;
    private IngestFixture ingest;

    @BeforeEach
    void start() {
        database = TestDatabase.migrated();
        ingest = new IngestFixture(database.owner(), config(Duration.ofSeconds(30)));
    }

    @AfterEach
    void stop() {
        ingest.close();
        assertThat(ingest.meters.get("andon.ingest.pending.bytes").gauge().value()).isZero();
        database.close();
    }

    @Test
    void addsUpTheAccount() {
        String points = points(0, 1_050);

        Receipt first = ingest.json("[" + points + ",7," + points(1_000, 1_060) + ",8]");
        Receipt again = ingest.json("[" + points + "]");

        assertThat(first.received()).isEqualTo(1_112);
        assertThat(first.stored()).isEqualTo(1_060);
        assertThat(first.unchanged()).as("repeated in a later slice").isEqualTo(50);
        assertThat(first.errors()).extracting(Rejection::index).containsExactly(1_050, 1_111);
        assertThat(again.unchanged()).isEqualTo(1_050);
        assertThat(ingest.meters.counter("andon.ingest.received", "door", "json").count())
                .isEqualTo(2_162);
    }

    @Test
    void laterSlicesCorrectEarlierOnes() {
        Receipt receipt =
                ingest.receive(batch -> {
                    for (int i = 0; i < 1_000; i++) {
                        batch.passOn();
                        int place = batch.place(i, new SeriesKey("M", "t", null));
                        batch.add(i, place, batch.receivedMicros(), i, Double.NaN);
                    }
                });

        assertThat(receipt.stored()).isEqualTo(1);
        assertThat(receipt.corrected()).isEqualTo(999);
        assertThat(ingest.rows()).singleElement().asString().startsWith("M t 999 ");
    }

    @Test
    void aRequestOfOneSliceIsStoredAsAWholeOrNotAtAll() {
        assertThatThrownBy(() -> ingest.json("[" + points(0, SLICE)))
                .hasMessageContaining("Nothing of this request was stored.");

        assertThat(ingest.rows()).isEmpty();
    }

    @Test
    void saysWhatWasStoredWhenTheRestIsNotJson() {
        ingest.json("[" + points(0, 10) + "]");

        IngestRefusedException refusal =
                catchThrowableOfType(
                        IngestRefusedException.class,
                        () -> ingest.json("[7," + points(0, 250) + ",{]"));

        assertThat(refusal.category()).isEqualTo(IngestRefusedException.Category.MALFORMED);
        assertThat(refusal)
                .hasMessageContaining("The body is not JSON")
                .hasMessageContaining(
                        "the first 201 points have been dealt with: 190 stored, 10 unchanged,"
                                + " 0 corrected, 1 rejected. The rest was not stored.")
                .hasMessageContaining("Sending all of it again is safe")
                .hasMessageNotContaining("Nothing");
        assertThat(refusal.before()).extracting(Receipt::received).isEqualTo(201);
        assertThat(ingest.rows()).hasSize(200);
        assertThat(ingest.json("[" + points(0, 250) + "]").stored()).isEqualTo(50);
    }

    @Test
    void takesLinesOfManySeriesInSlices() {
        String lines =
                IntStream.range(0, 1_000)
                        .mapToObj(i ->
                                "m,host=h%d a=1,b=2,c=3 %d".formatted(i % 7, 1_773_900_000 + i))
                        .collect(Collectors.joining("\n"));

        Receipt receipt =
                ingest.receive(batch ->
                        LineProtocol.read(
                                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                                TimePrecision.SECONDS,
                                IngestFixture.TAGS,
                                batch));

        assertThat(receipt.stored()).isEqualTo(3_000);
        assertThat(ingest.rows()).hasSize(3_000);
        assertThat(ingest.database.sql("select count(*) from series").query(Integer.class).single())
                .isEqualTo(21);
    }

    @Test
    void readsAheadOneSliceAndThenWaits() throws SQLException {
        AtomicInteger read = new AtomicInteger();
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table machines in exclusive mode");
            CompletableFuture<Receipt> answer = send(1_000, read);
            awaitReading(read, 2 * SLICE);
            double bytes = ingest.meters.get("andon.ingest.pending.bytes").gauge().value();
            assertThat(bytes).isBetween(1.0, 40_000.0);
            assertThat(read).hasValue(2 * SLICE);
            connection.commit();

            assertThat(answer.join().stored()).isEqualTo(1_000);
        }
    }

    @Test
    void waitsForRoomAndThenSaysWhatWasStored() throws SQLException {
        ingest.close();
        ingest = new IngestFixture(database.owner(), config(Duration.ofMillis(300)));
        ingest.json(points(0, 1));
        AtomicInteger read = new AtomicInteger();
        CompletableFuture<Receipt> answer;
        CompletableFuture<Receipt> other;
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            CompletableFuture<Void> goOn = new CompletableFuture<>();
            answer =
                    CompletableFuture.supplyAsync(
                            () ->
                                    ingest.receive(batch -> {
                                        fill(batch, 0, 150, read);
                                        goOn.join();
                                        fill(batch, 150, 1_000, read);
                                    }),
                            task -> Thread.ofVirtual().start(task));
            Awaitility.await().until(() -> ingest.rows().size() >= SLICE);
            statement.execute("lock table machines in exclusive mode");
            other = held("x");
            other = held("y").thenCombine(other, Receipt::plus);
            other = sendAll(145).thenCombine(other, Receipt::plus);
            Awaitility.await()
                    .until(() -> ingest.meters.get("andon.ingest.queue").gauge().value() == 145);
            goOn.complete(null);

            assertThatThrownBy(answer::join)
                    .hasRootCauseInstanceOf(IngestRefusedException.class)
                    .rootCause()
                    .hasMessageContaining("More points are coming in than can be written.");
            assertThatThrownBy(answer::join)
                    .cause()
                    .hasMessageContaining("the first 100 points have been dealt with: 100 stored");
            connection.commit();
        }
        assertThat(other.join().received()).isEqualTo(147);
    }

    @Test
    void aSenderThatLeavesLeavesNothingBehind() {
        assertThatThrownBy(() ->
                        ingest.pipeline.receive(
                                IngestFixture.SENDER,
                                batch -> {
                                    fill(batch, 0, 250, new AtomicInteger());
                                    throw new IOException("gone");
                                }))
                .hasMessage("gone");

        assertThat(ingest.rows()).as("whole slices").hasSize(200);
        assertThat(ingest.meters.counter("andon.ingest.received", "door", "json").count())
                .isEqualTo(200);
    }

    private CompletableFuture<Receipt> held(String machine) {
        CompletableFuture<Receipt> answer =
                CompletableFuture.supplyAsync(
                        () ->
                                ingest.json(
                                        "{\"machine_id\":\"%s\",\"metric_type\":\"t\",\"value\":1}"
                                                .formatted(machine)),
                        task -> Thread.ofVirtual().start(task));
        Awaitility.await()
                .until(() ->
                        ingest.meters.get("andon.ingest.queue").gauge().value() == 0
                                && waitingForLocks() == (machine.equals("x") ? 1 : 2));
        return answer;
    }

    private CompletableFuture<Receipt> sendAll(int points) {
        CompletableFuture<Receipt> all = CompletableFuture.completedFuture(ZERO);
        for (int part = 0; part < points; part += 29) {
            String body = "[" + points(part, part + 29) + "]";
            all =
                    CompletableFuture.supplyAsync(
                                    () -> ingest.json(body), task -> Thread.ofVirtual().start(task))
                            .thenCombine(all, Receipt::plus);
        }
        return all;
    }

    private long waitingForLocks() {
        return ingest.database
                .sql(
                        "select count(*) from pg_locks where not granted and relation = 'machines'::regclass")
                .query((row, number) -> row.getLong(1))
                .single();
    }

    private CompletableFuture<Receipt> send(int points, AtomicInteger read) {
        return CompletableFuture.supplyAsync(
                () -> ingest.receive(batch -> fill(batch, 0, points, read)),
                task -> Thread.ofVirtual().start(task));
    }

    private static void fill(PointBatch batch, int from, int to, AtomicInteger read) {
        for (int i = from; i < to; i++) {
            batch.passOn();
            int place = batch.place(i, new SeriesKey("M", "t", null));
            batch.add(i, place, batch.receivedMicros() - i * 1_000_000L, i, Double.NaN);
            read.incrementAndGet();
        }
    }

    /** It came so far, and the first slice is being written, which cannot end. */
    private void awaitReading(AtomicInteger read, int points) {
        Awaitility.await()
                .until(() ->
                        read.get() == points
                                && waitingForLocks() == 1
                                && ingest.meters.get("andon.ingest.queue").gauge().value() == 0);
    }

    private static IngestConfig config(Duration maxWait) {
        return IngestFixture.config(
                Map.of(
                        "max-queued-points",
                        Integer.toString(3 * SLICE),
                        "max-group-points",
                        Integer.toString(SLICE),
                        "max-wait",
                        maxWait.toMillis() + "ms"));
    }

    private static String points(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i ->
                        "{\"machine_id\":\"M\",\"metric_type\":\"t\",\"value\":%d,\"timestamp\":%d}"
                                .formatted(i, 1_773_900_000_000L + i))
                .collect(Collectors.joining(","));
    }
}
