package dev.andon.benchmarks;

import dev.andon.benchmarks.ClosedLoop.Kind;
import dev.andon.benchmarks.ClosedLoop.Load;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Far more senders than the server can serve, for minutes: does its memory grow, does it go on
 * storing, and what does a sender feel that sends little?
 */
final class Overload {
    /** So many that what they wait for does not fit into the queue. */
    private static final int CONNECTIONS = 256;

    private static final int POINTS = 10_000;
    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final Duration LENGTH_OBEYING = Duration.ofMinutes(2);
    private static final Duration FOR_MAXIMUM = Duration.ofSeconds(10);
    private static final Duration AFTER_CUT = Duration.ofMillis(100);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** The light sender's machines, which no other sender has. */
    private static final int LIGHT_SERIES = 1_000_000;

    private static final int LIGHT_CONNECTIONS = 4;
    private static final double LIGHT_REQUESTS_PER_SECOND = 10;

    private final Andon andon;
    private final Report report;
    private final int shorten;
    private final Target lightTarget;
    private double maximum;

    Overload(Andon andon, Report report, int shorten) throws IOException, InterruptedException {
        this.andon = andon;
        this.report = report;
        this.shorten = shorten;
        this.lightTarget = andon.target(Format.JSON, andon.newToken("light sender"));
    }

    /**
     * @param obeying whether the senders wait as long as Retry-After says
     */
    private record Phase(boolean obeying, Duration length) {}

    void measure() throws Exception {
        ClosedLoop loop = new ClosedLoop(andon, FOR_MAXIMUM.dividedBy(shorten));
        Load load = new Load(Kind.TODAY, Format.LINE_PROTOCOL, 4, IngestRates.PLANT, POINTS);
        loop.run(load);
        maximum = loop.run(load).perSecond();
        OpenLoop alone = light(FOR_MAXIMUM.dividedBy(shorten));
        report.text(
                """
                Maximum with 4 clients: %,.0f points/s. Now %d clients send batches of %,d points (line protocol) without a pause, first again at once what was refused,
                then after `Retry-After`. Beside them a sender with a token of its own sends %d points every %.0f ms over %d connections; alone, its latency is %s.\
                """
                        .formatted(
                                maximum,
                                CONNECTIONS,
                                POINTS,
                                Batch.METRICS_EACH,
                                1000 / LIGHT_REQUESTS_PER_SECOND,
                                LIGHT_CONNECTIONS,
                                alone.latencies().text()));
        run(new Phase(false, LENGTH.dividedBy(shorten)));
        run(new Phase(true, LENGTH_OBEYING.dividedBy(shorten)));
        long acknowledged = andon.today().points();
        long held = andon.count();
        report.text(
                "Acknowledged: %,d points; held: %,d. What was cut off may have been stored without an answer."
                        .formatted(acknowledged, held));
        if (held < acknowledged) {
            throw new IllegalStateException("Acknowledged points are missing.");
        }
    }

    private void run(Phase phase) throws Exception {
        List<Sender> senders =
                Sender.plant(
                        Format.LINE_PROTOCOL,
                        CONNECTIONS,
                        CONNECTIONS * Batch.METRICS_EACH,
                        POINTS,
                        andon.today(),
                        Long.MAX_VALUE);
        Crowd crowd = new Crowd(phase, System.nanoTime() + phase.length.toNanos());
        MemoryCourse memory = new MemoryCourse(LOOK_EVERY.dividedBy(shorten));
        OpenLoop light;
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> running = new ArrayList<>();
            senders.forEach(sender -> running.add(threads.submit(() -> crowd.send(sender))));
            running.add(threads.submit(() -> memory.watch(andon, phase.length)));
            light = light(phase.length);
            for (Future<?> sender : running) {
                sender.get();
            }
        }
        andon.today().advance(senders, crowd.stored.get() * POINTS);
        write(phase, crowd, light);
        memory.write(report);
    }

    private void write(Phase phase, Crowd crowd, OpenLoop light) {
        double seconds = phase.length.toNanos() / 1e9;
        double offered = crowd.offered.get() * POINTS / seconds;
        report.table(
                phase.obeying ? "senders wait as told" : "senders do not wait",
                "measured",
                "target");
        report.row("length", "%.0f s".formatted(seconds), "");
        report.row(
                "offered",
                "%,.0f points/s, %.1f × maximum".formatted(offered, offered / maximum),
                phase.obeying ? "" : "10 ×");
        report.row(
                "stored",
                "%,.0f points/s, %.2f × maximum"
                        .formatted(
                                crowd.stored.get() * POINTS / seconds,
                                crowd.stored.get() * POINTS / seconds / maximum),
                "");
        report.row(
                "answered 429, or 503 as `/write` does", "%,d".formatted(crowd.refused.get()), "");
        report.row("answered otherwise", "%,d".formatted(crowd.other.get()), "0");
        report.row("connections cut while sending", "%,d".formatted(crowd.cut.get()), "");
        report.row("light sender, latency in ms", light.latencies().text(), "");
        report.row(
                "light sender, refused",
                "%,d of %,d"
                        .formatted(light.refused(), light.refused() + light.latencies().count()),
                "0");
    }

    private OpenLoop light(Duration length) throws Exception {
        List<Sender> senders = new ArrayList<>();
        for (int machine = 0; machine < LIGHT_CONNECTIONS; machine++) {
            senders.add(
                    new Sender(
                            Format.JSON,
                            LIGHT_SERIES + machine * Batch.METRICS_EACH,
                            Batch.METRICS_EACH,
                            Batch.METRICS_EACH,
                            andon.today(),
                            Long.MAX_VALUE));
        }
        OpenLoop light = new OpenLoop(lightTarget, senders);
        light.run(LIGHT_REQUESTS_PER_SECOND, length);
        andon.today().advance(senders, (long) light.latencies().count() * Batch.METRICS_EACH);
        return light;
    }

    /** The senders that are too many. What was not stored is sent again: a sender loses nothing. */
    private final class Crowd {
        private final Phase phase;
        private final long deadline;
        private final AtomicLong offered = new AtomicLong();
        private final AtomicLong stored = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();
        private final AtomicLong other = new AtomicLong();
        private final AtomicLong cut = new AtomicLong();

        Crowd(Phase phase, long deadline) {
            this.phase = phase;
            this.deadline = deadline;
        }

        void send(Sender sender) {
            try (HttpConnection connection =
                    new HttpConnection(andon.target(Format.LINE_PROTOCOL))) {
                byte[] batch = sender.next();
                while (System.nanoTime() < deadline) {
                    offered.incrementAndGet();
                    if (isStored(connection, batch)) {
                        stored.incrementAndGet();
                        batch = sender.next();
                    }
                }
            }
        }

        private boolean isStored(HttpConnection connection, byte[] batch) {
            try {
                HttpConnection.Answer answer = connection.post(batch);
                if (answer.stored()) {
                    return true;
                }
                (answer.status() == 429 || answer.status() == 503 ? refused : other)
                        .incrementAndGet();
                if (phase.obeying) {
                    pause(Duration.ofSeconds(answer.retryAfterSeconds()));
                }
            } catch (IOException failure) {
                connection.close();
                cut.incrementAndGet();
                pause(AFTER_CUT);
            }
            return false;
        }

        private void pause(Duration length) {
            long end = Math.min(deadline, System.nanoTime() + length.toNanos());
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
        }
    }
}
