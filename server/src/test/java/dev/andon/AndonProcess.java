package dev.andon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Andon's command line in a process of its own, as people run it. What it prints is kept in the
 * folder in which it runs.
 */
public final class AndonProcess implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path DASHBOARDS = Path.of("../provisioning").toAbsolutePath().normalize();

    /** As the script {@code andon} has it. */
    private static final DataSize SHIPPED_HEAP = DataSize.ofMegabytes(384);

    private final Process process;
    private final Path folder;
    private final Path output;

    private AndonProcess(Process process, Path folder, Path output) {
        this.process = process;
        this.folder = folder;
        this.output = output;
    }

    /** A command that is run in {@code folder}, where its data folder is, or comes to be. */
    public static AndonProcess start(Path folder, String... arguments) {
        String classPath = String.join(File.pathSeparator, classPath());
        return start(List.of(), classPath, Map.of(), folder, arguments);
    }

    /** A command that has to do with a smaller heap. */
    public static AndonProcess start(Path folder, DataSize heap, String... arguments) {
        String classPath = String.join(File.pathSeparator, classPath());
        return start(List.of(), classPath, Map.of(), heap, folder, arguments);
    }

    /** A server as below that has to do with a smaller heap. */
    public static AndonProcess serve(Path folder, DataSize heap) {
        return start(
                        List.of(),
                        String.join(File.pathSeparator, classPath()),
                        Map.of("ANDON_DASHBOARD_PROVISIONING", DASHBOARDS.toString()),
                        heap,
                        folder,
                        "serve",
                        "--listen",
                        "127.0.0.1:0")
                .awaitReady();
    }

    /** {@code before} stands in front of the command, to run it as another account for example. */
    public static AndonProcess start(
            List<String> before,
            String classPath,
            Map<String, String> environment,
            Path folder,
            String... arguments) {
        return start(before, classPath, environment, SHIPPED_HEAP, folder, arguments);
    }

    private static AndonProcess start(
            List<String> before,
            String classPath,
            Map<String, String> environment,
            DataSize heap,
            Path folder,
            String... arguments) {
        List<String> words = new ArrayList<>(before);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        words.addAll(List.of("-Xmx" + heap.toMegabytes() + "m"));
        words.add("--enable-native-access=ALL-UNNAMED");
        words.addAll(List.of("-cp", classPath, "dev.andon.Application"));
        words.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(folder, "output-", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(words)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            builder.environment().remove("ANDON_DB_URL");
            builder.environment().putAll(environment);
            return new AndonProcess(builder.start(), folder, output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A server with its data in {@code folder} and the shipped dashboards, ready. */
    public static AndonProcess serve(Path folder, String... more) {
        return serveDashboards(DASHBOARDS, folder, more);
    }

    /** Likewise, with other dashboards. */
    public static AndonProcess serveDashboards(Path dashboards, Path folder, String... more) {
        List<String> words = new ArrayList<>(List.of("serve", "--listen", "127.0.0.1:0"));
        words.addAll(List.of(more));
        return start(
                        List.of(),
                        String.join(File.pathSeparator, classPath()),
                        Map.of("ANDON_DASHBOARD_PROVISIONING", dashboards.toString()),
                        folder,
                        words.toArray(String[]::new))
                .awaitReady();
    }

    public AndonProcess awaitReady() {
        try {
            Eventually.holds(
                    "A ready server",
                    () -> {
                        if (!process.isAlive()) {
                            throw new AssertionError("It ended");
                        }
                        return output().contains("Andon is ready.");
                    });
            return this;
        } catch (AssertionError notReady) {
            process.destroyForcibly();
            throw new AssertionError("It said: " + output(), notReady);
        }
    }

    /** Its data folder. */
    public Path data() {
        return folder.resolve("data");
    }

    /** Not that of a server that has ended: another program may have its port, and would answer. */
    public URI address() {
        if (!process.isAlive()) {
            throw new UncheckedIOException(new ConnectException("The server has ended."));
        }
        return URI.create(operator().path("http").stringValue());
    }

    /** All that it has printed. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs another command beside this server and returns what it printed. */
    public String command(String... arguments) {
        return run(0, folder, arguments);
    }

    /** Runs a command to its end, which must be the expected one, and returns what it printed. */
    public static String run(int exitCode, Path folder, String... arguments) {
        AndonProcess command = start(folder, arguments);
        assertThat(command.exitCode()).as(command.output()).isEqualTo(exitCode);
        return command.output();
    }

    /** The reading role's address. */
    public String psqlUrl() {
        return JSON.readTree(send("GET", "/api/v1/status", "").body()).path("psql").stringValue();
    }

    /** As the operator on this machine. */
    public HttpResponse<String> send(String method, String path, String body) {
        return send(method, path, body, operator().path("token").stringValue());
    }

    public HttpResponse<String> send(String method, String path, String body, String token) {
        HttpRequest request =
                HttpRequest.newBuilder(address().resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** A token that outlives restarts. */
    public String newToken(String... scopes) {
        String list = Arrays.stream(scopes).collect(Collectors.joining("\",\"", "\"", "\""));
        HttpResponse<String> answer =
                send("POST", "/api/v1/tokens", "{\"name\":\"test\",\"scopes\":[" + list + "]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("token").stringValue();
    }

    /** What the server tells the commands of its machine; a file that ends with the server. */
    private JsonNode operator() {
        try {
            return JSON.readTree(Files.readString(data().resolve("andon.json")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The first process of the embedded PostgreSQL. */
    public ProcessHandle postmaster() {
        return postmasterPid().flatMap(ProcessHandle::of).orElseThrow();
    }

    /** Empty while there is none, or its file is being written. */
    private Optional<Long> postmasterPid() {
        try (var lines = Files.lines(data().resolve("postgres/cluster/postmaster.pid"))) {
            return lines.findFirst().map(line -> Long.parseLong(line.strip()));
        } catch (NoSuchFileException notThere) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * As {@code kill -9}; returns once the server has started another one. What the old one has
     * left behind may go on committing for a moment, so that progress alone is no sign of that.
     */
    public void killPostmaster() {
        ProcessHandle killed = postmaster();
        killed.destroyForcibly();
        killed.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        Eventually.holds(
                "A new postmaster",
                () -> postmasterPid().filter(pid -> pid != killed.pid()).isPresent());
        Eventually.holds("A status", () -> send("GET", "/api/v1/status", "").statusCode() == 200);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    public int exitCode() {
        return exitCode(Duration.ofSeconds(60));
    }

    public int exitCode(Duration longest) {
        process.onExit().orTimeout(longest.toSeconds(), TimeUnit.SECONDS).join();
        return process.exitValue();
    }

    /** As {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** SIGTERM, and the end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("It does not stop: " + output());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** The product's classes without those of tests. */
    private static List<String> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .toList();
    }

    /** The class path's files, copied to where every account may read them. */
    public static String copyOfClassPath(Path folder) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : classPath()) {
            Path original = Path.of(entry);
            if (Files.isDirectory(original)) {
                copies.add(copyFolder(original, folder.resolve("classes-" + copies.size())));
            } else if (Files.exists(original)) {
                Path copy = folder.resolve(copies.size() + "-" + original.getFileName());
                Files.copy(original, copy);
                copies.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static String copyFolder(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to.toString();
    }
}
