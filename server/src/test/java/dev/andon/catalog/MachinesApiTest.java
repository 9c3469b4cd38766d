package dev.andon.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.RestServer;
import dev.andon.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Machines over real HTTP. */
class MachinesApiTest {
    private static final Instant NOW = Instant.parse("2026-03-19T08:00:00Z");
    private static final String PRESS = "/api/v1/machines/P-1";
    private static TestDatabase database;
    private static RestServer server;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        server = new RestServer(database, NOW);
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @BeforeEach
    void empty() {
        JdbcClient.create(database.owner()).sql("truncate samples, series, machines").update();
        server.setTime(NOW);
    }

    @Test
    void aMachineIsCreatedOnceAndRead() throws Exception {
        HttpResponse<String> created =
                server.send(
                        "POST",
                        "/api/v1/machines",
                        "{\"id\":\"P 1/α%\",\"area\":\"Hall A\",\"ideal_cycle_seconds\":4.5}");

        assertThat(created.statusCode()).isEqualTo(201);
        String address = created.headers().firstValue("Location").orElseThrow();
        assertThat(address).isEqualTo("/api/v1/machines/P%201%2F%CE%B1%25");
        assertThat(server.get(address))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"id":"P 1/α%","name":"P 1/α%","site":null,"area":"Hall A","line":null,
                                         "status":null,"oee":null,"availability":null,"performance":null,
                                         "quality":null,"ideal_cycle_seconds":4.5,
                                         "last_updated":1773907200000,"retired":null}
                                        """));
        assertProblem(
                server.send("POST", "/api/v1/machines", "{\"id\":\"P 1/α%\",\"area\":\"B\"}"),
                409,
                "PATCH");
        assertThat(server.get(address).path("area").stringValue()).isEqualTo("Hall A");
    }

    @Test
    void aPatchLeavesAloneWhatItDoesNotNameAndClearsWithNull() throws Exception {
        put("{\"name\":\"Press\",\"area\":\"Hall A\",\"line\":\"L1\",\"ideal_cycle_seconds\":2}");
        server.setTime(NOW.plus(Duration.ofHours(1)));

        assertThat(patch("{}").path("last_updated").longValue()).isEqualTo(NOW.toEpochMilli());
        assertThat(patch("{\"area\":\"Hall A\"}").path("last_updated").longValue())
                .as("nothing new was said")
                .isEqualTo(NOW.toEpochMilli());

        JsonNode changed =
                patch("{\"area\":null,\"ideal_cycle_seconds\":null,\"status\":\"idle\"}");
        assertThat(changed.path("area").isNull()).isTrue();
        assertThat(changed.path("ideal_cycle_seconds").isNull()).isTrue();
        assertThat(changed.path("line").stringValue()).isEqualTo("L1");
        assertThat(changed.path("name").stringValue()).isEqualTo("Press");
        assertThat(changed.path("status").stringValue()).isEqualTo("idle");
        assertThat(changed.path("last_updated").longValue())
                .isEqualTo(NOW.plus(Duration.ofHours(1)).toEpochMilli());
    }

    @Test
    void aPatchNeverCreates() throws Exception {
        assertProblem(server.send("PATCH", PRESS, "{\"name\":\"Press\"}"), 404, "with PUT");
        assertProblem(server.send("DELETE", PRESS, null), 404, "no machine P-1");
        assertThat(server.get("/api/v1/machines?retired=all").size()).isZero();
    }

    @Test
    void aMergePatchMayCallItselfOne() throws Exception {
        put("{}");
        HttpResponse<String> changed =
                server.send(
                        server.request("PATCH", PRESS, null)
                                .header("Content-Type", "application/merge-patch+json")
                                .method(
                                        "PATCH",
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"area\":\"Hall A\"}")));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    }

    @Test
    void aRetiredMachineKeepsItsPointsAndComesBack() throws Exception {
        server.points("{\"machine_id\":\"P-1\",\"metric_type\":\"t\",\"value\":1}");
        assertThat(server.send("DELETE", PRESS, null).statusCode()).isEqualTo(204);
        server.setTime(NOW.plusSeconds(60));
        assertThat(server.send("DELETE", PRESS, null).statusCode()).isEqualTo(204);

        assertThat(server.get(PRESS).path("retired").longValue()).isEqualTo(NOW.toEpochMilli());
        assertThat(ids("")).isEmpty();
        assertThat(ids("?retired=true")).containsExactly("P-1");
        assertProblem(
                server.send("POST", "/api/v1/machines", "{\"id\":\"P-1\"}"),
                409,
                "{\\\"retired\\\":false}");

        server.points("{\"machine_id\":\"P-1\",\"metric_type\":\"t\",\"value\":2}");
        assertThat(ids("?retired=true")).as("sending alone does not bring it back").hasSize(1);
        assertThat(
                        JdbcClient.create(database.owner())
                                .sql("select count(*) from public.machine_metrics")
                                .query(Integer.class)
                                .single())
                .isEqualTo(2);

        assertThat(patch("{\"retired\":false}").path("retired").isNull()).isTrue();
        assertThat(ids("")).containsExactly("P-1");
    }

    @Test
    void listsChooseByPlaceAndStatus() throws Exception {
        server.send("PUT", "/api/v1/machines/a", "{\"area\":\"Hall A, north\",\"line\":\"1\"}");
        server.send("PUT", "/api/v1/machines/b", "{\"area\":\"Hall B\",\"status\":\"down\"}");
        server.send("PUT", "/api/v1/machines/c", "{\"name\":\"0\",\"area\":\"Hall B\"}");
        server.send("PUT", "/api/v1/machines/d", "{\"retired\":true,\"area\":\"Hall B\"}");

        assertThat(ids("")).containsExactly("c", "a", "b");
        assertThat(ids("?area=Hall+A%2C+north")).containsExactly("a");
        assertThat(ids("?area=Hall+B&area=Hall+A,+north")).containsExactly("c", "a", "b");
        assertThat(ids("?area=Hall+B&status=down")).containsExactly("b");
        assertThat(ids("?line=1")).containsExactly("a");
        assertThat(ids("?area=Hall+B&retired=all")).containsExactly("c", "b", "d");
        assertProblem(server.send("GET", "/api/v1/machines?retired=maybe", null), 400, "all");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"name":" "}                    | name is blank
                    {"name":null}                   | name is a text
                    {"area":""}                     | area is blank
                    {"area":7}                      | area is a text or null
                    {"line":"a\\u0000b"}            | line holds a control character
                    {"status":"\\ud800"}            | status is not valid Unicode
                    {"ideal_cycle_seconds":0}       | more than 0
                    {"ideal_cycle_seconds":"4"}     | more than 0
                    {"ideal_cycle_seconds":1e300}   | more than 0
                    {"retired":null}                | retired is true or false
                    {"retired":1}                   | retired is true or false
                    {"oee":0.5}                     | oee cannot be set
                    {"id":"other"}                  | id is not that of the address
                    []                              | a JSON object
                    """)
    void whatCannotBeSetIsRefusedAndNothingChanges(String body, String reason) throws Exception {
        put("{\"name\":\"Press\"}");
        JsonNode before = server.get(PRESS);
        assertProblem(server.send("PUT", PRESS, body), 422, reason);
        assertProblem(server.send("PATCH", PRESS, body), 422, reason);
        assertThat(server.get(PRESS)).isEqualTo(before);
    }

    @Test
    void aBodyThatIsNotJsonIsMalformed() throws Exception {
        assertProblem(server.send("PUT", PRESS, "{"), 400, "not the JSON");
        assertProblem(server.send("POST", "/api/v1/machines", "{}"), 422, "id is missing");
        assertProblem(server.send("POST", "/api/v1/machines", "{\"id\":\"..\"}"), 422, "address");
    }

    @ParameterizedTest
    @CsvSource({
        "a%2Fb, a/b",
        "a%20b, a b",
        "50%25, 50%",
        "%C3%A4%F0%9F%8F%AD, ä🏭",
        "a%2F..%2Fb, a/../b",
        "a+b, a+b",
        "a.json, a.json",
        "'%22%3C%3E''', '\"<>'''"
    })
    void idsOfAllKindsStandInAddresses(String path, String id) throws Exception {
        String address = "/api/v1/machines/" + path;
        assertThat(server.send("PUT", address, "{\"status\":\"idle\"}").statusCode())
                .isEqualTo(200);
        assertThat(server.get(address).path("id").stringValue()).isEqualTo(id);
        assertThat(ids("")).containsExactly(id);
        assertThat(server.send("DELETE", address, null).statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({"%2E%2E, 400", "..%2Fsession, 404", "a%3Bb, 400", "a%00b, 400", "a%5Cb, 400"})
    void otherIdsAreClearlyRefused(String path, int status) throws Exception {
        HttpResponse<String> refused = server.send("GET", "/api/v1/machines/" + path, null);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    }

    private static List<String> ids(String query) throws Exception {
        return StreamSupport.stream(server.get("/api/v1/machines" + query).spliterator(), false)
                .map(machine -> machine.path("id").stringValue())
                .toList();
    }

    private static void put(String body) throws Exception {
        HttpResponse<String> answer = server.send("PUT", PRESS, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode patch(String body) throws Exception {
        HttpResponse<String> answer = server.send("PATCH", PRESS, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String part) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body()).contains(part, "\"retryable\":false");
    }
}
