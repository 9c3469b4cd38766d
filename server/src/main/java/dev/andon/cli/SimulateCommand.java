package dev.andon.cli;

import dev.andon.simulator.Simulator;
import dev.andon.simulator.SimulatorException;
import dev.andon.simulator.SimulatorOptions;
import dev.andon.simulator.SimulatorReport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A plant of twenty machines that sends to a server. */
@Command(
        name = "simulate",
        description = "Send what a plant of twenty machines would send, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SimulateCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--every", description = "Distance of samples (default ${DEFAULT-VALUE}).")
    private Duration every = Duration.ofSeconds(30);

    @Option(
            names = "--backfill",
            description = "How much history to send first, like 24h (default none).")
    private Duration backfill = Duration.ZERO;

    @Option(names = "--url", description = "The server (default: the one of --data).")
    private @Nullable URI url;

    @Option(names = "--token", description = "A token with scope ingest, if --url is given.")
    private @Nullable String token;

    @Option(names = "--seed", description = "The same seed gives the same values.")
    private long seed = SimulatorOptions.DEFAULT_SEED;

    @Option(names = "--data", description = "The folder of the server (default ./data).")
    private Path data = Path.of("data");

    @Override
    public void run() {
        URI server = url;
        String proof = token;
        if (server == null || proof == null) {
            if (server != null || proof != null) {
                throw new ParameterException(
                        spec.commandLine(), "--url and --token are given together.");
            }
            RunningServer running = RunningServer.of(data);
            server = URI.create(running.http());
            proof = running.token();
        }
        try {
            new Simulator(
                            options(server, proof),
                            Ansi.AUTO.enabled()
                                    ? SimulatorReport.terminal(System.out)
                                    : SimulatorReport.lines(System.out::println),
                            Clock.systemUTC())
                    .run();
        } catch (SimulatorException failure) {
            throw new CommandFailed(String.valueOf(failure.getMessage()), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private SimulatorOptions options(URI server, String proof) {
        try {
            return new SimulatorOptions(server, proof, every, backfill, true, seed);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(
                    spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
