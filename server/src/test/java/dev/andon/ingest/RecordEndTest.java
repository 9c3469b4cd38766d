package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where records end; the same wherever a file was cut between two of them. */
class RecordEndTest {
    private static final long SEED = 20261124;

    @Test
    void textsInQuotesMayHoldLineEnds() {
        assertThat(records(ImportFormat.CSV, "a,\"b\nc\"\"\n\",d\ne,f\"\ng,h"))
                .containsExactly("a,\"b\nc\"\"\n\",d\n", "e,f\"\n", "g,h");
        assertThat(records(ImportFormat.LINE, "m,t=a v=\"x\ny\",w=1 1\n# it's \"\nm v=1\n"))
                .containsExactly("m,t=a v=\"x\ny\",w=1 1\n", "# it's \"\n", "m v=1\n");
    }

    @Test
    void aTextThatDoesNotEndTakesItsLineOnly() {
        assertThat(records(ImportFormat.CSV, "a,\"b\nc,d\ne,f\n"))
                .containsExactly("a,\"b\n", "c,d\n", "e,f\n");
        String long1 = "c,d\n".repeat(RecordEnd.LONGEST);
        assertThat(records(ImportFormat.CSV, "a,\"b\n" + long1))
                .hasSize(1 + RecordEnd.LONGEST)
                .startsWith("a,\"b\n", "c,d\n");
    }

    @Test
    void objectsOfAnArrayMayStandAnyhow() {
        assertThat(records(ImportFormat.JSON, "[{\"a\":{\"b\":1}},\n {\"c\":\"}\\\"]\"}\n]\n"))
                .containsExactly("[{\"a\":{\"b\":1}}", ",\n {\"c\":\"}\\\"]\"}", "\n", "]\n");
    }

    @Test
    void seesTheDelimiter() {
        assertThat(RecordEnd.delimiter(bytes("a;b;\"c,d,e,f\""))).isEqualTo(';');
        assertThat(RecordEnd.delimiter(bytes("a\tb"))).isEqualTo('\t');
        assertThat(RecordEnd.delimiter(bytes("a"))).isEqualTo(',');
    }

    /** Who cuts has more of the file in sight than who reads a part. */
    @ParameterizedTest
    @EnumSource(ImportFormat.class)
    void doesNotDependOnWhatFollows(ImportFormat format) {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            byte[] text = random(random);
            List<Integer> ends = ends(format, text, 0, text.length);
            int part = ends.isEmpty() ? 0 : ends.get(random.nextInt(ends.size()));
            assertThat(ends(format, text, 0, part))
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(ends.stream().filter(end -> end <= part).toList());
        }
    }

    private static byte[] random(Random random) {
        String signs = "\"\"\n\n,;a b=\\{}[]1";
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            text.append(signs.charAt(random.nextInt(signs.length())));
        }
        return bytes(text.toString());
    }

    private static List<String> records(ImportFormat format, String text) {
        byte[] bytes = bytes(text);
        List<String> records = new ArrayList<>();
        int from = 0;
        for (int end : ends(format, bytes, 0, bytes.length)) {
            records.add(new String(bytes, from, end - from, StandardCharsets.UTF_8));
            from = end;
        }
        return records;
    }

    private static List<Integer> ends(ImportFormat format, byte[] bytes, int from, int to) {
        RecordEnd ends = RecordEnd.of(format, ',');
        List<Integer> all = new ArrayList<>();
        for (int at = from; at < to; ) {
            at = ends.after(bytes, at, to, true);
            all.add(at);
        }
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
