package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Whatever comes in, a door takes points, rejects points or refuses the body; it never breaks. */
class DoorFuzzTest {
    private static final int BODIES = 30_000;
    private static final String JSON =
            """
            [{"machine_id":"M-01","metric_type":"temp","value":81.5e-1,"timestamp":"2026-03-19T08:00:00.5+01:00"},
             {"machine_id":"Ü\\n\\ud83c\\udfed","metric_type":"t","value":-1,"timestamp":1773900000000,"zone_number":3,"target_value":80},
             {"x":{"y":[1,null]},"value":true}]
            """;
    private static final String LINES =
            """
            # comment
            machine_metrics,machine_id=M\\ 01,metric_type=te\\=mp,zone_number=2 value=81.5e-1,target_value=-80i 1773900000000000000
            cpu,host=a idle=97.25,cores=4u,on=T,off=false,os="a\\"b, c=d
            e" 1773900000000000000\r
            m\\,x,machine=ü f\\ 1=.5
            """;

    @Test
    void jsonNeverBreaks() {
        fuzz(JSON, JsonPoints::read);
    }

    @Test
    void lineProtocolNeverBreaks() {
        fuzz(LINES, DoorFuzzTest::readLines);
    }

    /** What unpacks a body has memory outside the heap, which nobody else gives back. */
    @Test
    void aBodyIsClosedWhenThereIsNoRoomToReadIt() {
        for (Reader door : List.<Reader>of(JsonPoints::read, DoorFuzzTest::readLines)) {
            PendingMemory memory = new PendingMemory(1_000, _ -> Duration.ZERO);
            AtomicBoolean closed = new AtomicBoolean();
            InputStream body =
                    new ByteArrayInputStream(new byte[0]) {
                        @Override
                        public void close() {
                            closed.set(true);
                        }
                    };
            PointRules rules = new PointRules(IngestFixture.CONFIG, IngestFixture.NOW);
            try (PointBatch batch = new PointBatch(rules, memory.share(IngestFixture.SENDER))) {
                assertThatThrownBy(() -> door.read(body, batch))
                        .isInstanceOf(IngestRefusedException.class);
            }
            assertThat(closed).isTrue();
        }
    }

    private static void readLines(InputStream body, PointBatch batch) throws IOException {
        LineProtocol.read(body, TimePrecision.NANOSECONDS, IngestFixture.TAGS, batch);
    }

    private interface Reader {
        void read(InputStream body, PointBatch batch) throws IOException;
    }

    private static void fuzz(String text, Reader door) {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        PendingMemory memory = new PendingMemory(10_000_000, _ -> Duration.ZERO);
        PointRules rules = new PointRules(IngestFixture.CONFIG, IngestFixture.NOW);
        for (int i = 0; i < BODIES; i++) {
            byte[] body = mutated(text.getBytes(StandardCharsets.UTF_8), random);
            try (PointBatch batch = new PointBatch(rules, memory.share(IngestFixture.SENDER))) {
                door.read(new ByteArrayInputStream(body), batch);
                Receipt receipt = batch.receipt(batch.size(), 0, 0);
                assertThat(receipt.received()).isEqualTo(batch.size() + receipt.rejected());
            } catch (IngestRefusedException refusal) {
                assertThat(refusal.category()).isEqualTo(IngestRefusedException.Category.MALFORMED);
            } catch (IOException | RuntimeException broken) {
                fail("seed " + seed + ": " + new String(body, StandardCharsets.UTF_8), broken);
            }
        }
        assertThat(memory.used()).isZero();
    }

    /** A few bytes changed, cut out, doubled, or taken from elsewhere in the text; or cut off. */
    private static byte[] mutated(byte[] text, Random random) {
        byte[] body = text.clone();
        for (int change = random.nextInt(1, 6); change > 0; change--) {
            int at = random.nextInt(body.length - 1);
            int length = random.nextInt(1, Math.min(12, body.length - at) + 1);
            switch (random.nextInt(5)) {
                case 0 -> body[at] = (byte) random.nextInt(256);
                case 1 -> body[at] = text[random.nextInt(text.length)];
                case 2 -> System.arraycopy(body, at, body, 0, length);
                case 3 -> {
                    System.arraycopy(body, at + length, body, at, body.length - at - length);
                    body = Arrays.copyOf(body, Math.max(2, body.length - length));
                }
                default -> body = Arrays.copyOf(body, Math.max(2, random.nextInt(body.length)));
            }
        }
        return body;
    }
}
