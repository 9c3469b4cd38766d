package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.Eventually;
import dev.andon.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Questions while all places in the database are taken. */
class WaitingQuestionsTest {
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = PlantData.database();
    }

    @AfterAll
    static void stop() {
        THREADS.close();
        database.close();
    }

    @Test
    void tellsWhenItIsTooBusy() throws Exception {
        QueryConfig oneAtATime = Ask.narrow(1, Duration.ofMillis(100));
        Cancellation first = Cancellation.of(null);
        try (QueryEngine narrow =
                QueryEngine.over(database.reader(), database.owner(), oneAtATime)) {
            CompletableFuture<Answer> busy =
                    CompletableFuture.supplyAsync(
                            () -> narrow.ask(Ask.table("SELECT pg_sleep(63) AS busy"), first));
            Eventually.holds(
                    "A query in the database", () -> Sessions.running(database, "busy") == 1);
            Answer.Failure failure =
                    Ask.failure(narrow.ask(Ask.table("SELECT 1"), Cancellation.of(null)));
            assertThat(failure.kind()).isEqualTo(FailureKind.LIMIT);
            first.cancel();
            busy.get(10, TimeUnit.SECONDS);
            assertThat(ask(narrow, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void equalQuestionsThatWaitAreAskedOnce() throws Exception {
        QueryConfig narrow = Ask.narrow(1, Duration.ofSeconds(15));
        Cancellation first = Cancellation.of(null);
        try (QueryEngine engine = QueryEngine.over(database.reader(), database.owner(), narrow)) {
            CompletableFuture<Answer> busy =
                    CompletableFuture.supplyAsync(
                            () -> engine.ask(Ask.table("SELECT pg_sleep(64) AS busy2"), first));
            Eventually.holds(
                    "A query in the database", () -> Sessions.running(database, "busy2") == 1);
            Supplier<String> equal = () -> ask(engine, "SELECT gen_random_uuid()::text AS id");
            List<CompletableFuture<String>> ids =
                    Stream.generate(() -> CompletableFuture.supplyAsync(equal, THREADS))
                            .limit(5)
                            .toList();
            Eventually.holds("Five in the queue", () -> engine.waiting() == 5);
            first.cancel();
            busy.get(10, TimeUnit.SECONDS);
            List<String> answers = ids.stream().map(CompletableFuture::join).distinct().toList();
            assertThat(answers).hasSize(1);
            assertThat(equal.get()).isNotEqualTo(answers.getFirst());
        }
    }

    private static String ask(QueryEngine engine, String sql) {
        return Ask.value(engine.ask(Ask.table(sql), Cancellation.of(null)));
    }
}
