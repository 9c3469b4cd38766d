package dev.andon.acceptance;

import dev.andon.AndonProcess;
import dev.andon.simulator.Simulator;
import dev.andon.simulator.SimulatorOptions;
import dev.andon.simulator.SimulatorReport;
import java.time.Clock;
import java.time.Duration;

/** What the simulated plant has sent so far. */
final class History {
    private History() {}

    /** Returns when it is stored. */
    static void send(AndonProcess andon, Duration length) throws InterruptedException {
        SimulatorOptions options =
                new SimulatorOptions(
                        andon.address(),
                        andon.newToken("ingest"),
                        SimulatorOptions.HISTORY_STEP,
                        length,
                        false,
                        SimulatorOptions.DEFAULT_SEED);
        new Simulator(options, SimulatorReport.lines(line -> {}), Clock.systemUTC()).run();
    }
}
