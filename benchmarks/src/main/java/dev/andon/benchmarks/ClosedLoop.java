package dev.andon.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that send the next batch when the one before is acknowledged. */
final class ClosedLoop {
    /** Points that are sent over and over by {@link Kind#AGAIN}: a multiple of all batches. */
    private static final int LAP_POINTS = 2_400_000;

    private final Server server;
    private final Duration length;

    enum Kind {
        /** New points after those that are there, in the current day. */
        TODAY("today"),
        /** New points of days years ago. */
        BACKFILL("backfill"),
        /** Points that are there already. */
        AGAIN("again, unchanged");

        final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    /**
     * @param series of the whole plant
     * @param points of a batch
     */
    record Load(Kind kind, Format format, int clients, int series, int points) {}

    /** What was acknowledged in what time, and the processor time for it. */
    record Outcome(long points, Duration taken, Cpu cpu) {
        double perSecond() {
            return points / (taken.toNanos() / 1e9);
        }
    }

    ClosedLoop(Server server, Duration length) {
        this.server = server;
        this.length = length;
    }

    Outcome run(Load load) throws Exception {
        Timeline timeline = load.kind == Kind.TODAY ? server.today() : server.longAgo();
        long lap =
                load.kind == Kind.AGAIN ? LAP_POINTS / load.points / load.clients : Long.MAX_VALUE;
        List<Sender> senders =
                Sender.plant(load.format, load.clients, load.series, load.points, timeline, lap);
        if (load.kind == Kind.AGAIN) {
            timeline.advance(senders, send(load.format, senders, lap, Duration.ofHours(1)));
            Cpu.rest(server);
        }
        Cpu before = Cpu.of(server);
        long begin = System.nanoTime();
        long points = send(load.format, senders, Long.MAX_VALUE, length);
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        Cpu.rest(server);
        timeline.advance(senders, load.kind == Kind.AGAIN ? 0 : points);
        return new Outcome(points, taken, Cpu.of(server).minus(before));
    }

    private long send(Format format, List<Sender> senders, long batchesEach, Duration length)
            throws Exception {
        long deadline = System.nanoTime() + length.toNanos();
        try (ExecutorService clients = Executors.newFixedThreadPool(senders.size())) {
            List<Future<Long>> running = new ArrayList<>();
            for (Sender sender : senders) {
                running.add(
                        clients.submit(
                                () -> send(server.target(format), sender, batchesEach, deadline)));
            }
            long points = 0;
            for (Future<Long> client : running) {
                points += client.get();
            }
            return points;
        }
    }

    private static long send(Target target, Sender sender, long batches, long deadline)
            throws IOException {
        long sent = 0;
        try (HttpConnection connection = new HttpConnection(target)) {
            while (sent < batches && System.nanoTime() < deadline) {
                HttpConnection.Answer answer = connection.post(sender.next());
                if (!answer.stored()) {
                    throw new IllegalStateException(
                            "Not all points of a batch were stored: " + answer);
                }
                sent++;
            }
        }
        return sent * sender.points();
    }
}
