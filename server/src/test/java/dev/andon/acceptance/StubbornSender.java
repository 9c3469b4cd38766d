package dev.andon.acceptance;

import dev.andon.AndonProcess;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A machine that sends numbered points, batch after batch, and sends a batch again until it is
 * acknowledged. So when it has stopped between two batches, exactly its points must be stored.
 */
final class StubbornSender {
    private static final int POINTS_A_BATCH = 200;

    /** 2025-01-01; points are a second apart. */
    private static final long FIRST_POINT_MS = 1_735_689_600_000L;

    private static final long PAUSE_NANOS = 20_000_000;

    private final String machine;
    private final Supplier<AndonProcess> andon;
    private final String token;
    private final Thread thread;
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile boolean stopping;
    private volatile String lastAnswer = "";

    StubbornSender(String machine, Supplier<AndonProcess> andon, String token) {
        this.machine = machine;
        this.andon = andon;
        this.token = token;
        this.thread = Thread.ofPlatform().daemon().name(machine).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Returns once the batch on its way is acknowledged. */
    void stop() {
        stopping = true;
        try {
            thread.join(30_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Batches. */
    long acknowledged() {
        return acknowledged.get();
    }

    String question() {
        return "SELECT count(*), count(DISTINCT timestamp), coalesce(sum(value), 0)::bigint"
                + " FROM machine_metrics WHERE machine_id = '"
                + machine
                + "'";
    }

    /** Values count from 0. */
    String expectedAnswer() {
        long points = acknowledged.get() * POINTS_A_BATCH;
        return "%d|%d|%d".formatted(points, points, points * (points - 1) / 2);
    }

    @Override
    public String toString() {
        return "%s after %d batches, last answer: %s"
                .formatted(machine, acknowledged(), lastAnswer);
    }

    private void run() {
        while (!stopping) {
            String batch = batch(acknowledged.get());
            while (!isAcknowledged(batch)) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            acknowledged.incrementAndGet();
        }
    }

    private boolean isAcknowledged(String batch) {
        try {
            HttpResponse<String> answer = andon.get().send("POST", "/api/v1/metrics", batch, token);
            lastAnswer = answer.statusCode() + " " + answer.body();
            return answer.statusCode() == 200 && answer.body().contains("\"rejected\":0");
        } catch (UncheckedIOException serverIsDead) {
            lastAnswer = serverIsDead.toString();
            return false;
        }
    }

    private String batch(long number) {
        StringBuilder json = new StringBuilder("[");
        for (long point = number * POINTS_A_BATCH; point < (number + 1) * POINTS_A_BATCH; point++) {
            json.append(json.length() == 1 ? "" : ",")
                    .append("{\"machine_id\":\"%s\",\"metric_type\":\"count\"".formatted(machine))
                    .append(",\"timestamp\":")
                    .append(FIRST_POINT_MS + point * 1000)
                    .append(",\"value\":")
                    .append(point)
                    .append('}');
        }
        return json.append(']').toString();
    }
}
