package dev.andon.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.andon.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class MachinesTest {
    private static final Instant NOW = Instant.parse("2026-03-19T08:00:00Z");
    private static TestDatabase database;

    private Machines machines;
    private SeriesDirectory directory;
    private MockMvcTester http;

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
        http =
                MockMvcTester.create(
                        MockMvcBuilders.standaloneSetup(new MachinesApi(machines)).build());
    }

    @Test
    void aMachineIsCreatedAndRead() {
        assertThat(
                        put(
                                "M-01",
                                "{\"name\":\"Extruder 1\",\"area\":\"Hall A\",\"ideal_cycle_seconds\":4.5}"))
                .hasStatusOk();

        assertThat(http.perform(get("/api/v1/machines/M-01")))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        {"id":"M-01","name":"Extruder 1","site":null,"area":"Hall A","line":null,"status":null,
                         "oee":null,"availability":null,"performance":null,"quality":null,
                         "ideal_cycle_seconds":4.5,"last_updated":1773907200000}
                        """);
        assertThat(machines.area("M-01")).contains("Hall A");
    }

    @Test
    void aChangeLeavesAloneWhatItDoesNotName() {
        put("M-01", "{\"name\":\"Extruder 1\",\"area\":\"Hall A\"}");
        Machines later = at(NOW.plus(Duration.ofHours(1))).machines;

        Machine same = later.put("M-01", new MachineChange(null, null, "Hall A", null, null, null));
        assertThat(same.lastUpdatedMillis()).isEqualTo(NOW.toEpochMilli());

        Machine changed =
                later.put("M-01", new MachineChange(null, null, null, null, "running", null));
        assertThat(changed.name()).isEqualTo("Extruder 1");
        assertThat(changed.area()).isEqualTo("Hall A");
        assertThat(changed.status()).isEqualTo("running");
        assertThat(changed.lastUpdatedMillis())
                .isEqualTo(NOW.plus(Duration.ofHours(1)).toEpochMilli());
    }

    @Test
    void machinesAreListedByName() {
        put("b", "{\"name\":\"Zebra\"}");
        put("a", "{\"name\":\"Press\"}");
        directory.resolve(List.of(new SeriesKey("M-09", "t", null)));

        assertThat(machines.list())
                .extracting(Machine::name)
                .containsExactly("M-09", "Press", "Zebra");
    }

    @Test
    void anUnknownMachineIsNotFound() {
        assertThat(http.perform(get("/api/v1/machines/nobody"))).hasStatus(404);
    }

    @Test
    void namesFollowTheRules() {
        assertThat(put("M", "{\"name\":\" \"}")).hasStatus(422);
        assertThat(put("M".repeat(201), "{}")).hasStatus(422);
        assertThat(NameRule.objection("Café \ud83c\udfed 1/α")).isNull();
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

    private MvcTestResult put(String id, String body) {
        return http.perform(
                MockMvcRequestBuilders.put("/api/v1/machines/{id}", id)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body));
    }

    private static CatalogFixture at(Instant instant) {
        return new CatalogFixture(database.owner(), Clock.fixed(instant, ZoneOffset.UTC));
    }
}
