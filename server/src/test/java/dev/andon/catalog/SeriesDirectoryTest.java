package dev.andon.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import dev.andon.catalog.CatalogConfig.UnknownMachines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SeriesDirectoryTest {
    private static TestDatabase database;

    private Instant now = Instant.parse("2026-03-19T08:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

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
        JdbcClient.create(database.owner()).sql("truncate samples, series, machines").update();
    }

    @Test
    void limitsNewSeriesAMinute() {
        SeriesDirectory directory = directory(new CatalogConfig(UnknownMachines.ADD, 6, 1000));

        assertThat(accepted(directory, keys("M", 0, 10))).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(accepted(directory, keys("M", 3, 12))).containsExactly(3, 4, 5);
        now = now.plusSeconds(20);
        assertThat(accepted(directory, keys("M", 3, 12))).containsExactly(3, 4, 5, 6, 7);
        now = now.plus(Duration.ofHours(1));
        assertThat(accepted(directory, keys("M", 10, 30))).hasSize(6);
        now = now.minus(Duration.ofDays(1));
        assertThat(accepted(directory, keys("M", 0, 6))).hasSize(6);
    }

    @Test
    void saysWhatToDoAboutTheLimitAMinute() {
        SeriesNumbers numbers =
                directory(new CatalogConfig(UnknownMachines.ADD, 1, 1000)).resolve(keys("M", 0, 2));

        SeriesRefusal refusal = Objects.requireNonNull(numbers.refusal(1));
        assertThat(refusal.cause()).isEqualTo(SeriesRefusal.Cause.SERIES_LIMIT);
        assertThat(refusal.reason())
                .contains(
                        "not more than 1 new ones a minute", "andon.catalog.new-series-per-minute");
    }

    @Test
    void limitsSeriesInTotalAndAlsoCountsThoseOfOthers() {
        directory(CatalogFixture.CONFIG).resolve(keys("other", 0, 4));
        SeriesDirectory directory = directory(new CatalogConfig(UnknownMachines.ADD, 1000, 6));

        assertThat(accepted(directory, keys("M", 0, 3))).containsExactly(0, 1);
        assertThat(accepted(directory, keys("M", 1, 4))).containsExactly(1);
        assertThat(accepted(directory, keys("other", 0, 4))).hasSize(4);
        assertThat(Objects.requireNonNull(directory.resolve(keys("M", 5, 6)).refusal(0)).reason())
                .contains("there are 6 already", "andon.catalog.max-series");

        JdbcClient.create(database.owner())
                .sql("delete from series where machine_id = 'other'")
                .update();
        now = now.plusSeconds(60);
        assertThat(accepted(directory, keys("M", 0, 9))).hasSize(6);
    }

    @Test
    void takesOnlyKnownMachinesIfToldSo() {
        CatalogConfig config = new CatalogConfig(UnknownMachines.REJECT, 1000, 1000);
        CatalogFixture catalog = new CatalogFixture(database.owner(), config, clock);

        SeriesRefusal refusal =
                Objects.requireNonNull(catalog.directory.resolve(keys("Press 1", 0, 1)).refusal(0));
        assertThat(refusal)
                .isEqualTo(
                        new SeriesRefusal(
                                SeriesRefusal.Cause.MACHINE_UNKNOWN,
                                "machine Press 1 is not in the catalog; add it with PUT /api/v1/machines/Press%201, or set andon.catalog.unknown-machines: add"));
        assertThat(catalog.machines.list()).isEmpty();

        catalog.machines.createOrChange("Press 1", new MachineChange(Map.of()));
        assertThat(accepted(catalog.directory, keys("Press 1", 0, 2))).hasSize(2);
    }

    @Test
    void manyWritersTogetherDoNotExceedALimit() throws Exception {
        SeriesDirectory directory = directory(new CatalogConfig(UnknownMachines.ADD, 100, 1000));
        List<Callable<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 16; writer++) {
            int first = writer * 10;
            writers.add(() -> {
                for (int i = 0; i < 20; i++) {
                    directory.resolve(keys("M", first + i, first + i + 5));
                }
                return null;
            });
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Void> end : threads.invokeAll(writers)) {
                end.get();
            }
        }

        assertThat(count()).isBetween(1, 100);
        directory.resolve(keys("M", 0, 180));
        assertThat(count()).isEqualTo(100);
    }

    private static int count() {
        return JdbcClient.create(database.owner())
                .sql("select count(*) from series")
                .query(Integer.class)
                .single();
    }

    private SeriesDirectory directory(CatalogConfig config) {
        return new CatalogFixture(database.owner(), config, clock).directory;
    }

    private static List<SeriesKey> keys(String machine, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> new SeriesKey(machine, "metric " + number, null))
                .toList();
    }

    /** Which of the metrics have a number. */
    private static List<Integer> accepted(SeriesDirectory directory, List<SeriesKey> keys) {
        SeriesNumbers numbers = directory.resolve(keys);
        return IntStream.range(0, keys.size())
                .filter(place -> numbers.refusal(place) == null)
                .mapToObj(place -> Integer.valueOf(keys.get(place).metricType().substring(7)))
                .toList();
    }
}
