package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.DurablePostgres;
import dev.andon.SocketClient;
import dev.andon.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** Points by WebSocket on a real port, from a real client. */
class SocketDoorTest {
    private static final AtomicInteger TESTS = new AtomicInteger();

    private static TestDatabase database;
    private static IngestServer server;

    /** Each test has machines of its own, so that all can share a server. */
    private final String machine = "M-" + TESTS.incrementAndGet();

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        server = serverOn(database.owner());
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    private static IngestServer serverOn(DataSource dataSource) {
        return serverOn(dataSource, 2_000);
    }

    private static IngestServer serverOn(DataSource dataSource, int sockets) {
        return new IngestServer(
                dataSource,
                Clock.fixed(IngestFixture.NOW, ZoneOffset.UTC),
                "andon.ingest.max-message=100KB",
                "andon.ingest.sockets=" + sockets,
                "andon.ingest.socket-check-every=200ms");
    }

    @Test
    void answersEachMessageAfterCommit() throws InterruptedException {
        try (SocketClient gateway = gateway(server)) {
            gateway.send("{\"id\":\"a\",\"points\":[" + point(1) + "," + point(1) + ",{}]}");

            assertThat(gateway.next().toString())
                    .isEqualTo(
                            "{\"id\":\"a\",\"received\":3,\"stored\":1,\"unchanged\":1,\"corrected\":0,"
                                    + "\"rejected\":1,\"errors\":[{\"index\":2,\"reason\":\"value is missing\"}]}");
            assertThat(points()).isEqualTo(1);

            gateway.send("{\"points\":[],\"id\":\"b\"}");

            assertThat(gateway.next().path("received").intValue()).isZero();
        }
    }

    @Test
    void manyMessagesWaitSideBySide() throws Exception {
        try (SocketClient gateway = gateway(server);
                Connection connection = DriverManager.getConnection(database.url("andon"));
                Statement statement = connection.createStatement()) {
            holdUpWriters(connection, statement);
            for (int number = 0; number < 16; number++) {
                gateway.send(message(number));
            }
            gateway.send("{\"id\":\"later\",\"points\":[]}");
            Awaitility.await().until(() -> pending() > 0 && taken() == 16);
            connection.commit();

            Set<String> ids = new HashSet<>();
            for (int number = 0; number < 17; number++) {
                JsonNode answer = gateway.next();
                assertThat(answer.has("error")).as(answer.toString()).isFalse();
                ids.add(answer.path("id").stringValue());
            }
            assertThat(ids).hasSize(17).contains("0", "15", "later");
            assertThat(points()).isEqualTo(16);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello | | The message is not JSON",
                "[1] | | The message is not a JSON object",
                "{\"points\":[{}]} | | The message has no id",
                "{\"id\":7,\"points\":[]} | | The message's id must be",
                "{\"id\":\"x\"} | x | The message has no points",
                "{\"id\":\"x\",\"points\":{}} | x | points must be one array",
                "{\"id\":\"x\",\"points\":[],\"points\":[]} | x | points must be one array",
                "{\"id\":\"x\",\"point\":[]} | x | member that is not known",
                "{\"id\":\"x\",\"points\":[{\"value\":} | x | The message is not JSON",
                "{\"id\":\"x\",\"points\":[]} {} | x | Something follows"
            })
    void saysWhatIsWrongWithAMessage(String message, String id, String detail)
            throws InterruptedException {
        try (SocketClient gateway = gateway(server)) {
            gateway.send(message);

            JsonNode answer = gateway.next();

            assertThat(answer.has("id")).isTrue();
            assertThat(answer.path("id").stringValue(null)).isEqualTo(id);
            assertError(answer, 400, "malformed", detail);
            gateway.send(message(1));
            assertThat(gateway.next().path("stored").intValue()).isEqualTo(1);
        }
    }

    @Test
    void answersWhatIsTooLongOrBinary() throws InterruptedException {
        String filling = (point(1) + ",").repeat(2_000) + point(1);
        try (SocketClient gateway = gateway(server)) {
            gateway.send("{\"id\":\"long\",\"points\":[" + filling + "]}");
            JsonNode answer = gateway.next();
            assertThat(answer.path("id").stringValue()).isEqualTo("long");
            assertError(answer, 413, "too-large", "Send fewer points at once.");

            gateway.send("{\"points\":[" + filling + "],\"id\":\"unknown\"}");
            assertThat(gateway.next().path("id").isNull()).isTrue();

            gateway.sendBinary(new byte[20_000]);
            assertError(gateway.next(), 400, "malformed", "binary");

            gateway.send(message(1));
            assertThat(gateway.next().path("stored").intValue()).isEqualTo(1);
        }
        awaitNothingPending();
    }

    @Test
    void aMessageForWhichThereIsNoRoomIsAnsweredByItsIdAndForgotten() throws InterruptedException {
        PendingMemory memory = server.bean(IngestPipeline.class).memory();
        PendingMemory.Held rest =
                new PendingMemory.Held(memory.share(new Sender(Protocol.JSON, 0, "nobody")));
        // Enough is left for the text, but not for a request.
        rest.take(memory.limit() / 2 - 8 * 1024);
        try (SocketClient gateway = gateway(server)) {
            gateway.send(message(1));

            JsonNode answer = gateway.next();

            assertThat(answer.path("id").stringValue(null)).isEqualTo("1");
            assertThat(answer.path("error").path("status").intValue()).isEqualTo(429);
            rest.giveBack();
            awaitNothingPending();
        } finally {
            rest.giveBack();
        }
    }

    @Test
    void aFastSenderWaitsInsteadOfFillingMemory() throws Exception {
        int messages = 3_000;
        String padding = " ".repeat(10_000);
        AtomicInteger sent = new AtomicInteger();
        try (SocketClient gateway = gateway(server);
                Connection connection = DriverManager.getConnection(database.url("andon"));
                Statement statement = connection.createStatement()) {
            holdUpWriters(connection, statement);
            CompletableFuture<Void> sender =
                    CompletableFuture.runAsync(() -> {
                        for (int number = 0; number < messages; number++) {
                            gateway.send(message(number) + padding);
                            sent.incrementAndGet();
                        }
                    });
            Awaitility.await().until(() -> taken() >= 16);
            // What leaves the sender stops growing when the buffers between are full.
            AtomicInteger before = new AtomicInteger(-1);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> before.getAndSet(sent.get()) == sent.get());

            assertThat(sent.get()).isLessThan(messages);
            assertThat(pending()).as("16 points and a text that waits").isLessThan(600_000);
            connection.commit();

            sender.join();
            for (int number = 0; number < messages; number++) {
                assertThat(gateway.next().path("stored").intValue()).isEqualTo(1);
            }
        }
        awaitNothingPending();
    }

    @Test
    void aCutConnectionLeavesNothingBehind() throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url("andon"));
                Statement statement = connection.createStatement()) {
            holdUpWriters(connection, statement);
            try (SocketClient gateway = gateway(server)) {
                for (int number = 0; number < 20; number++) {
                    gateway.send(message(number));
                }
                Awaitility.await().until(() -> taken() == 16);
            }
            connection.commit();
        }
        awaitNothingPending();
        assertThat(points()).isGreaterThanOrEqualTo(16);
        try (SocketClient gateway = gateway(server)) {
            gateway.send("{\"id\":\"unfinished");
        }
        awaitNothingPending();
    }

    @Test
    void oneConnectionTooManyIsTurnedAway() throws InterruptedException {
        try (IngestServer alone = serverOn(database.owner(), 3);
                SocketClient first = gateway(alone);
                SocketClient second = gateway(alone);
                SocketClient third = gateway(alone)) {
            for (SocketClient open : List.of(first, second, third)) {
                open.send(message(1));
                assertThat(open.next().path("received").intValue()).isEqualTo(1);
            }
            try (SocketClient fourth = gateway(alone)) {
                assertThat(fourth.closeCode()).isEqualTo(1013);
            }
        }
    }

    @Test
    void whoMayNotSendAnyMoreIsCutOff() throws InterruptedException {
        try (TestDatabase own = TestDatabase.migrated();
                IngestServer alone = serverOn(own.owner());
                SocketClient gateway = gateway(alone)) {
            gateway.send(message(1));
            gateway.next();
            alone.revoke();

            assertThat(gateway.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void aDatabaseThatIsAwayIsToldAndComesBack() throws InterruptedException {
        try (DurablePostgres postgres = new DurablePostgres();
                IngestServer alone = serverOn(postgres.owner());
                SocketClient gateway = gateway(alone)) {
            gateway.send(message(1));
            assertThat(gateway.next().path("stored").intValue()).isEqualTo(1);
            postgres.stop();
            gateway.send(message(2));

            JsonNode answer = gateway.next();

            JsonNode error = answer.path("error");
            assertThat(error.path("status").intValue()).as(answer.toString()).isEqualTo(503);
            assertThat(error.path("retryable").booleanValue()).isTrue();
            assertThat(error.path("retryAfterSeconds").intValue()).isPositive();
            postgres.startAgain();
            Awaitility.await()
                    .until(() -> {
                        gateway.send(message(2));
                        return gateway.next().path("received").asInt(0) == 1;
                    });
        }
    }

    @Test
    void stoppingAnswersWhatWasLetIn() throws Exception {
        try (TestDatabase own = TestDatabase.migrated();
                IngestServer alone = serverOn(own.owner());
                SocketClient gateway = gateway(alone);
                Connection connection = DriverManager.getConnection(own.url("andon"));
                Statement statement = connection.createStatement()) {
            holdUpWriters(connection, statement);
            for (int number = 0; number < 10; number++) {
                gateway.send(message(number));
            }
            Awaitility.await().until(() -> taken(alone) == 10);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(alone::close);
            Awaitility.await().until(() -> !alone.bean(SocketDoor.class).isRunning());
            connection.commit();

            for (int number = 0; number < 10; number++) {
                assertThat(gateway.next().path("stored").intValue()).isEqualTo(1);
            }
            assertThat(gateway.closeCode()).isEqualTo(1001);
            stopped.join();
        }
    }

    private static SocketClient gateway(IngestServer to) {
        return SocketClient.open(URI.create("ws://127.0.0.1:" + to.port() + "/ws/ingest"));
    }

    private static void assertError(JsonNode answer, int status, String type, String detail) {
        JsonNode error = answer.path("error");
        assertThat(error.path("status").intValue()).as(answer.toString()).isEqualTo(status);
        assertThat(error.path("type").stringValue()).isEqualTo("urn:andon:" + type);
        assertThat(error.path("title").stringValue()).isNotBlank();
        assertThat(error.path("retryable").booleanValue()).isFalse();
        assertThat(error.path("detail").stringValue())
                .contains(detail)
                .contains("Nothing of this request was stored.");
        assertThat(answer.has("received")).isFalse();
    }

    /** Every message here is of a new machine, and these cannot be created. */
    private static void holdUpWriters(Connection connection, Statement statement)
            throws SQLException {
        connection.setAutoCommit(false);
        statement.execute("lock table machines in exclusive mode");
    }

    /** Messages of one point that were read and have no answer. */
    private static long taken() {
        return taken(server);
    }

    private static long taken(IngestServer of) {
        double bytes = pending(of);
        return Math.round(Math.floor(bytes / (16 * 1024 + 256 * 32 + 400)));
    }

    private static double pending() {
        return pending(server);
    }

    private static double pending(IngestServer of) {
        return of.bean(MeterRegistry.class).get("andon.ingest.pending.bytes").gauge().value();
    }

    private static void awaitNothingPending() {
        Awaitility.await().until(() -> pending() == 0);
    }

    private long points() {
        return JdbcClient.create(new DriverManagerDataSource(database.url("andon")))
                .sql(
                        "select count(*) from public.machine_metrics where starts_with(machine_id, :machine)")
                .param("machine", machine + "-")
                .query(Long.class)
                .single();
    }

    private String message(int number) {
        return "{\"id\":\"%d\",\"points\":[{\"machine_id\":\"%s-%d\",\"metric_type\":\"t\",\"value\":1}]}"
                .formatted(number, machine, number);
    }

    private String point(int second) {
        return "{\"machine_id\":\"%s-x\",\"metric_type\":\"t\",\"value\":1,\"timestamp\":\"2026-03-19T07:00:%02dZ\"}"
                .formatted(machine, second);
    }
}
