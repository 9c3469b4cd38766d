package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Line protocol is read as {@link LineReference} reads it, and never takes a neighbour down. */
class LineProtocolFuzzTest {
    private static final String GOOD =
            "machine_metrics,machine_id=M,metric_type=t value=%d 1773900000000000000\n";

    @FuzzTest
    void readsWhatTheGrammarSays(byte[] body) throws IOException {
        // Quotes may join lines; what they hold is another test's business.
        if (new String(body, StandardCharsets.ISO_8859_1).indexOf('"') >= 0) {
            return;
        }
        List<Taken> expected = new ArrayList<>();
        int rejected = 0;
        boolean sure = true;
        for (String line : new String(body, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            LineReference reference = LineReference.of(line);
            sure &= reference != null;
            expected.addAll(reference == null ? List.of() : reference.taken());
            rejected += reference == null ? 0 : reference.rejected();
        }
        try (PointBatch batch = read(body)) {
            if (sure) {
                assertThat(Taken.of(batch)).isEqualTo(expected);
                assertThat(batch.receipt(0, 0, 0).rejected()).isEqualTo(rejected);
            } else if (!expected.isEmpty()) {
                assertThat(Taken.of(batch)).containsSubsequence(expected);
            }
        }
    }

    /** A line between two good ones, without line ends of its own. */
    @FuzzTest
    void sparesTheLinesAround(byte[] bytes) throws IOException {
        String line = new String(bytes, StandardCharsets.ISO_8859_1).replace('\n', ' ');
        String body = GOOD.formatted(1) + line + "\n" + GOOD.formatted(2);
        try (PointBatch batch = read(body.getBytes(StandardCharsets.ISO_8859_1))) {
            List<Taken> taken = Taken.of(batch);
            assertThat(taken).first().isEqualTo(good(1));
            // An open quote rightly takes the lines up to the next one with it.
            if (line.indexOf('"') < 0) {
                assertThat(taken).last().isEqualTo(good(2));
            }
        }
    }

    private static @Nullable Taken good(int value) {
        LineReference reference = LineReference.of(GOOD.formatted(value).strip());
        return reference == null ? null : reference.taken().getFirst();
    }

    private static PointBatch read(byte[] body) throws IOException {
        PointBatch batch = Taken.batch();
        LineProtocol.read(
                new ByteArrayInputStream(body),
                TimePrecision.NANOSECONDS,
                IngestFixture.TAGS,
                batch);
        Receipt receipt = batch.receipt(batch.size(), 0, 0);
        assertThat(receipt.received()).isEqualTo(batch.size() + receipt.rejected());
        return batch;
    }
}
