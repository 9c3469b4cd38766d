package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.SettableClock;
import dev.andon.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Parts of files over HTTP, stored in a real database. */
class ImportApiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String HEADER = "machine_id,metric_type,timestamp,value\n";

    private static TestDatabase database;
    private static IngestServer server;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        server = new IngestServer(database.owner(), new SettableClock(NOW));
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
        HTTP.close();
    }

    @BeforeEach
    void empty() {
        JdbcClient.create(database.owner()).sql("truncate samples").update();
    }

    @Test
    void storesCsv() {
        JsonNode account =
                ok(
                        "format=csv",
                        """
                        \uFEFFtarget_value,machine_id,timestamp,zone_number,metric_type,value\r
                        180,M-1,2026-01-31T06:00:00.123456+01:00,1,temperature,181.5\r
                        ,"M ""2"", left",1769835600000,,state,-1e3\r
                        \r
                        """);

        assertThat(account.path("received").intValue()).isEqualTo(2);
        assertThat(account.path("stored").intValue()).isEqualTo(2);
        assertThat(rows())
                .containsExactly(
                        "M \"2\", left|state||-1000||2026-01-31 05:00:00+00",
                        "M-1|temperature|1|181.5|180|2026-01-31 05:00:00.123456+00");
    }

    @Test
    void storesNumbersWithCommas() {
        ok(
                "format=csv&decimalComma=true&column=timestamp%3DZeit&column=value%3DWert&ignore=Charge"
                        + "&machine=P1&timeZone=Europe%2FBerlin",
                """
                Zeit;metric_type;Wert;Charge
                2026-07-01 08:00:00;druck;1,25;A,B
                2026-07-01 08:00:01;druck;"-0,5";
                """);

        assertThat(rows())
                .containsExactly(
                        "P1|druck||1.25||2026-07-01 06:00:00+00",
                        "P1|druck||-0.5||2026-07-01 06:00:01+00");
    }

    @Test
    void storesAMetricAColumn() {
        JsonNode account =
                ok(
                        "format=csv&wide=true",
                        """
                        timestamp,machine_id,temperature,pressure
                        2026-01-01 00:00:00Z,A,1,2
                        2026-01-01 00:00:00Z,B,,4
                        2026-01-01 00:00:01Z,A,x,5
                        """);

        assertThat(account.path("received").intValue()).as("an empty field is none").isEqualTo(5);
        assertThat(account.at("/rejectedRecords/value-not-numeric").toString()).isEqualTo("[2,2]");
        assertThat(rows())
                .containsExactlyInAnyOrder(
                        "A|temperature||1||2026-01-01 00:00:00+00",
                        "A|pressure||2||2026-01-01 00:00:00+00",
                        "B|pressure||4||2026-01-01 00:00:00+00",
                        "A|pressure||5||2026-01-01 00:00:01+00");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T06:00:00Z, '', 1769839200000",
        "2026-01-31 06:00:00+00, '', 1769839200000",
        "2026-01-31 07:30:00.5+01:30, '', 1769839200500",
        "2026-01-31 07:30:00+0130, '', 1769839200000",
        "2026-01-31 07:00:00, &timeZone=Europe/Berlin, 1769839200000",
        "2026-01-31 06:00:00Z, &timeZone=Europe/Berlin, 1769839200000",
        "2026-10-25 02:30:00, &timeZone=Europe/Berlin&repeated=later, 1761355800000",
        "1769839200000, '', 1769839200000",
        "1769839200, &precision=s, 1769839200000",
        "1769839200.25, &precision=s, 1769839200250",
        "1769839200000000, &precision=us, 1769839200000",
        "1769839200000000000, &precision=ns, 1769839200000"
    })
    void readsTimes(String text, String parameters, long millis) {
        long expected =
                text.startsWith("2026-10-25")
                        ? Instant.parse("2026-10-25T01:30:00Z").toEpochMilli()
                        : millis;

        JsonNode account =
                ok("format=csv&dryRun=true" + parameters, HEADER + "M,t," + text + ",1\n");

        assertThat(account.path("errors")).isEmpty();
        assertThat(account.at("/found/from").longValue()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-31 06:00:00 | has no offset",
                "2026-03-29 02:30:00&timeZone=Europe/Berlin | did not exist",
                "2026-10-25 02:30:00&timeZone=Europe/Berlin | was there twice",
                "2026-02-30 06:00:00Z | is not a time",
                "31.01.2026 06:00 | is neither",
                "2026 | is older than",
                "'' | is missing"
            })
    void saysWhyATimeIsNone(String text, String reason) {
        String[] parts = text.split("&", 2);
        String parameters = parts.length == 1 ? "" : "&" + parts[1];

        JsonNode account =
                ok("format=csv&dryRun=true" + parameters, HEADER + "M,t," + parts[0] + ",1\n");

        assertThat(account.path("rejected").intValue()).isEqualTo(1);
        assertThat(account.at("/errors/0/reason").stringValue()).contains(reason);
    }

    @Test
    void badRecordsCostOnlyThemselves() {
        JsonNode account =
                ok(
                        "format=csv",
                        HEADER
                                + "M,t,1767225600000,1\n"
                                + "M,t,1767225601000\n"
                                + "M,t,1767225602000,x\n"
                                + "M,\"t,1767225603000,3\n"
                                + "M,t,1767225604000,\n"
                                + ",t,1767225605000,5\n"
                                + "M,t,1767225606000,NaN\n"
                                + "M,t,1767225607000,7\n");

        assertThat(account.path("received").intValue()).isEqualTo(8);
        assertThat(account.path("stored").intValue()).isEqualTo(2);
        assertThat(account.path("rejectedRecords").toString())
                .isEqualTo(
                        "{\"csv-malformed\":[1,1,3,3],\"name-missing\":[5,5],\"value-missing\":[4,4],\"value-not-finite\":[6,6],\"value-not-numeric\":[2,2]}");
        assertThat(account.path("errors").findValuesAsString("reason"))
                .contains("there are 3 fields, and 4 columns in the header", "value is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "machine_id,metric_type,timestamp,value,shift | column \"shift\" is not known",
                "machine_id,metric_type,timestamp | no column \"value\"",
                "machine_id,metric_type,timestamp,value,value | \"value\" is there twice",
                "metric_type,timestamp,value | no column \"machine_id\""
            })
    void refusesAHeaderThatLeavesSomethingOpen(String header, String why) {
        HttpResponse<String> answer = post("format=csv", header + "\n");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("detail").stringValue()).contains(why);
    }

    @Test
    void storesLineProtocolInEachPrecision() {
        ok("format=line", "press,machine=A v=1 1767225600000000000\n");
        ok("format=line&precision=s", "press,machine=A v=2 1767225601\n");

        assertThat(rows())
                .containsExactly(
                        "A|press.v||1||2026-01-01 00:00:00+00",
                        "A|press.v||2||2026-01-01 00:00:01+00");
    }

    @Test
    void aPointMustBringItsTime() {
        JsonNode account = ok("format=line", "press,machine=A v=1\n");

        assertThat(account.at("/errors/0/reason").stringValue()).contains("timestamp is missing");
    }

    @Test
    void anyNumberOfBrokenLinesOfJsonMayBeAmongGoodOnes() {
        String lines =
                IntStream.range(0, 300)
                        .mapToObj(ImportApiTest::jsonPoint)
                        .collect(Collectors.joining("\n{\"machine_id\":\n", "", "\n"));

        JsonNode account = ok("format=ndjson", lines);

        assertThat(account.path("stored").intValue()).isEqualTo(300);
        assertThat(account.path("rejected").intValue()).isEqualTo(299);
    }

    @Test
    void storesAnArray() {
        String array =
                IntStream.range(0, 3)
                        .mapToObj(ImportApiTest::jsonPoint)
                        .collect(Collectors.joining(",\n", " [ ", "]\n"));

        assertThat(ok("format=json", array).path("stored").intValue()).isEqualTo(3);
    }

    private static String jsonPoint(int second) {
        return "{\"machine_id\":\"J\",\"metric_type\":\"t\",\"value\":1,\"timestamp\":%d}"
                .formatted(1_767_225_600_000L + second * 1_000L);
    }

    /** Days and series are written apart; the newest still wins. */
    @Test
    void theLastOfSeveralValuesStays() {
        String lines =
                IntStream.range(0, 3_000)
                        .mapToObj(number ->
                                "M%d,t,%d,%d"
                                        .formatted(
                                                number % 7,
                                                1_767_225_600_000L + number / 7 % 50 * 86_400_000L,
                                                number))
                        .collect(Collectors.joining("\n"));

        JsonNode account = ok("format=csv", HEADER + lines);

        assertThat(account.path("stored").intValue()).isEqualTo(350);
        assertThat(account.path("corrected").intValue()).isEqualTo(2_650);
        assertThat(rows())
                .hasSize(350)
                .allMatch(row -> Double.parseDouble(row.split("\\|")[3]) >= 2_650);
    }

    @Test
    void aDryRunStoresAndCountsNothing() {
        long before = server.bean(IngestPipeline.class).account().totals().received();

        JsonNode account =
                ok(
                        "format=csv&dryRun=true",
                        HEADER + "M,t,1767225600000,1\nM,u,1767225700000,2\nM,u,x,2\n");

        assertThat(account.path("stored").intValue()).isEqualTo(2);
        assertThat(account.at("/found/series")).hasSize(2);
        assertThat(account.at("/found/to").longValue()).isEqualTo(1_767_225_700_000L);
        assertThat(rows()).isEmpty();
        assertThat(server.bean(IngestPipeline.class).account().totals().received())
                .isEqualTo(before);
    }

    private static JsonNode ok(String parameters, String body) {
        HttpResponse<String> answer = post(parameters, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> post(String parameters, String body) {
        URI address =
                URI.create(
                        "http://127.0.0.1:%d/api/v1/import?%s"
                                .formatted(server.port(), parameters.replace("/", "%2F")));
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static List<String> rows() {
        return JdbcClient.create(database.owner())
                .sql(
                        """
                        select concat_ws('|', machine_id, metric_type, coalesce(zone_number::text, ''), value,
                                         coalesce(target_value::text, ''), "timestamp" at time zone 'UTC' || '+00')
                        from public.machine_metrics order by "timestamp", value
                        """)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
