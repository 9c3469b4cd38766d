package dev.andon.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the server and stays until it is told to stop. */
@Command(
        name = "serve",
        description = "Start the server; Ctrl-C or SIGTERM stops it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {
    private final Class<?> application;

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
            names = "--config",
            paramLabel = "<file>",
            description = "Settings (default ./andon.yaml, where it exists).")
    private @Nullable Path config;

    ServeCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        SpringApplication server = new SpringApplication(application);
        server.addListeners((ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
        try {
            server.run(settings().toArray(String[]::new));
        } catch (RuntimeException alreadyReported) {
            return 1;
        }
        closed.await();
        return 0;
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
        return settings;
    }

    private static void add(List<String> settings, String key, @Nullable Object value) {
        if (value != null) {
            settings.add("--" + key + "=" + value);
        }
    }
}
