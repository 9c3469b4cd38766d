package dev.andon.simulator;

import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A plant of twenty machines that sends through the public interface like any machine: its history
 * first, if wanted, and at the same time what happens from now on.
 */
public final class Simulator {
    private final SimulatorOptions options;
    private final SimulatorReport report;
    private final Clock clock;

    public Simulator(SimulatorOptions options, SimulatorReport report, Clock clock) {
        this.options = options;
        this.report = report;
        this.clock = clock;
    }

    /**
     * Waits for the server and sends until the history is complete (not live) or for ever (live).
     * Interrupting the calling thread ends it within the time of one request.
     *
     * @throws SimulatorException when the server refuses for good, for example the token
     */
    public void run() throws InterruptedException {
        long step = SimulatorOptions.HISTORY_STEP.toMillis();
        long start = Math.floorDiv(clock.millis(), step) * step;
        try (PlantConnection connection =
                        new PlantConnection(options.server(), options.token(), report);
                ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                Plant plant = new Plant(options.seed());
                LiveFeed live = new LiveFeed(plant, connection, clock, options.every(), start);
                live.register(start);
                connection.say(
                        "Plant of %d machines, %d series, to %s."
                                .formatted(
                                        plant.machines().size(),
                                        plant.signalCount(),
                                        options.server()));
                Future<?> fromNowOn = beside.submit(() -> follow(live));
                sendHistory(connection, start, step);
                await(fromNowOn);
            } finally {
                beside.shutdownNow();
            }
        }
    }

    private @Nullable Void follow(LiveFeed live) throws InterruptedException {
        if (options.live()) {
            live.run();
        }
        return null;
    }

    private void sendHistory(PlantConnection connection, long start, long step)
            throws InterruptedException {
        if (!options.backfill().isZero()) {
            long first = start - options.backfill().toMillis() + step;
            // A plant of its own: the live feed moves the other one about at the same time.
            new History(new Plant(options.seed()), connection, report).send(first, start, step);
            connection.say("The history is complete.");
        }
    }

    static void await(Future<?> sending) throws InterruptedException {
        try {
            sending.get();
        } catch (ExecutionException failure) {
            throw new SimulatorException(failure);
        }
    }
}
