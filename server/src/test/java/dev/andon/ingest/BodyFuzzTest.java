package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.springframework.util.unit.DataSize;

/**
 * A packed body gives its bytes back or is refused, within its limit, and leaves no memory held.
 */
class BodyFuzzTest {
    private static final DataSize LIMIT = DataSize.ofKilobytes(256);

    @FuzzTest
    void gzipIsUnpackedOrRefused(byte[] packed) throws IOException {
        unpack(packed, "gzip");
    }

    @FuzzTest
    void zstdIsUnpackedOrRefused(byte[] packed) throws IOException {
        unpack(packed, "zstd");
    }

    @FuzzTest
    void whatWasPackedComesOut(byte[] plain) throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(plain);
        }
        assertThat(unpack(gzip.toByteArray(), "gzip")).isEqualTo(plain);
        assertThat(unpack(Zstd.compress(plain), "zstd")).isEqualTo(plain);
    }

    /** Nothing where it is refused. */
    private static byte[] unpack(byte[] packed, String encoding) throws IOException {
        PendingMemory memory = new PendingMemory(100_000_000, _ -> Duration.ZERO);
        PointRules rules = new PointRules(IngestFixture.CONFIG, IngestFixture.NOW);
        try (PointBatch batch = new PointBatch(rules, memory.share(IngestFixture.SENDER));
                InputStream body =
                        Body.of(new ByteArrayInputStream(packed), encoding, LIMIT, batch)) {
            byte[] plain = body.readAllBytes();
            assertThat(plain.length).isLessThanOrEqualTo((int) LIMIT.toBytes());
            return plain;
        } catch (IngestRefusedException refusal) {
            assertThat(refusal.category())
                    .isIn(
                            IngestRefusedException.Category.MALFORMED,
                            IngestRefusedException.Category.TOO_LARGE);
            return new byte[0];
        } finally {
            assertThat(memory.used()).isZero();
        }
    }
}
