package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineProtocolTest {
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
    void takesAndonsOwnMeasurement() {
        Receipt receipt =
                lines(
                        """
                        # a comment

                        machine_metrics,machine_id=M-01,metric_type=temp,zone_number=2 value=81.5,target_value=80i 1773903600000000000
                        machine_metrics,machine_id=M-01,metric_type=temp value=1e2 1773903600000001999\r
                        """);

        assertThat(receipt).isEqualTo(new Receipt(2, 2, 0, 0, 0, List.of()));
        assertThat(ingest.rows())
                .containsExactly(
                        "M-01 temp 2 81.5 2026-03-19T07:00:00.000000 ->80",
                        "M-01 temp 100 2026-03-19T07:00:00.000001");
    }

    @Test
    void makesASeriesOfEachFieldOfOtherMeasurements() {
        Receipt receipt =
                lines(
                        "cpu,host=plc\\ 7 idle=97.25,cores=4i,up=18446744073709549568u,on=T,off=false,os=\"a\\\"b, c=d\" 1773903600000000000");

        assertThat(receipt.stored()).isEqualTo(5);
        assertThat(receipt.errors())
                .containsExactly(
                        new Rejection(
                                0, "field os: it is a text; only numbers and booleans are stored"));
        assertThat(ingest.rows())
                .containsExactly(
                        "plc 7 cpu.cores 4 2026-03-19T07:00:00.000000",
                        "plc 7 cpu.idle 97.25 2026-03-19T07:00:00.000000",
                        "plc 7 cpu.off 0 2026-03-19T07:00:00.000000",
                        "plc 7 cpu.on 1 2026-03-19T07:00:00.000000",
                        "plc 7 cpu.up 1.844674407370955e+19 2026-03-19T07:00:00.000000");
    }

    @Test
    void givesALineWithoutTimeTheTimeOfReceipt() {
        lines("m,host=a v=1 ");

        assertThat(ingest.rows()).containsExactly("a m.v 1 2026-03-19T08:00:00.000000");
    }

    @Test
    void unescapesNames() {
        lines("my\\ m\\,x,machine=a\\=b\\,c,zone_number=1 f\\ 1\\=\\,\\n=1 1773903600000000000");

        assertThat(ingest.rows())
                .containsExactly("a=b,c my m,x.f 1=,\\n 1 1 2026-03-19T07:00:00.000000");
    }

    @ParameterizedTest
    @CsvSource({
        "ns, 1773903600123456789, 07:00:00.123456",
        "n, 1773903600123456789, 07:00:00.123456",
        "us, 1773903600123456, 07:00:00.123456",
        "u, 1773903600123456, 07:00:00.123456",
        "ms, 1773903600123, 07:00:00.123000",
        "s, 1773903600, 07:00:00.000000",
        "m, 29565060, 07:00:00.000000",
        "h, 492751, 07:00:00.000000"
    })
    void knowsThePrecisions(String precision, String timestamp, String time) {
        receive("m,host=a v=1 " + timestamp, TimePrecision.of(precision));

        assertThat(ingest.rows()).containsExactly("a m.v 1 2026-03-19T" + time);
    }

    @Test
    void refusesAnUnknownPrecision() {
        assertThatThrownBy(() -> TimePrecision.of("d"))
                .isInstanceOf(IngestRefusedException.class)
                .hasMessageContaining("ns, us, ms, s, m, h");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "m,host=a | the line has no field, or one without a name or a value",
                "m,host=a v | the line has no field, or one without a name or a value",
                "m,host=a v=1,=2 | the line has no field, or one without a name or a value",
                "m,host=a v= | field v: it has no value",
                "m,host=a v=nan | field v: it is not a finite number",
                "m,host=a v=1.5i | field v: it is not a number, a boolean or a text in quotes",
                "m,host=a v=-1u | field v: it is not a number, a boolean or a text in quotes",
                "m,host=a v=0x10 | field v: it is not a number, a boolean or a text in quotes",
                "m,host=a v=1e999 | field v: it is not a finite number",
                "m,host=a v=-Inf | field v: it is not a finite number",
                "m,host=a v=tRUE | field v: it is not a number, a boolean or a text in quotes",
                "m,host=a v=i | field v: it is not a number, a boolean or a text in quotes",
                "m,host=a v=1.2.3 | field v: it is not a number, a boolean or a text in quotes",
                "m,host=a v=9i10 | field v: it is not a number, a boolean or a text in quotes",
                "m,host=a v=9007199254740993i | field v: 9007199254740993i would be rounded: numbers are kept as 64-bit floating point, in which whole numbers are exact up to 9007199254740992; send it as a float if that will do",
                "m,host=a v=18446744073709551615u | field v: 18446744073709551615u would be rounded: numbers are kept as 64-bit floating point, in which whole numbers are exact up to 9007199254740992; send it as a float if that will do",
                "m,host=a v=9223372036854775808i | field v: 9223372036854775808i does not fit into 64 bits",
                "m,host=a v=-9223372036854775809i | field v: -9223372036854775809i does not fit into 64 bits",
                "m,host=a v=18446744073709551616u | field v: 18446744073709551616u does not fit into 64 bits",
                "m,host=a v=1,v=2 | field \"v\" comes twice",
                "m,host=a v=1, | the line has no field, or one without a name or a value",
                "m,host=a v=1,,w=2 | the line has no field, or one without a name or a value",
                "m,host=a v,w=2 | the line has no field, or one without a name or a value",
                "m,host=a, v=1 | a tag has no name or no value",
                "m,,host=a v=1 | a tag has no name or no value",
                "m,host=a=b v=1 | a tag's value holds an = without a backslash before it",
                "m,host=a\\ v=1 | the line has no field, or one without a name or a value",
                "m,host=a v=1 +1 | the timestamp is not a whole number, or something follows it",
                "m,host=a v=1 - | the timestamp is not a whole number, or something follows it",
                "m,host=a v=1 9223372036854775808 | the timestamp is not a whole number, or something follows it",
                "m,host=a v=1 12a | the timestamp is not a whole number, or something follows it",
                "m,host=a v=1 1 1 | the timestamp is not a whole number, or something follows it",
                "m,host=a v=1 99999999999999999999 | the timestamp is not a whole number, or something follows it",
                "m,host=a v=\"x\"y | a text in quotes is followed by something else",
                "m v=1 | the machine is missing: no tag machine_id, machine, host",
                "m,host= v=1 | a tag has no name or no value",
                "m,host v=1 | a tag has no name or no value",
                "m,host=a,host=b v=1 | tag \"host\" comes twice",
                ",host=a v=1 | the measurement is missing",
                "m,host=a,zone_number=99999 v=1 | tag zone_number must be a whole number from 0 to 32767",
                "machine_metrics,machine_id=a value=1 | tag metric_type is missing",
                "machine_metrics,host=a,metric_type=t value=1 | the machine is missing: no tag machine_id",
                "machine_metrics,machine_id=a,metric_type=t target_value=1 | field value is missing",
                "machine_metrics,machine_id=a,metric_type=t value=1,value=2 | field \"value\" comes twice",
                "machine_metrics,machine_id=a,metric_type=t value=1,x=2 | field x is not known; the fields of machine_metrics are value and target_value",
                "machine_metrics,machine_id=a,metric_type=t value=\"1\" | field value: it is a text; only numbers and booleans are stored"
            })
    void saysWhatIsWrongWithALine(String line, String reason) {
        Receipt receipt = lines("m,host=good v=1\n" + line + "\nm,host=good w=1");

        assertThat(receipt.errors()).containsExactly(new Rejection(1, reason));
        assertThat(receipt.stored()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1., 1",
        ".5, 0.5",
        "-.5, -0.5",
        "+1, 1",
        "1e5, 100000",
        "1E-2, 0.01",
        "1e+2, 100",
        "00.10, 0.1",
        "-0, -0",
        "1i, 1",
        "-1i, -1",
        "0u, 0",
        "9007199254740992i, 9.007199254740992e+15",
        "-9223372036854775808i, -9.223372036854776e+18",
        "t, 1",
        "T, 1",
        "true, 1",
        "True, 1",
        "TRUE, 1",
        "f, 0",
        "F, 0",
        "false, 0",
        "False, 0",
        "FALSE, 0"
    })
    void knowsEveryFormOfAValue(String text, String value) {
        assertThat(lines("m,host=a v=" + text + " 1773903600000000000").stored()).isOne();

        assertThat(ingest.rows()).containsExactly("a m.v " + value + " 2026-03-19T07:00:00.000000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a=b,host=h v=1 | h a=b.v",
                "a\\=b,host=h v=1 | h a\\=b.v",
                "a\\,\\ b,host=h v=1 | h a, b.v",
                "m,host=C:\\x\\\\y v=1 | C:\\x\\\\y m.v",
                "m,host=a\\\\,b v=1 | a\\,b m.v",
                "m,h\\ o=x,host=h v=1 | h m.x.v",
                "m,host=\"h\" v=1 | \"h\" m.v",
                "m,host=h \"v\"=1 | h m.\"v\"",
                "m,host=h a\\ \\,\\=b\\\\c=1 | h m.a ,=b\\\\c",
                "\t m,host=h   v=1  | h m.v",
                "ö,host=M-ü°🏭 ä=1 | M-ü°🏭 ö.ä"
            })
    void readsNamesAsTheyAreMeant(String line, String series) {
        assertThat(mapped(line, "h o").errors()).isEmpty();

        assertThat(ingest.rows()).containsExactly(series + " 1 2026-03-19T08:00:00.000000");
    }

    @Test
    void readsNegativeTimes() {
        Receipt receipt = lines("m,host=a v=1 -1");

        assertThat(receipt.errors())
                .singleElement()
                .extracting(Rejection::reason)
                .asString()
                .startsWith("timestamp 1969-12-31T23:59:59.999999Z is older than 3650 days");
    }

    @Test
    void rejectsNamesThatAreNoUtf8() {
        byte[] body = "m,host=M\u00fc v=1\nm,host=good v=1".getBytes(StandardCharsets.ISO_8859_1);

        Receipt receipt = receive(body, TimePrecision.NANOSECONDS, IngestFixture.TAGS);

        assertThat(receipt.errors())
                .containsExactly(new Rejection(0, "machine_id is not valid Unicode"));
        assertThat(receipt.stored()).isOne();
    }

    @Test
    void saysHowToMapATag() {
        Receipt receipt = lines("cpu,host=a,cpu=cpu0,my\\ line=3 idle=1\nm,host=a,slot=3 v=1");

        assertThat(receipt.errors())
                .extracting(Rejection::reason)
                .containsExactly(
                        "the tags cpu, my line are not mapped, and leaving them out could merge different series;"
                                + " set in andon.yaml andon.ingest.metric-tags: [cpu, 'my line'] (they are part of the metric's name),"
                                + " or andon.ingest.ignored-tags: [cpu, 'my line'] (they are left out) and start again,"
                                + " or leave them out in the sender (Telegraf: tagexclude)",
                        "the tags slot are not mapped, and leaving them out could merge different series;"
                                + " set in andon.yaml andon.ingest.metric-tags: [slot] (they are part of the metric's name),"
                                + " or andon.ingest.zone-tags: [zone_number, slot] (they are the zone's number),"
                                + " or andon.ingest.ignored-tags: [slot] (they are left out) and start again,"
                                + " or leave them out in the sender (Telegraf: tagexclude)");
    }

    @Test
    void aCommentMayHoldQuotes() {
        Receipt receipt = lines("# he said \"go\nm,host=a v=1\n  # x=\"y\nm,host=b v=1");

        assertThat(receipt.stored()).isEqualTo(2);
    }

    @Test
    void aQuoteInANameOpensNoText() {
        Receipt receipt = lines("m\",host=a\" v\"=1,w\\=\"=2\nm,host=b v=1");

        assertThat(receipt.errors()).isEmpty();
        assertThat(receipt.stored()).isEqualTo(3);
    }

    @Test
    void leavesOutALongTextWithAllItsLines() {
        String text = "one\nm,host=a v=666\n\\\\\" ".replace("\\\\", "\\") + "x\n".repeat(40_000);

        Receipt receipt = lines("m,host=a s=\"" + text + "m,host=a v=666\n\",v=1\nm,host=a v=2");

        assertThat(receipt.received()).isEqualTo(2);
        assertThat(receipt.errors())
                .containsExactly(new Rejection(0, "the line is longer than 65536 bytes"));
        assertThat(ingest.rows()).containsExactly("a m.v 2 2026-03-19T08:00:00.000000");
    }

    @Test
    void doesNotTakeAQuotedTextForALine() {
        Receipt receipt = lines("m,host=a s=\"one\nm,host=a v=666\",v=1\nm,host=a v=2 1\n");

        assertThat(receipt.stored()).isEqualTo(1);
        assertThat(receipt.rejected()).isEqualTo(2);
        assertThat(ingest.rows()).containsExactly("a m.v 1 2026-03-19T08:00:00.000000");
    }

    @Test
    void rejectsAQuotedTextWithoutEndAndAllThatItSwallows() {
        Receipt receipt = lines("m,host=a v=1\nm,host=a s=\"x\nm,host=a w=1");

        assertThat(receipt.errors())
                .containsExactly(new Rejection(1, "a text in quotes does not end"));
        assertThat(receipt.stored()).isEqualTo(1);
    }

    @Test
    void rejectsAnEndlessLineAndGoesOn() {
        String endless = "m,host=" + "x".repeat(200_000) + " v=1";

        Receipt receipt = lines(endless + "\nm,host=a v=1\n" + endless);

        assertThat(receipt.stored()).isEqualTo(1);
        assertThat(receipt.errors()).extracting(Rejection::index).containsExactly(0, 2);
    }

    @Test
    void readsBodiesThatComeInDrops() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int second = 0; second < 5_000; second++) {
            body.append("m,host=a v=%d %d\n".formatted(second, 1773900000L + second));
        }
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        InputStream drops =
                new FilterInputStream(new ByteArrayInputStream(bytes)) {
                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        return super.read(into, offset, Math.min(length, 37));
                    }
                };

        Receipt receipt =
                ingest.receive(batch ->
                        LineProtocol.read(drops, TimePrecision.SECONDS, IngestFixture.TAGS, batch));

        assertThat(receipt).isEqualTo(new Receipt(5_000, 5_000, 0, 0, 0, List.of()));
    }

    private Receipt lines(String body) {
        return receive(body, TimePrecision.NANOSECONDS);
    }

    private Receipt mapped(String body, String metricTag) {
        IngestConfig config = IngestFixture.config(Map.of("metric-tags", metricTag));
        return receive(
                body.getBytes(StandardCharsets.UTF_8),
                TimePrecision.NANOSECONDS,
                new TagMapping(config));
    }

    private Receipt receive(String body, TimePrecision precision) {
        return receive(body.getBytes(StandardCharsets.UTF_8), precision, IngestFixture.TAGS);
    }

    private Receipt receive(byte[] body, TimePrecision precision, TagMapping tags) {
        return ingest.receive(
                batch -> LineProtocol.read(new ByteArrayInputStream(body), precision, tags, batch));
    }
}
