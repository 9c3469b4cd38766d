package dev.andon.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Sends the past in order of time, a few batches at once. Interrupted or run again it may send
 * points twice; the server finds them unchanged.
 */
final class History {
    /** Half an hour of the plant: 18,000 points. */
    private static final int MOMENTS_A_BATCH = 60;

    private static final int BATCHES_IN_FLIGHT = 3;

    private final Plant plant;
    private final PlantConnection connection;
    private final SimulatorReport report;

    private record Sending(Future<?> result, long moments) {}

    History(Plant plant, PlantConnection connection, SimulatorReport report) {
        this.plant = plant;
        this.connection = connection;
        this.report = report;
    }

    /** All moments from the first to the last, both included. */
    void send(long first, long last, long step) throws InterruptedException {
        long total = ((last - first) / step + 1) * plant.signalCount();
        long stored = 0;
        Deque<Sending> inFlight = new ArrayDeque<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (long time = first; time <= last; time += MOMENTS_A_BATCH * step) {
                    long end = Math.min(last, time + (MOMENTS_A_BATCH - 1) * step);
                    Batch batch = new Batch();
                    for (long moment = time; moment <= end; moment += step) {
                        batch.add(plant, moment);
                    }
                    Future<?> result = senders.submit(() -> send(batch));
                    inFlight.add(new Sending(result, (end - time) / step + 1));
                    if (inFlight.size() == BATCHES_IN_FLIGHT) {
                        stored = awaitOldest(inFlight, stored, total);
                    }
                }
                while (!inFlight.isEmpty()) {
                    stored = awaitOldest(inFlight, stored, total);
                }
            } finally {
                senders.shutdownNow();
            }
        }
    }

    private @Nullable Void send(Batch batch) throws InterruptedException {
        connection.send(batch);
        return null;
    }

    private long awaitOldest(Deque<Sending> inFlight, long stored, long total)
            throws InterruptedException {
        Sending oldest = inFlight.remove();
        Simulator.await(oldest.result());
        long now = stored + oldest.moments() * plant.signalCount();
        synchronized (report) {
            report.history(now, total);
        }
        return now;
    }
}
