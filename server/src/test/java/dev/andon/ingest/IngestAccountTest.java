package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import dev.andon.catalog.SeriesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever is sent, and whenever one looks, the account adds up in every direction. */
class IngestAccountTest {
    private static final int SENDERS = 6;
    private static final int REQUESTS = 60;
    private static final int MACHINES = 8;
    private static final List<Protocol> DOORS = List.copyOf(EnumSet.allOf(Protocol.class));

    @Test
    void addsUpUnderRandomLoad() throws Exception {
        long seed = System.nanoTime();
        System.out.println("IngestAccountTest seed " + seed);
        try (TestDatabase database = TestDatabase.migrated();
                IngestFixture ingest = IngestFixture.empty(database.owner());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Receipt>>> senders = new ArrayList<>();
            for (int number = 0; number < SENDERS; number++) {
                senders.add(threads.submit(sender(number, ingest, new Random(seed + number))));
            }
            while (!senders.stream().allMatch(Future::isDone)) {
                addsUp(ingest.pipeline.account());
            }

            List<Receipt> receipts = new ArrayList<>();
            for (Future<List<Receipt>> sender : senders) {
                receipts.addAll(sender.get());
            }
            IngestAccount account = ingest.pipeline.account();
            addsUp(account);
            assertThat(account.totals())
                    .isEqualTo(
                            new Counts.View(
                                    sum(receipts, Receipt::received),
                                    sum(receipts, Receipt::stored),
                                    sum(receipts, Receipt::unchanged),
                                    sum(receipts, Receipt::corrected),
                                    sum(receipts, Receipt::rejected)));
            assertThat(account.totals().stored()).isEqualTo(ingest.rows().size());
            assertThat(account.requests().answered()).isEqualTo(receipts.size());
            assertThat(account.requests().refused()).containsOnlyKeys("malformed");
            assertThat(account.waiting().bytes()).isZero();
            for (String fate : List.of("stored", "unchanged", "corrected", "rejected")) {
                double points = metered(ingest, "andon.ingest.points", fate);
                assertThat(metered(ingest, "andon.ingest.token.points", fate)).isEqualTo(points);
                assertThat(metered(ingest, "andon.ingest.machine.points", fate)).isEqualTo(points);
            }
        }
    }

    private static Callable<List<Receipt>> sender(int number, IngestFixture ingest, Random random) {
        Protocol door = DOORS.get(number % DOORS.size());
        Sender sender = new Sender(door, 1 + number / 2, "token");
        return () -> {
            List<Receipt> receipts = new ArrayList<>();
            for (int request = 0; request < REQUESTS; request++) {
                if (random.nextInt(10) == 0) {
                    refuse(ingest, sender);
                } else {
                    receipts.add(ingest.receive(sender, batch -> fill(batch, random)));
                }
            }
            return receipts;
        };
    }

    private static void refuse(IngestFixture ingest, Sender sender) {
        try {
            ingest.receive(
                    sender,
                    _ -> {
                        throw IngestRefusedException.malformed("Broken.");
                    });
        } catch (IngestRefusedException expected) {
            assertThat(expected.category()).isEqualTo(IngestRefusedException.Category.MALFORMED);
        }
    }

    /** Few times and values, so that every fate is met. */
    private static void fill(PointBatch batch, Random random) {
        int points = random.nextInt(40);
        for (int index = 0; index < points; index++) {
            if (random.nextInt(10) == 0) {
                batch.reject(index, RejectionKind.VALUE_MISSING, "value is missing");
                continue;
            }
            String machine = random.nextInt(20) == 0 ? "" : "M-" + random.nextInt(MACHINES);
            int place = batch.place(index, new SeriesKey(machine, "t", random.nextInt(3)));
            if (place >= 0) {
                Duration ahead = random.nextInt(10) == 0 ? Duration.ofDays(1) : Duration.ZERO;
                long micros =
                        batch.receivedMicros()
                                - random.nextInt(100) * 1_000_000L
                                + ahead.toNanos() / 1_000;
                batch.add(index, place, micros, random.nextInt(2), Double.NaN);
            }
        }
    }

    private static void addsUp(IngestAccount account) {
        List<Counts.View> doors = account.doors().stream().map(IngestAccount.Door::counts).toList();
        List<Counts.View> tokens =
                Stream.concat(
                                account.tokens().stream().map(IngestAccount.Token::counts),
                                Stream.of(account.leftOut().tokens()))
                        .toList();
        List<Counts.View> machines =
                Stream.concat(
                                account.machines().stream().map(IngestAccount.Machine::counts),
                                Stream.of(account.leftOut().machines()))
                        .toList();
        assertThat(sum(doors)).as("doors").isEqualTo(account.totals());
        assertThat(sum(tokens)).as("tokens").isEqualTo(account.totals());
        assertThat(sum(machines)).as("machines").isEqualTo(account.totals());
        assertThat(sum(account.rejections(), IngestAccount.Rejected::count))
                .isEqualTo(account.totals().rejected());
        Stream.of(doors, tokens, machines)
                .flatMap(List::stream)
                .forEach(one ->
                        assertThat(one.received())
                                .isEqualTo(
                                        one.stored()
                                                + one.unchanged()
                                                + one.corrected()
                                                + one.rejected()));
    }

    private static Counts.View sum(List<Counts.View> views) {
        return new Counts.View(
                sum(views, Counts.View::received),
                sum(views, Counts.View::stored),
                sum(views, Counts.View::unchanged),
                sum(views, Counts.View::corrected),
                sum(views, Counts.View::rejected));
    }

    private static <T> long sum(List<T> list, ToLongFunction<T> count) {
        return list.stream().mapToLong(count).sum();
    }

    private static double metered(IngestFixture ingest, String name, String fate) {
        return ingest.meters.get(name).tag("fate", fate).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
