package dev.andon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.simulator.Simulator;
import dev.andon.simulator.SimulatorOptions;
import dev.andon.simulator.SimulatorReport;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Andon as an operator runs it: its command line in a process of its own, on a data folder. */
final class AndonProcess implements AutoCloseable {
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(90);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path data;
    private final Path log;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonNode operator;

    private AndonProcess(Path data, Path log, Process process) {
        this.data = data;
        this.log = log;
        this.process = process;
        await(STARTED_WITHIN, "the line that says it is ready", this::isReady);
        this.operator = JSON.readTree(text(data.resolve("andon.json")));
    }

    /** Starts on any free port and returns once it answers. */
    static AndonProcess start(Path data, String... options) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--listen", "127.0.0.1:0"));
        arguments.addAll(List.of(options));
        Path log = data.resolveSibling(data.getFileName() + ".log");
        try {
            Process process =
                    java(data, arguments)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            return new AndonProcess(data, log, process);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A folder that the account of PostgreSQL can reach, which a test of root's cannot assume. */
    static Path newDataFolder() {
        try {
            Path folder = Files.createTempDirectory("andon-acceptance");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder.resolve("data");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    URI address() {
        return URI.create(operator.path("http").stringValue());
    }

    /** All that it has printed. */
    String output() {
        return text(log);
    }

    /** Runs another command on this server's folder and returns what it printed. */
    String command(String... arguments) {
        return new Shell(java(data, List.of(arguments)).command()).run().output();
    }

    String psqlUrl() {
        return JSON.readTree(command("status", "--json")).path("psql").stringValue();
    }

    /** As the operator on this machine. */
    HttpResponse<String> send(String method, String path, String body) {
        return send(method, path, body, operator.path("token").stringValue());
    }

    HttpResponse<String> send(String method, String path, String body, String token) {
        HttpRequest request =
                HttpRequest.newBuilder(address().resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Sends the history of the simulated plant and returns when it is stored. */
    void simulate(Duration history) {
        SimulatorOptions options =
                new SimulatorOptions(
                        address(),
                        newToken("ingest"),
                        SimulatorOptions.HISTORY_STEP,
                        history,
                        false,
                        SimulatorOptions.DEFAULT_SEED);
        try {
            new Simulator(options, SimulatorReport.lines(line -> {}), Clock.systemUTC()).run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** A token that outlives restarts. */
    String newToken(String... scopes) {
        String list = Arrays.stream(scopes).collect(Collectors.joining("\",\"", "\"", "\""));
        HttpResponse<String> answer =
                send(
                        "POST",
                        "/api/v1/tokens",
                        "{\"name\":\"acceptance\",\"scopes\":[" + list + "]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("token").stringValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        assertThat(process.onExit().orTimeout(10, TimeUnit.SECONDS).join().isAlive()).isFalse();
    }

    /** The first process of the embedded PostgreSQL. */
    ProcessHandle postmaster() {
        String pid =
                text(data.resolve("postgres/cluster/postmaster.pid")).lines().findFirst().get();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    /** Waits for something that another process does. */
    static void await(Duration longest, String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s within %s", what, longest).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Stops it as an operator does, or by force if that takes too long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        http.shutdownNow();
    }

    private boolean isReady() {
        assertThat(process.isAlive()).as("running; it said: %s", output()).isTrue();
        return output().contains("Andon is ready.");
    }

    /** The product's classes without those of tests. */
    private static ProcessBuilder java(Path data, List<String> arguments) {
        String classPath =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !entry.endsWith("test-classes"))
                        .collect(Collectors.joining(File.pathSeparator));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-XX:+UseSerialGC",
                                "-Xmx384m",
                                "-cp",
                                classPath,
                                "dev.andon.Application"));
        command.addAll(arguments);
        command.addAll(List.of("--data", data.toString()));
        // Where the provisioning folder is; Maven runs tests one folder below.
        return new ProcessBuilder(command).directory(new File(".."));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
