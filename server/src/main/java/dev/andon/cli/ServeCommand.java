package dev.andon.cli;

import dev.andon.accounts.FirstLogin;
import dev.andon.postgres.DataFolder;
import dev.andon.simulator.Simulator;
import dev.andon.simulator.SimulatorException;
import dev.andon.simulator.SimulatorOptions;
import dev.andon.simulator.SimulatorReport;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the server and stays until it is told to stop. */
@Command(
        name = "serve",
        description = "Start the server; Ctrl-C or SIGTERM stops it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    private final Class<?> application;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--listen",
            paramLabel = "<host:port>",
            description = "Where to answer (default 127.0.0.1:8080; 0.0.0.0:8080 for all).")
    private @Nullable String listen;

    @Option(
            names = "--data",
            paramLabel = "<folder>",
            description = "The folder of this server (default ./data).")
    private @Nullable Path data;

    @Option(
            names = "--db",
            paramLabel = "<url>",
            description =
                    "Use an existing PostgreSQL, 15 or newer, instead of the built-in one. The"
                            + " environment variable ANDON_DB_URL keeps the password out of sight.")
    private @Nullable String database;

    @Option(
            names = "--engine",
            paramLabel = "<name>",
            description =
                    "Who keeps the samples of a new database: postgresql, timescale, or auto (default:"
                            + " TimescaleDB where the server has it).")
    private @Nullable String engine;

    @Option(
            names = "--config",
            paramLabel = "<file>",
            description = "Settings (default ./andon.yaml, where it exists).")
    private @Nullable Path config;

    @Option(
            names = "--simulate",
            description = "Let a plant of twenty machines send to this server.")
    private boolean simulate;

    @Option(
            names = "--simulate-every",
            paramLabel = "<time>",
            description = "Distance of its samples (default 30s).")
    private Duration simulateEvery = Duration.ofSeconds(30);

    @Option(
            names = "--simulate-backfill",
            paramLabel = "<time>",
            description = "How much history it sends first (default 24h).")
    private Duration simulateBackfill = Duration.ofHours(24);

    ServeCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        SpringApplication server = new SpringApplication(application);
        server.addListeners((ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
        ConfigurableApplicationContext context;
        try {
            context = server.run(settings().toArray(String[]::new));
        } catch (RuntimeException alreadyReported) {
            return 1;
        }
        RunningServer running = RunningServer.of(context.getBean(DataFolder.class).path());
        announce(running, context.getBean(FirstLogin.class));
        Thread plant = simulate ? Thread.ofVirtual().start(() -> simulate(running)) : null;
        closed.await();
        if (plant != null) {
            plant.interrupt();
        }
        return 0;
    }

    /** The password is shown here and nowhere else, so it does not reach a log. */
    private void announce(RunningServer running, FirstLogin first) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%nAndon is ready.%n%n");
        out.printf("  Open    %s%n", running.http());
        first.password()
                .ifPresent(password ->
                        out.printf(
                                "  Log in  %s with password %s (shown only this once)%n",
                                FirstLogin.LOGIN, password));
        out.printf("  Stop    Ctrl-C%n%n");
        out.flush();
    }

    private void simulate(RunningServer running) {
        SimulatorOptions options =
                new SimulatorOptions(
                        URI.create(running.http()),
                        running.token(),
                        simulateEvery,
                        simulateBackfill,
                        true,
                        SimulatorOptions.DEFAULT_SEED);
        try {
            new Simulator(options, SimulatorReport.lines(log::info), Clock.systemUTC()).run();
        } catch (SimulatorException failure) {
            log.error("The simulated plant has ended: {}", failure.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Options win over the file; only the named files are read, wherever Andon is started. */
    List<String> settings() {
        List<String> settings = new ArrayList<>();
        settings.add(
                "--spring.config.location=classpath:/application.yaml,"
                        + (config == null ? "optional:file:./andon.yaml" : "file:" + config));
        add(settings, "andon.http.listen", listen);
        add(settings, "andon.postgres.data", data);
        add(settings, "andon.postgres.url", database);
        add(settings, "andon.storage.engine", engine);
        return settings;
    }

    private static void add(List<String> settings, String key, @Nullable Object value) {
        if (value != null) {
            settings.add("--" + key + "=" + value);
        }
    }
}
