package dev.andon.benchmarks;

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
 * Requests that are due at fixed times, whether those before have been answered or not: a server
 * that stands still for a second makes all requests of that second late, and that is counted.
 */
final class OpenLoop {
    private final Target target;
    private final List<Sender> senders;
    private final Latencies latencies = new Latencies();
    private final AtomicLong refused = new AtomicLong();

    /** The connections are enough as long as fewer requests are late at a time. */
    OpenLoop(Target target, List<Sender> senders) {
        this.target = target;
        this.senders = senders;
    }

    void run(double requestsPerSecond, Duration length) throws Exception {
        AtomicLong next = new AtomicLong();
        long requests = Math.round(requestsPerSecond * length.toNanos() / 1e9);
        long begin = System.nanoTime();
        try (ExecutorService connections = Executors.newFixedThreadPool(senders.size())) {
            List<Future<?>> running = new ArrayList<>();
            for (Sender sender : senders) {
                running.add(
                        connections.submit(() -> {
                            send(sender, next, requests, begin, requestsPerSecond);
                            return null;
                        }));
            }
            for (Future<?> connection : running) {
                connection.get();
            }
        }
    }

    /** Of the requests whose points were stored. */
    Latencies latencies() {
        return latencies;
    }

    long refused() {
        return refused.get();
    }

    private void send(Sender sender, AtomicLong next, long requests, long begin, double perSecond)
            throws IOException {
        try (HttpConnection connection = new HttpConnection(target)) {
            for (long request = next.getAndIncrement();
                    request < requests;
                    request = next.getAndIncrement()) {
                long due = begin + (long) (request / perSecond * 1e9);
                byte[] body = sender.next();
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                if (connection.post(body).stored()) {
                    latencies.add(System.nanoTime() - due);
                } else {
                    refused.incrementAndGet();
                }
            }
        }
    }
}
