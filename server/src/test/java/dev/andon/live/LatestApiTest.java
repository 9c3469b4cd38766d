package dev.andon.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.Eventually;
import dev.andon.RestServer;
import dev.andon.TestDatabase;
import dev.andon.store.Samples;
import dev.andon.store.StoreFixture;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The latest values over real HTTP, with another application writing beside this server. */
class LatestApiTest {
    private static final Instant NOW = Instant.parse("2026-03-19T08:00:00Z");
    private TestDatabase database;
    private RestServer server;

    @BeforeEach
    void start() {
        database = TestDatabase.migrated();
        server =
                new RestServer(
                        database,
                        NOW,
                        "--andon.latest.refresh-every=50ms",
                        "--andon.latest.search-every=100ms");
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void whatWasAcknowledgedIsThereAtOnce() throws Exception {
        point("M-1", "temp", 1, "2026-03-19T07:59:00Z", 20.5);
        assertThat(server.get("/api/v1/latest").toString())
                .isEqualTo(
                        "[{\"machine_id\":\"M-1\",\"metric_type\":\"temp\",\"zone_number\":1,"
                                + "\"timestamp\":1773907140000,\"value\":20.5,\"target_value\":null}]");
        point("M-1", "temp", 1, "2026-03-19T07:59:30Z", 21);
        assertValues("M-1", 21);
    }

    @Test
    void aLatePointReplacesNothingAndACorrectionDoes() throws Exception {
        point("M-1", "temp", 1, "2026-03-19T07:59:00Z", 20);
        point("M-1", "temp", 1, "2026-03-19T07:58:00Z", 99);
        assertValues("M-1", 20);
        point("M-1", "temp", 1, "2026-03-19T07:59:00Z", 21);
        assertValues("M-1", 21);
        point("M-1", "temp", 1, "2026-03-17T07:59:00Z", 98);
        assertValues("M-1", 21);
    }

    @Test
    void whatOthersWriteCorrectAndRemoveIsSeenSoon() throws Exception {
        point("M-1", "temp", 1, "2026-03-19T07:59:00Z", 20);
        assertValues("M-1", 20);

        sql(
                """
                insert into public.machine_metrics (machine_id, metric_type, zone_number, value, "timestamp")
                values ('M-1', 'temp', 1, 30, '2026-03-19 07:59:30+00')
                """);
        becomes("M-1", 30);
        sql("update andon.samples set value = 31 where value = 30");
        becomes("M-1", 31);
        sql("delete from andon.samples where value = 31");
        becomes("M-1", 20);
    }

    @Test
    void silentSeriesAreFoundDayByDayAndGoWithTheirPartition() throws Exception {
        sql(
                """
                insert into public.machine_metrics (machine_id, metric_type, value, "timestamp") values
                    ('old', 'temp', 1, '2025-12-01 10:00:00+00'),
                    ('old', 'temp', 2, '2025-12-24 10:00:00+00'),
                    ('new', 'temp', 3, '2026-03-19 07:00:00+00')
                """);
        assertValues("new", 3);
        becomes("old", 2);
        sql("drop table andon.samples_20251224");
        becomes("old", 1);
        sql("drop table andon.samples_20251201");
        becomes("old");
        point("old", "temp", null, "2026-03-01T00:00:00Z", 4);
        assertValues("old", 4);
        becomes("old", 4);
    }

    @Test
    void aSilentSeriesIsFoundWhereItsPointsAreSealed() throws Exception {
        point("old", "temp", null, "2025-12-01T10:00:00Z", 1);
        becomes("old", 1);
        sql("update andon.rollup_state set complete_until = '2026-02-01'");
        seal("old", Instant.parse("2025-12-24T10:00:00Z"), 2);
        becomes("old", 2);
        point("old", "temp", null, "2025-12-27T10:00:00Z", 3);
        becomes("old", 3);
    }

    private void seal(String machine, Instant time, double value) {
        int id =
                JdbcClient.create(database.owner())
                        .sql("select id from andon.series where machine_id = ?")
                        .param(machine)
                        .query(Integer.class)
                        .single();
        Samples samples = new Samples(1);
        samples.add(id, ChronoUnit.MICROS.between(Instant.EPOCH, time), value, Double.NaN);
        StoreFixture.on(database.owner()).load(samples);
        Integer blocks =
                JdbcClient.create(database.owner())
                        .sql("select count(*) from andon.sample_blocks")
                        .query(Integer.class)
                        .single();
        assertThat(blocks).isEqualTo(1);
    }

    @Test
    void choosesMachinesAreasAndMetrics() throws Exception {
        point("M-1", "temp", null, "2026-03-19T07:59:00Z", 1);
        point("M-1", "speed", null, "2026-03-19T07:59:00Z", 2);
        point("M-2", "temp", null, "2026-03-19T07:59:00Z", 3);
        server.send("PATCH", "/api/v1/machines/M-2", "{\"area\":\"Hall A, north\"}");

        assertThat(values("/api/v1/latest")).containsExactly(2, 1, 3);
        assertThat(values("/api/v1/latest?metric=temp")).containsExactly(1, 3);
        assertThat(values("/api/v1/latest?area=Hall+A,+north")).containsExactly(3);
        assertThat(values("/api/v1/latest?machine=M-1&machine=M-2&metric=temp"))
                .containsExactly(1, 3);
        assertThat(values("/api/v1/latest?machine=none")).isEmpty();
        assertThat(values("/api/v1/machines/M-1/latest")).containsExactly(2, 1);

        server.send("DELETE", "/api/v1/machines/M-2", null);
        assertThat(values("/api/v1/latest?metric=temp")).containsExactly(1);
        assertThat(values("/api/v1/latest?metric=temp&retired=all")).containsExactly(1, 3);
        assertThat(values("/api/v1/machines/M-2/latest")).containsExactly(3);
    }

    private void becomes(String machine, double... values) {
        Eventually.holds(
                "latest values of " + machine,
                () -> Arrays.equals(values("/api/v1/machines/" + machine + "/latest"), values));
    }

    private void assertValues(String machine, double... values) throws Exception {
        assertThat(values("/api/v1/machines/" + machine + "/latest")).isEqualTo(values);
    }

    private double[] values(String path) throws IOException, InterruptedException {
        JsonNode answer = server.get(path);
        return answer.valueStream()
                .mapToDouble(point -> point.path("value").doubleValue())
                .toArray();
    }

    private void point(
            String machine, String metric, @Nullable Integer zone, String time, double value)
            throws Exception {
        server.points(
                "{\"machine_id\":\"%s\",\"metric_type\":\"%s\",\"zone_number\":%s,\"timestamp\":\"%s\",\"value\":%s}"
                        .formatted(machine, metric, zone, time, value));
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
