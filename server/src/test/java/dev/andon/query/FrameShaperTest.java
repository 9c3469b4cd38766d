package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Beyond what {@link DsQueryVectorsTest} shows: where Andon does better, and its own choices. */
class FrameShaperTest {
    private static TestDatabase database;
    private static QueryEngine engine;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        engine = QueryEngine.over(database.reader(), database.owner(), Ask.CONFIG);
    }

    @AfterAll
    static void stop() {
        engine.close();
        database.close();
    }

    @Test
    void truthsAndOtherTimesAreNumbersInATimeSeries() {
        Frame frame =
                series(
                        "SELECT timestamptz '2025-03-19 08:00Z' AS time, true AS on, timestamptz '1970-01-02Z' AS t");
        assertThat(texts(frame))
                .containsExactly(List.of("1742371200000"), List.of("1"), List.of("86400000"));
    }

    @Test
    void sortsLongRowsAndSaysSo() {
        Frame frame =
                series(
                        """
                        SELECT * FROM (VALUES (2, 20.0, 'a'), (1, 10.0, 'a'), (2, 21.0, 'a')) v(time, value, machine)
                        """);
        assertThat(texts(frame)).containsExactly(List.of("1000", "2000"), List.of("10", "21"));
        assertThat(frame.fields().get(1).labels()).isEqualTo(Map.of("machine", "a"));
        assertThat(frame.meta().notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains("ORDER BY time"));
    }

    @Test
    void namesTheColumnsThatHaveTheSameName() {
        assertThat(failure("SELECT 1 AS b, 2 AS a, 3 AS a"))
                .contains("Columns 2 and 3 are both named \"a\"")
                .contains("AS");
        assertThat(failure("SELECT 1, 2")).contains("Columns 1 and 2 have no name");
    }

    @Test
    void noRowsAreAFrameWithoutFieldsThatTellsWhatWasAsked() {
        Frame frame = series("SELECT now() AS time, 1.0 AS value FROM machines WHERE false");
        assertThat(frame.fields()).isEmpty();
        assertThat(frame.meta().executedQueryString()).contains("WHERE false");
        assertThat(frame.meta().live()).isEqualTo(LiveHint.Refresh.ANY);
    }

    @Test
    void theEndOfARegionIsATimeInTables() {
        String sql =
                "SELECT 1742371200 AS time, 1742374800 AS \"timeEnd\", $__unixEpochGroup(1742371200, '1h', 0) AS hour";
        assertThat(texts(table(sql)))
                .as("and nothing is filled there")
                .containsExactly(
                        List.of("1742371200000"), List.of("1742374800000"), List.of("1742371200"));
        assertThat(texts(series("SELECT 1742371200 AS time, 1742374800 AS \"timeEnd\"")))
                .containsExactly(List.of("1742371200000"), List.of("1742374800"));
    }

    @Test
    void fillsWhatOneSeriesMissesAndAnotherHas() {
        Frame frame =
                series(
                        """
                        SELECT $__unixEpochGroupAlias(t, '1h', -1), machine, value
                        FROM (VALUES (1742371200, 'a', 1.0), (1742374800, 'b', 2.0)) v(t, machine, value)
                        """);
        assertThat(texts(frame).subList(1, 3))
                .containsExactly(List.of("1", "-1", "-1"), List.of("-1", "2", "-1"));
    }

    @Test
    void doesNotFillMorePointsThanTheRowLimit() {
        Frame frame =
                series("SELECT $__unixEpochGroupAlias(1742371200, '1ms', NULL), 1.0 AS value");
        assertThat(frame.rows()).isEqualTo(1);
        assertThat(frame.meta().notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains("not filled"));
    }

    @ParameterizedTest
    @CsvSource({
        "'2025-03-19 08:00:00.5+01', 1742367600500",
        "'1969-12-31 23:59:59.9', -100",
        "'2025-03-19 08:00:00.123456', 1742371200123",
        "'0044-03-15 00:00:00 BC', -63517824000000",
        "'2025-03-19', 1742342400000",
        "'2025-03-19 08:00:00+05:45', 1742350500000",
        "'0001-01-01 00:00:00+00', -62135596800000",
        "'12025-03-19 00:00:00', 317311862400000"
    })
    void readsTimestamps(String text, long millis) {
        assertThat(PostgresTime.epochMillis(text)).hasValue(millis);
    }

    @Test
    void infinityIsNoPointInTime() {
        assertThat(PostgresTime.epochMillis("-infinity")).isEmpty();
        assertThat(texts(table("SELECT timestamptz 'infinity' AS a")).getFirst().getFirst())
                .isEqualTo("null");
    }

    @Test
    void readsWhatTheSessionsZoneWrites() {
        Frame frame =
                table(
                        "SET timezone = 'Asia/Kathmandu'; SELECT timestamptz '2025-03-19 08:00Z' AS a");
        assertThat(texts(frame)).containsExactly(List.of("1742371200000"));
    }

    @Test
    void writesBytesThatAreNoTextAsDigits() {
        assertThat(
                        texts(
                                table(
                                        "SELECT '\\xff00'::bytea AS a, 'x'::\"char\" AS b, 12::money::text AS c")))
                .containsExactly(List.of("\\xff00"), List.of("x"), List.of("$12.00"));
    }

    @Test
    void writesFailuresWithTheirKind() {
        JsonNode json = json(engine.ask(Ask.table("SELECT nothing"), Cancellation.of(null)));
        assertThat(json.get("status").asInt()).isEqualTo(400);
        assertThat(json.get("errorKind").asString()).isEqualTo("query");
        assertThat(json.has("frames")).isFalse();
    }

    @Test
    void writesHintsAndNotices() {
        JsonNode json =
                json(engine.ask(Ask.table("SELECT id FROM machines"), Cancellation.of(null)));
        assertThat(json.at("/frames/0/schema/meta/custom/live").toString())
                .isEqualTo("{\"mode\":\"refresh\",\"machines\":null,\"metrics\":null}");
    }

    private static JsonNode json(Answer answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = Vectors.JSON.createGenerator(bytes)) {
            AnswerJson.write(generator, answer);
        }
        return Vectors.JSON.readTree(bytes.toByteArray());
    }

    private static Frame series(String sql) {
        return Ask.frame(engine.ask(Ask.series(sql), Cancellation.of(null)));
    }

    private static Frame table(String sql) {
        return Ask.frame(engine.ask(Ask.table(sql), Cancellation.of(null)));
    }

    private static String failure(String sql) {
        return Ask.failure(engine.ask(Ask.table(sql), Cancellation.of(null))).message();
    }

    private static List<List<String>> texts(Frame frame) {
        return frame.fields().stream().map(field -> column(field.values())).toList();
    }

    private static List<String> column(Column column) {
        return IntStream.range(0, column.size())
                .mapToObj(row -> String.valueOf(column.text(row)))
                .toList();
    }
}
