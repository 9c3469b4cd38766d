package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.TestDatabase;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPointsTest {
    private static TestDatabase database;
    private IngestFixture ingest;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.migrated();
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @BeforeEach
    void start() {
        ingest = IngestFixture.empty(database.owner());
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void takesOnePoint() {
        Receipt receipt =
                ingest.json(
                        """
                        {"machine_id":"M-01","metric_type":"temperature","value":81.5,
                         "timestamp":"2026-03-19T08:00:00.5+01:00","zone_number":3,"target_value":80}
                        """);

        assertThat(receipt).isEqualTo(new Receipt(1, 1, 0, 0, 0, List.of()));
        assertThat(ingest.rows())
                .containsExactly("M-01 temperature 3 81.5 2026-03-19T07:00:00.500000 ->80");
    }

    @Test
    void givesAPointWithoutTimeTheTimeOfReceipt() {
        ingest.json(
                "{\"machine_id\":\"M-01\",\"metric_type\":\"t\",\"value\":1,\"timestamp\":null}");

        assertThat(ingest.rows()).containsExactly("M-01 t 1 2026-03-19T08:00:00.000000");
    }

    @Test
    void takesArraysAndPointsOneAfterAnother() {
        assertThat(ingest.json("[" + point(1) + "," + point(2) + "]").stored()).isEqualTo(2);
        assertThat(ingest.json(point(3) + "\n" + point(4) + "\n").stored()).isEqualTo(2);
        assertThat(ingest.json("[]").received()).isZero();
        assertThat(ingest.rows()).hasSize(4);
    }

    @Test
    void accountsForRepetitionsAndCorrections() {
        ingest.json(point(1, 5.0));

        Receipt receipt =
                ingest.json(
                        "[%s,%s,%s,%s,%s]"
                                .formatted(
                                        point(1, 5.0),
                                        point(1, 6.0),
                                        point(2, 1.0),
                                        point(2, 1.0),
                                        point(2, 2.0)));

        assertThat(receipt).isEqualTo(new Receipt(5, 1, 2, 2, 0, List.of()));
        assertThat(ingest.rows())
                .containsExactly(
                        "M t 6 2026-03-19T07:00:01.000000", "M t 2 2026-03-19T07:00:02.000000");
        assertThat(ingest.published).hasSize(2);
        assertThat(ingest.published.get(1).value(1)).isEqualTo(2.0);
    }

    @Test
    void keepsGoodPointsAmongBadOnes() {
        Receipt receipt =
                ingest.json("[" + point(1) + ", 17, [[]], {\"value\":1}, " + point(2) + "]");

        assertThat(receipt.stored()).isEqualTo(2);
        assertThat(receipt.errors())
                .containsExactly(
                        new Rejection(1, "the point is not a JSON object"),
                        new Rejection(2, "the point is not a JSON object"),
                        new Rejection(3, "machine_id is missing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"machine_id\":\"\" | machine_id is missing",
                "\"machine_id\":null | machine_id is missing",
                "\"machine_id\":7 | machine_id must be a text",
                "\"machine_id\":\"a\\u0007\" | machine_id holds a control character",
                "\"machine_id\":\"\\ud800\" | machine_id is not valid Unicode",
                "\"metric_type\":{\"a\":[1]} | metric_type must be a text",
                "\"metric_type\":\" \" | metric_type is missing",
                "\"value\":\"5\" | value must be a number",
                "\"value\":null | value is missing",
                "\"value\":NaN | value is not a finite number",
                "\"value\":-Infinity | value is not a finite number",
                "\"value\":1e999 | value is not a finite number",
                "\"target_value\":NaN | target_value is not a finite number",
                "\"target_value\":[] | target_value must be a number",
                "\"target_value\":1e999 | target_value is not a finite number",
                "\"zone_number\":-1 | zone_number must be from 0 to 32767",
                "\"zone_number\":32768 | zone_number must be from 0 to 32767",
                "\"zone_number\":1.5 | zone_number must be a whole number from 0 to 32767",
                "\"zone_number\":99999999999 | zone_number must be a whole number from 0 to 32767",
                "\"timestamp\":\"yesterday\" | timestamp must be RFC 3339, as in 2026-01-31T06:00:00Z, or epoch milliseconds",
                "\"timestamp\":true | timestamp must be RFC 3339, as in 2026-01-31T06:00:00Z, or epoch milliseconds",
                "\"timestamp\":NaN | timestamp is not a number",
                "\"zone\":1 | member \"zone\" is not known",
                "\"zone\":{\"a\":{}} | member \"zone\" is not known"
            })
    void saysWhatIsWrongWithAPoint(String member, String reason) {
        String name = member.substring(1, member.indexOf('"', 1));
        String others =
                "\"machine_id\":\"M\",\"metric_type\":\"t\",\"value\":1,"
                        .replaceAll("\"" + name + "\":[^,]*,", "");

        Receipt receipt = ingest.json("[" + point(1) + ",{" + others + member + "}]");

        assertThat(receipt.errors()).containsExactly(new Rejection(1, reason));
        assertThat(receipt.stored()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1773907200001, is more than 10 minutes ahead",
        "99999999999999999999, is more than 10 minutes ahead",
        "1773900000, is its unit right?",
        "-1e300, is its unit right?"
    })
    void saysWhatIsWrongWithATime(String timestamp, String reason) {
        String ahead = timestamp.equals("1773907200001") ? "1773907800001" : timestamp;

        Receipt receipt =
                ingest.json(
                        "{\"machine_id\":\"M\",\"metric_type\":\"t\",\"value\":1,\"timestamp\":%s}"
                                .formatted(ahead));

        assertThat(receipt.errors()).singleElement().asString().contains(reason);
    }

    @Test
    void listsAHundredErrorsAndCountsAll() {
        String bad = IntStream.range(0, 250).mapToObj(i -> "{}").collect(Collectors.joining(","));

        Receipt receipt = ingest.json("[" + bad + "]");

        assertThat(receipt.rejected()).isEqualTo(250);
        assertThat(receipt.received()).isEqualTo(250);
        assertThat(receipt.errors()).hasSize(100);
        assertThat(receipt.errors().getLast().index()).isEqualTo(99);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "hello", "[{\"value\":1", "[1,]", "[1}", "{\"value\":}", "[] ]"})
    void refusesWhatIsNotJson(String body) {
        assertThatThrownBy(() -> ingest.json(body))
                .isInstanceOfSatisfying(
                        IngestRefusedException.class,
                        refusal ->
                                assertThat(refusal.category())
                                        .isEqualTo(IngestRefusedException.Category.MALFORMED))
                .hasMessageNotContaining("Source");
        assertThat(ingest.rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"machine_id\":\"M\",\"metric",
                "{\"machine_id\":\"M\",\"value\":1,",
                "{\"machine_id\":[[{\"a\":1}",
                "{\"value\":}",
                "{\"value\":01}",
                "ü hello",
                "}"
            })
    void keepsGoodLinesAmongBrokenOnes(String broken) {
        Receipt receipt =
                ingest.json(
                        "%s\n%s\r\n\n  %s\n%s\n%s"
                                .formatted(point(1), broken, broken, point(2), broken));

        assertThat(receipt.stored()).isEqualTo(2);
        assertThat(receipt.errors()).extracting(Rejection::index).containsExactly(1, 2, 4);
        assertThat(receipt.errors())
                .allSatisfy(error ->
                        assertThat(error.reason())
                                .startsWith("the line is not JSON: ")
                                .doesNotContain("Source"));
        assertThat(ingest.rows()).hasSize(2);
    }

    @Test
    void findsTheNextLineWhereverTheParserHasReadTo() {
        StringBuilder lines = new StringBuilder();
        for (int second = 0; second < 3_000; second++) {
            lines.append(
                            second % 100 == 50
                                    ? point(second % 60).substring(0, 30)
                                    : point(second % 60))
                    .append(" ".repeat(second % 17))
                    .append('\n');
        }

        Receipt receipt = ingest.json(lines.toString());

        assertThat(receipt.received()).isEqualTo(3_000);
        assertThat(receipt.rejected()).isEqualTo(30);
        assertThat(receipt.errors())
                .extracting(Rejection::index)
                .containsExactlyElementsOf(
                        IntStream.range(0, 30).map(number -> number * 100 + 50).boxed().toList());
    }

    @Test
    void refusesABodyWithTooManyBrokenLines() {
        assertThatThrownBy(() -> ingest.json(point(1) + "\n" + "{\n".repeat(101) + point(2)))
                .isInstanceOf(IngestRefusedException.class)
                .hasMessageContaining("The body is not JSON");
        assertThat(ingest.rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\":\"%s",
                "{\"machine_id\":\"%s\",\"metric_type\":\"t\",\"value\":1}",
                "{\"machine_id\":%s",
                "%s"
            })
    void aBrokenLineOfAnyLengthCostsOnlyItself(String broken) {
        for (int length : List.of(60_000, 66_000, 130_000, 300_000)) {
            String line = broken.formatted("x".repeat(length));

            Receipt receipt =
                    ingest.json(point(1) + "\n\r\n " + line + "\r\n" + point(2) + "\n" + line);

            boolean fits = line.contains("metric_type") && length < 64 * 1024;
            assertThat(receipt.received()).as("%d: %s", length, receipt).isEqualTo(4);
            assertThat(receipt.stored() + receipt.unchanged()).isEqualTo(2);
            assertThat(receipt.errors()).extracting(Rejection::index).containsExactly(1, 3);
            assertThat(receipt.errors())
                    .allSatisfy(error ->
                            assertThat(error.reason())
                                    .startsWith(fits ? "machine_id " : "the line is not JSON: "));
        }
    }

    @Test
    void refusesABodyWhenALongLineFollowsOneThatIsCutOff() {
        String array = "[" + (point(1) + ",").repeat(2_000) + point(1) + "]";

        assertThatThrownBy(() -> ingest.json("{\"machine_id\":\n" + array + "\n" + point(2)))
                .as("the array was taken for the member's value, and cannot be read again")
                .isInstanceOf(IngestRefusedException.class)
                .hasMessageContaining("The body is not JSON");
        assertThat(ingest.rows()).isEmpty();
    }

    @Test
    void takesAMarkOfByteOrder() {
        assertThat(ingest.json("\ufeff" + point(1)).stored()).isEqualTo(1);
        assertThat(ingest.json("\ufeff[" + point(2) + "]").stored()).isEqualTo(1);

        Receipt receipt =
                ingest.json("\ufeff" + point(3) + "\r\n{\"value\":\r\n" + point(4) + "\r\n");

        assertThat(receipt.stored()).isEqualTo(2);
        assertThat(receipt.errors()).extracting(Rejection::index).containsExactly(1);
    }

    @Test
    void takesArraysOneAfterAnother() {
        Receipt receipt = ingest.json("[" + point(1) + "]\n[" + point(2) + ",7]" + point(3) + "[]");

        assertThat(receipt.stored()).isEqualTo(3);
        assertThat(receipt.errors())
                .containsExactly(new Rejection(2, "the point is not a JSON object"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"value\":1",
                "\"value\":2",
                "\"value\":null",
                "\"machine_id\":\"N\"",
                "\"timestamp\":null",
                "\"zone_number\":1,\"zone_number\":1"
            })
    void aMemberThatIsThereTwiceRejectsItsPoint(String again) {
        String twice = point(1).replace("}", "," + again + "}");

        Receipt receipt = ingest.json("[" + twice + "," + point(2) + "]");

        String name = again.substring(1, again.indexOf('"', 1));
        assertThat(receipt.errors())
                .containsExactly(new Rejection(0, "member \"" + name + "\" is there twice"));
        assertThat(receipt.stored()).isEqualTo(1);
    }

    @Test
    void numbersOfManyDigitsCostOnlyTheirPoint() {
        String digits = "3".repeat(20_000);

        Receipt receipt =
                ingest.json(
                        "[%s,%s,%s,%s]"
                                .formatted(
                                        point(1).replace(":1.0", ":" + digits),
                                        point(2).replace(":2.0", ":0." + digits),
                                        point(3).replace("}", ",\"zone_number\":" + digits + "}"),
                                        "{\"machine_id\":\"M\",\"metric_type\":\"t\",\"value\":1,\"timestamp\":"
                                                + digits
                                                + "}"));

        assertThat(receipt.stored()).isEqualTo(1);
        assertThat(ingest.rows()).singleElement().asString().contains(" 0.3333333333333333 ");
        assertThat(receipt.errors()).extracting(Rejection::index).containsExactly(0, 2, 3);
    }

    @Test
    void deepNestingCostsItsLineOrItsArray() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        Receipt receipt = ingest.json(point(1) + "\n" + deep + "\n" + point(2));

        assertThat(receipt.stored()).isEqualTo(2);
        assertThat(receipt.errors())
                .singleElement()
                .satisfies(error ->
                        assertThat(error.reason()).contains("nesting").doesNotContain("`"));
        assertThatThrownBy(() -> ingest.json("[" + deep + "]")).hasMessageContaining("nesting");
    }

    private static String point(int second) {
        return point(second, second);
    }

    private static String point(int second, double value) {
        return "{\"machine_id\":\"M\",\"metric_type\":\"t\",\"value\":%s,\"timestamp\":\"2026-03-19T07:00:%02dZ\"}"
                .formatted(value, second);
    }
}
