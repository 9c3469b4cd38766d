package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import dev.andon.catalog.SeriesKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Random batches from concurrent senders, two servers on one database, against a map. A sender's
 * own series must follow the map exactly; of the series that all send to, only sums and the kept
 * value being one of those sent can be known.
 */
class IngestModelTest {
    private static final int SENDERS = 4;
    private static final int BATCHES = 40;
    private static final long START_MICROS = 1_773_600_000_000_000L;

    @Test
    void followsTheModel() throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("seed " + seed);
        try (TestDatabase database = TestDatabase.migrated();
                IngestFixture one = new IngestFixture(database.owner(), IngestFixture.CONFIG);
                IngestFixture other = new IngestFixture(database.owner(), IngestFixture.CONFIG);
                ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
            List<Sender> senders = new ArrayList<>();
            List<Callable<Sender>> work = new ArrayList<>();
            for (int number = 0; number < SENDERS; number++) {
                Sender sender =
                        new Sender(
                                number, number % 2 == 0 ? one : other, new Random(seed + number));
                senders.add(sender);
                work.add(sender);
            }
            for (Future<Sender> done : threads.invokeAll(work)) {
                done.get();
            }
            check(one, senders);
        }
    }

    private static void check(IngestFixture ingest, List<Sender> senders) {
        Map<Point, Values> expected = new HashMap<>();
        Map<Point, Set<Values>> shared = new HashMap<>();
        int sharedStored = 0;
        for (Sender sender : senders) {
            expected.putAll(sender.own);
            sender.shared.forEach((point, values) ->
                    shared.computeIfAbsent(point, any -> new HashSet<>()).addAll(values));
            sharedStored += sender.sharedStored;
        }
        Map<Point, Values> actual = table(ingest);
        shared.forEach((point, values) ->
                assertThat(values).as(point.toString()).contains(actual.remove(point)));
        assertThat(actual).isEqualTo(expected);
        assertThat(sharedStored).isEqualTo(shared.size());
    }

    private static Map<Point, Values> table(IngestFixture ingest) {
        Map<Point, Values> table = new HashMap<>();
        ingest.database
                .sql(
                        """
                        select machine_id, metric_type, zone_number, (extract(epoch from "timestamp") * 1000000)::bigint,
                               value, target_value
                        from public.machine_metrics
                        """)
                .query(row -> {
                    SeriesKey key =
                            new SeriesKey(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getObject(3, Integer.class));
                    Double target = row.getObject(6, Double.class);
                    table.put(
                            new Point(key, row.getLong(4)),
                            new Values(row.getDouble(5), target == null ? Double.NaN : target));
                });
        return table;
    }

    private record Point(SeriesKey series, long micros) {}

    private record Values(double value, double target) {}

    /** Sends one batch after another, and knows what each answer must be. */
    private static final class Sender implements Callable<Sender> {
        private final int number;
        private final IngestFixture ingest;
        private final Random random;
        private final Map<Point, Values> own = new HashMap<>();
        private final Map<Point, Set<Values>> shared = new HashMap<>();
        private int sharedStored;

        Sender(int number, IngestFixture ingest, Random random) {
            this.number = number;
            this.ingest = ingest;
            this.random = random;
        }

        @Override
        public Sender call() {
            for (int batch = 0; batch < BATCHES; batch++) {
                if (random.nextInt(3) == 0) {
                    sendShared();
                } else {
                    sendOwn(batch);
                }
            }
            return this;
        }

        private void sendOwn(int batchNumber) {
            int[] fates = new int[4];
            Receipt receipt =
                    ingest.receive(batch -> {
                        int size = 1 + random.nextInt(400);
                        for (int i = 0; i < size; i++) {
                            if (random.nextInt(20) == 0) {
                                batch.reject(i, RejectionKind.LINE_MALFORMED, "bad");
                                fates[3]++;
                            } else {
                                fates[sendOwnPoint(batch, i, batchNumber)]++;
                            }
                        }
                    });
            assertThat(receipt.stored()).isEqualTo(fates[0]);
            assertThat(receipt.unchanged()).isEqualTo(fates[1]);
            assertThat(receipt.corrected()).isEqualTo(fates[2]);
            assertThat(receipt.rejected()).isEqualTo(fates[3]);
            assertAddsUp(receipt);
        }

        private int sendOwnPoint(PointBatch batch, int index, int batchNumber) {
            Integer zone = random.nextBoolean() ? null : (Integer) random.nextInt(3);
            SeriesKey key = new SeriesKey("own-" + number, "metric " + random.nextInt(5), zone);
            Point point = new Point(key, micros(batchNumber * 40 + random.nextInt(60)));
            Values values = values();
            batch.add(index, batch.place(index, key), point.micros, values.value, values.target);
            Values before = own.put(point, values);
            if (before == null) {
                return 0;
            }
            return before.equals(values) ? 1 : 2;
        }

        private void sendShared() {
            Receipt receipt =
                    ingest.receive(batch -> {
                        for (int i = 0; i < 200; i++) {
                            SeriesKey key = new SeriesKey("shared", "m" + random.nextInt(3), null);
                            Point point = new Point(key, micros(random.nextInt(500)));
                            Values values = values();
                            shared.computeIfAbsent(point, any -> new HashSet<>()).add(values);
                            batch.add(
                                    i,
                                    batch.place(i, key),
                                    point.micros,
                                    values.value,
                                    values.target);
                        }
                    });
            sharedStored += receipt.stored();
            assertAddsUp(receipt);
        }

        /** Steps of ten minutes, so that batches span days. */
        private static long micros(int step) {
            return START_MICROS + step * 600_000_000L % (86_400_000_000L * 3);
        }

        private Values values() {
            double target = random.nextInt(3) == 0 ? random.nextInt(2) : Double.NaN;
            return new Values(1 + random.nextInt(3), target);
        }

        private static void assertAddsUp(Receipt receipt) {
            assertThat(
                            receipt.stored()
                                    + receipt.unchanged()
                                    + receipt.corrected()
                                    + receipt.rejected())
                    .isEqualTo(receipt.received());
        }
    }
}
