package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.andon.Eventually;
import dev.andon.RestServer;
import dev.andon.TestDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Points and trends of a machine over real HTTP, on a real database. */
class MachineValuesApiTest {
    private static final Instant NOW = Instant.parse("2026-03-19T08:00:00Z");
    private static final String POINTS = "/api/v1/machines/M-1/metrics";
    private static TestDatabase database;
    private static RestServer server;

    /** A reading each minute of two days, in two zones; a spike; a target now and then. */
    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        server = new RestServer(database, NOW, "--andon.values.point-limit=100");
        JdbcClient owner = JdbcClient.create(database.owner());
        owner.sql(
                        """
                        insert into public.machine_metrics (machine_id, metric_type, zone_number, value, "timestamp", target_value)
                        select 'M-1', 'temp', zone, case when n = 1000 then 500 else 20 + zone + n % 10 end,
                               timestamptz '2026-03-19 08:00:00+00' - make_interval(mins => n),
                               case when n % 2 = 0 then 25 end
                        from generate_series(0, 2879) n, generate_series(1, 2) zone
                        """)
                .update();
        owner.sql(
                        """
                        insert into public.machine_metrics (machine_id, metric_type, value, "timestamp")
                        values ('M-1', 'a "quoted", name', 1.5, '2026-03-19 07:59:59.123456+00')
                        """)
                .update();
        owner.sql("insert into andon.machines (id, name) values ('silent', 'silent')").update();
        owner.sql("update andon.series set unit = '°C' where metric_type = 'temp'").update();
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @Test
    void theLastHourIsWhatIsShownWithoutARange() throws Exception {
        JsonNode answer = server.get(POINTS);
        long now = NOW.toEpochMilli();
        assertThat(answer.path("machine_id").stringValue()).isEqualTo("M-1");
        assertThat(answer.path("from").longValue()).isEqualTo(now - 3_600_000);
        assertThat(answer.path("to").longValue()).isEqualTo(now);
        assertThat(answer.path("series")).hasSize(3);

        JsonNode named = answer.path("series").path(0);
        assertThat(named.path("metric_type").stringValue()).isEqualTo("a \"quoted\", name");
        assertThat(named.path("zone_number").isNull()).isTrue();
        assertThat(named.has("unit")).isFalse();
        assertThat(named.path("points").toString()).isEqualTo("[[1773907199123,1.5,null]]");

        JsonNode zone = answer.path("series").path(1);
        assertThat(zone.path("zone_number").intValue()).isEqualTo(1);
        assertThat(zone.path("unit").stringValue()).isEqualTo("°C");
        assertThat(zone.path("count").intValue()).isEqualTo(61);
        assertThat(zone.path("reduced").booleanValue()).isFalse();
        assertThat(zone.path("points").path(60).toString()).isEqualTo("[" + now + ",21.0,25.0]");
    }

    @Test
    void whatDoesNotFitComesWithTheNextAnswer() throws Exception {
        for (String order : List.of("asc", "desc")) {
            String address = POINTS + "?metric=temp&from=now-2h&order=" + order;
            List<String> points = new ArrayList<>();
            int answers = 0;
            String cursor = "";
            while (cursor != null) {
                JsonNode answer = server.get(address + cursor);
                server.setTime(NOW.plusSeconds(++answers * 600L));
                answer.path("series")
                        .forEach(series ->
                                series.path("points")
                                        .forEach(point ->
                                                points.add(
                                                        series.path("zone_number")
                                                                + " "
                                                                + point.path(0))));
                assertThat(answer.path("truncated").booleanValue()).isEqualTo(answer.has("next"));
                cursor = answer.has("next") ? "&cursor=" + answer.path("next").stringValue() : null;
            }
            server.setTime(NOW);
            assertThat(answers).isEqualTo(3);
            List<String> expected = new ArrayList<>();
            for (int zone = 1; zone <= 2; zone++) {
                for (int i = 0; i <= 120; i++) {
                    long minutesAgo = order.equals("asc") ? 120 - i : i;
                    expected.add(zone + " " + (NOW.toEpochMilli() - minutesAgo * 60_000));
                }
            }
            assertThat(points).as(order).isEqualTo(expected);
        }
    }

    @Test
    void anAnswerThatJustFitsIsNotCalledTruncated() throws Exception {
        JsonNode answer = server.get(POINTS + "?metric=temp&zone=1&from=now-99m");
        assertThat(answer.path("series").path(0).path("count").intValue()).isEqualTo(100);
        assertThat(answer.path("truncated").booleanValue()).isFalse();
        assertThat(answer.has("next")).isFalse();
    }

    @Test
    void aReductionKeepsTheSpikeAndSaysSo() throws Exception {
        JsonNode answer = server.get(POINTS + "?metric=temp&zone=2&from=now-2d&points=50");
        JsonNode series = answer.path("series").path(0);
        assertThat(answer.path("series")).hasSize(1);
        assertThat(series.path("reduced").booleanValue()).isTrue();
        assertThat(series.path("count").intValue()).isEqualTo(2880);
        assertThat(series.path("points").size()).isBetween(26, 50);
        assertThat(series.path("points").toString())
                .contains("[" + (NOW.toEpochMilli() - 1000 * 60_000) + ",500.0,25.0]");
        assertThat(answer.path("truncated").booleanValue()).isFalse();

        JsonNode backwards =
                server.get(POINTS + "?metric=temp&zone=2&from=now-2d&points=50&order=desc");
        assertThat(backwards.path("series").path(0).path("points").path(0))
                .isEqualTo(series.path("points").path(series.path("points").size() - 1));
    }

    @Test
    void aFileHasEverythingAndTheColumnsOfTheView() throws Exception {
        HttpResponse<String> file =
                server.send(
                        server.request("GET", POINTS + "?from=now-2d", null)
                                .header("Accept", "text/csv"));
        assertThat(file.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        List<String> lines = file.body().lines().toList();
        assertThat(lines).hasSize(1 + 1 + 2 * 2880);
        assertThat(lines)
                .startsWith(
                        "machine_id,metric_type,zone_number,timestamp,value,target_value",
                        "M-1,\"a \"\"quoted\"\", name\",,2026-03-19T07:59:59.123456Z,1.5,");
        assertThat(lines.getLast()).isEqualTo("M-1,temp,2,2026-03-19T08:00:00Z,22.0,25.0");
    }

    @Test
    void aMachineWithoutPointsHasNoSeriesAndAnUnknownOneIsNotFound() throws Exception {
        assertThat(server.get("/api/v1/machines/silent/metrics").path("series")).isEmpty();
        assertThat(server.get("/api/v1/machines/silent/trends").path("trends")).isEmpty();
        for (String what : List.of("metrics", "trends", "latest")) {
            HttpResponse<String> answer =
                    server.send("GET", "/api/v1/machines/nobody/" + what, null);
            assertThat(answer.statusCode()).as(what).isEqualTo(404);
            assertThat(answer.body()).contains("no machine nobody", "urn:andon:not-found");
        }
        assertThat(server.get(POINTS + "?metric=other").path("series")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metrics?from=yesterday",
                "metrics?from=now&to=now-1h",
                "metrics?points=3",
                "metrics?points=10001",
                "metrics?points=many",
                "metrics?zone=top",
                "metrics?order=random",
                "metrics?cursor=AAAA",
                "metrics?cursor=%C3%A4",
                // "-999999999999999999 2 1 - temp", which no database could read.
                "metrics?cursor=LTk5OTk5OTk5OTk5OTk5OTk5OSAyIDEgLSB0ZW1w",
                "trends?window=0s",
                "trends?window=8d",
                "trends?window=soon"
            })
    void nonsenseIsRefusedWithWhatWouldBeRight(String address) throws Exception {
        HttpResponse<String> answer = server.send("GET", "/api/v1/machines/M-1/" + address, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:andon:malformed", "Correct the address.");
    }

    @ParameterizedTest
    @CsvSource({
        "1773903600000, 1773907200000",
        "2026-03-19T07:00:00Z, 2026-03-19T08:00:00Z",
        "2026-03-19T08:00:00%2B01:00, now",
        "now-1h, now"
    })
    void timesComeInManyShapes(String from, String to) throws Exception {
        JsonNode answer = server.get(POINTS + "?zone=1&from=" + from + "&to=" + to);
        assertThat(answer.path("series").path(0).path("count").intValue()).isEqualTo(61);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics", "trends"})
    void theQuestionOfACallerWhoLeftIsStopped(String what) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient();
                Connection other = database.owner().getConnection()) {
            lockPoints(other);
            CompletableFuture<HttpResponse<String>> answer =
                    client.sendAsync(
                            server.request("GET", "/api/v1/machines/M-1/" + what, null).build(),
                            HttpResponse.BodyHandlers.ofString());
            Eventually.holds("a question waits", () -> waitingQuestions() == 1);
            answer.cancel(true);
            Eventually.holds("it is stopped", () -> waitingQuestions() == 0);
            other.rollback();
        }
    }

    @Test
    void whatTakesTooLongIsStoppedAndSaysSo() throws Exception {
        try (TestDatabase locked = TestDatabase.migrated();
                RestServer impatient = new RestServer(locked, NOW, "--andon.query.timeout=500ms");
                Connection other = locked.owner().getConnection()) {
            impatient.points("{\"machine_id\":\"M-1\",\"metric_type\":\"t\",\"value\":1}");
            lockPoints(other);
            HttpResponse<String> answer =
                    impatient.send("GET", "/api/v1/machines/M-1/metrics", null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(504);
            assertThat(answer.body()).contains("urn:andon:timeout", "\"retryable\":false");
            other.rollback();
        }
    }

    private static void lockPoints(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table andon.samples in access exclusive mode");
        }
    }

    private static int waitingQuestions() {
        return JdbcClient.create(database.owner())
                .sql(
                        """
                        select count(*) from pg_locks l join pg_stat_activity a using (pid)
                        where a.datname = current_database() and a.usename = 'andon_reader' and not l.granted
                        """)
                .query(Integer.class)
                .single();
    }

    @Test
    void trendsSayHowAWindowDiffersFromTheOneBefore() throws Exception {
        JsonNode answer = server.get("/api/v1/machines/M-1/trends?window=5m");
        assertThat(answer.path("window").stringValue()).isEqualTo("5m");
        assertThat(answer.path("to").longValue() - answer.path("from").longValue())
                .isEqualTo(300_000);
        assertThat(answer.path("trends").path(1).toString())
                .startsWith(
                        """
                        {"metric_type":"temp","zone_number":1,"unit":"°C","count":5,"average":23.0,\
                        "min":21.0,"max":25.0,"last":21.0,"last_timestamp":1773907200000,\
                        "change":-5.0,"change_percent":-17.857142857142858,"slope_per_hour":\
                        """);
        assertThat(answer.path("trends").path(1).path("slope_per_hour").doubleValue())
                .isCloseTo(-60, within(1e-9));
        for (String window : List.of("2h", "24h", "90m")) {
            JsonNode trends = server.get("/api/v1/machines/M-1/trends?window=" + window);
            assertThat(trends.path("trends")).hasSize(3);
        }
    }
}
