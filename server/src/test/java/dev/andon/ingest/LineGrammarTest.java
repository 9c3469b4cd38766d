package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.catalog.SeriesKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a client writes by the rules of the reference is read as the client meant it. */
class LineGrammarTest {
    private static final int BODIES = 3_000;
    private static final String[] PIECES = {
        "a", "B", "7", ",", " ", "=", "\\", "\"", "#", ".", "é", "🏭", "i", "\\,", "\\ ", "t"
    };

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final Random random = new Random(seed);

    /** A point as it was meant. */
    private record Point(SeriesKey series, double value, long micros) {}

    @Test
    void roundTrip() throws IOException {
        System.out.println("seed " + seed);
        PointRules rules = new PointRules(IngestFixture.CONFIG, IngestFixture.NOW);
        PendingMemory memory = new PendingMemory(10_000_000, _ -> Duration.ZERO);
        for (int i = 0; i < BODIES; i++) {
            StringBuilder body = new StringBuilder();
            List<Point> meant = new ArrayList<>();
            int texts = 0;
            for (int line = random.nextInt(1, 6); line > 0; line--) {
                texts += append(body, meant);
            }
            try (PointBatch batch = new PointBatch(rules, memory.share(IngestFixture.SENDER))) {
                byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
                LineProtocol.read(
                        new ByteArrayInputStream(bytes),
                        TimePrecision.MICROSECONDS,
                        IngestFixture.TAGS,
                        batch);
                assertThat(points(batch)).as("seed %d: %s", seed, body).isEqualTo(meant);
                assertThat(batch.receipt(0, 0, 0).errors())
                        .as("seed %d: %s", seed, body)
                        .hasSize(texts)
                        .allMatch(error -> error.reason().endsWith("booleans are stored"));
            }
        }
    }

    /** A line, or a comment or nothing; returns how many texts it holds, which are not stored. */
    private int append(StringBuilder body, List<Point> meant) {
        switch (random.nextInt(8)) {
            case 0 -> body.append(" # ").append(text()).append('"').append(text());
            case 1 -> body.append("  ");
            default -> {
                return appendLine(body, meant);
            }
        }
        body.append('\n');
        return 0;
    }

    private int appendLine(StringBuilder body, List<Point> meant) {
        String measurement = name();
        String machine = name();
        Integer zone = random.nextBoolean() ? null : random.nextInt(32768);
        long micros = IngestFixture.NOW.getEpochSecond() * 1_000_000 - random.nextInt(1_000_000);
        body.append(measurement.replace(",", "\\,").replace(" ", "\\ "));
        body.append(",host=").append(escaped(machine));
        body.append(zone == null ? "" : ",zone_number=" + zone).append(' ');
        int texts = 0;
        for (int field = random.nextInt(4); field >= 0; field--) {
            String name = field + name();
            double value = random.nextInt(4) == 0 ? random.nextInt(1000) : random.nextGaussian();
            body.append(escaped(name)).append('=');
            if (random.nextInt(4) == 0) {
                texts++;
                body.append('"').append(quoted()).append('"');
            } else {
                body.append(written(value));
                meant.add(
                        new Point(
                                new SeriesKey(machine, measurement + "." + name, zone),
                                value,
                                micros));
            }
            body.append(field == 0 ? " " : ",");
        }
        body.append(micros).append(random.nextBoolean() ? "\r\n" : "\n");
        return texts;
    }

    private String written(double value) {
        boolean whole = value == Math.rint(value);
        return whole && random.nextBoolean() ? (long) value + "i" : Double.toString(value);
    }

    private String quoted() {
        return (text() + (random.nextBoolean() ? "\nm,host=a v=666\n" : "") + text())
                .replace("\\", "\\\\")
                .replace("\"", "\\\"");
    }

    private static String escaped(String name) {
        return name.replace(",", "\\,").replace("=", "\\=").replace(" ", "\\ ");
    }

    /** No backslash at its end: the reference has no way to write that. */
    private String name() {
        return "n" + text() + "n";
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static List<Point> points(PointBatch batch) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            points.add(
                    new Point(
                            batch.series().get(batch.seriesPlace(i)),
                            batch.value(i),
                            batch.epochMicros(i)));
        }
        return points;
    }
}
