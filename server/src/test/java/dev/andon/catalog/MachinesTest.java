package dev.andon.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.SettableClock;
import dev.andon.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MachinesTest {
    private static final Instant NOW = Instant.parse("2026-03-19T08:00:00Z");
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);
    private static TestDatabase database;

    private Machines machines;
    private SeriesDirectory directory;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.migrated();
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @BeforeEach
    void empty() {
        JdbcClient.create(database.owner()).sql("truncate series, machines").update();
        CatalogFixture catalog = at(NOW);
        machines = catalog.machines;
        directory = catalog.directory;
    }

    @Test
    void machinesAreListedByName() {
        name("b", "Zebra");
        name("a", "Press");
        directory.resolve(List.of(new SeriesKey("M-09", "t", null)));

        assertThat(machines.list())
                .extracting(Machine::name)
                .containsExactly("M-09", "Press", "Zebra");
    }

    @Test
    void othersChangesAreSeenAfterAMoment() {
        SettableClock time = new SettableClock(NOW);
        Machines watching = new CatalogFixture(database.owner(), time).machines;
        assertThat(watching.list()).isEmpty();

        JdbcClient.create(database.owner())
                .sql("insert into machines (id, name) values ('M', 'Press')")
                .update();

        assertThat(watching.list()).isEmpty();
        time.advance(Duration.ofSeconds(5));
        assertThat(watching.list()).hasSize(1);
    }

    @Test
    void whoMakesAMachineFindsItWhateverWasReadBefore() {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        JdbcClient client = JdbcClient.create(database.owner());
        MachineStore slow =
                new MachineStore(client) {
                    @Override
                    List<Machine> all() {
                        List<Machine> before = super.all();
                        if (read.getCount() > 0) {
                            read.countDown();
                            await(goOn);
                        }
                        return before;
                    }
                };
        Machines busy = new Machines(slow, Clock.fixed(NOW, ZoneOffset.UTC));
        CompletableFuture<?> reader = CompletableFuture.supplyAsync(busy::list, THREADS);
        await(read);
        CompletableFuture<?> writer =
                CompletableFuture.supplyAsync(
                        () -> busy.create("M", new MachineChange(Map.of())), THREADS);
        Awaitility.await()
                .until(() ->
                        client.sql("select count(*) from machines").query(Long.class).single() > 0);

        goOn.countDown();

        reader.join();
        writer.join();
        assertThat(busy.find("M")).isPresent();
    }

    @Test
    void namesFollowTheRules() {
        assertThat(NameRule.objection("Café \ud83c\udfed 1/α")).isNull();
        assertThat(NameRule.objection("M".repeat(201))).isNotNull();
        assertThat(NameRule.objection(" ")).isNotNull();
    }

    @Test
    void seriesKeepTheirNumberAndDirectoriesAgree() {
        List<SeriesKey> keys =
                List.of(
                        new SeriesKey("M", "t", null),
                        new SeriesKey("M", "t", 0),
                        new SeriesKey("N", "t", null));

        int[] ids = numbers(directory, keys);

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(numbers(directory, keys)).isEqualTo(ids);
        assertThat(numbers(at(NOW).directory, keys)).isEqualTo(ids);
    }

    private static int[] numbers(SeriesDirectory directory, List<SeriesKey> keys) {
        SeriesNumbers numbers = directory.resolve(keys);
        return IntStream.range(0, keys.size()).map(numbers::number).toArray();
    }

    private void name(String id, String name) {
        machines.createOrChange(id, new MachineChange(Map.of(MachineChange.Member.NAME, name)));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException inHaste) {
            throw new AssertionError(inHaste);
        }
    }

    private static CatalogFixture at(Instant instant) {
        return new CatalogFixture(database.owner(), Clock.fixed(instant, ZoneOffset.UTC));
    }
}
