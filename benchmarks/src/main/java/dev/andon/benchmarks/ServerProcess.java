package dev.andon.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A server that was started for the measurement, and ends with it. */
final class ServerProcess implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final Set<ServerProcess> RUNNING = ConcurrentHashMap.newKeySet();
    private static boolean closing;

    private final Process process;
    private final Path log;
    private final long startedAt = System.nanoTime();

    private ServerProcess(List<String> command, Path log) throws IOException {
        this.log = log;
        this.process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
    }

    static ServerProcess start(List<String> command, Path log) throws IOException {
        synchronized (RUNNING) {
            if (closing) {
                throw new IllegalStateException("The measurement was interrupted.");
            }
            ServerProcess server = new ServerProcess(command, log);
            RUNNING.add(server);
            return server;
        }
    }

    /** Those that this program started, and no others; it starts none after that. */
    static void closeAll() {
        synchronized (RUNNING) {
            closing = true;
        }
        RUNNING.forEach(ServerProcess::close);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What is measured on a server that is no longer there means nothing. */
    ProcessHandle handle() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "The server ended by itself. Its last words: "
                            + output().strip().lines().reduce("", (any, last) -> last));
        }
        return process.toHandle();
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    /** Time from the start of the process to the first success of this question. */
    Duration awaitAnswer(URI address) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address).build();
            return await(
                    "an answer of " + address,
                    () -> {
                        try {
                            return http.send(request, HttpResponse.BodyHandlers.discarding())
                                            .statusCode()
                                    < 300;
                        } catch (IOException notYet) {
                            return false;
                        } catch (InterruptedException interrupted) {
                            throw new IllegalStateException(interrupted);
                        }
                    });
        }
    }

    /** Time from the start of the process until it is so. */
    Duration await(String what, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startedAt > LONGEST.toNanos() || !process.isAlive()) {
                throw new IllegalStateException("No " + what + ". It said: " + output());
            }
            LockSupport.parkNanos(5_000_000);
        }
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** A line of /proc such as VmRSS, in bytes. */
    static long memory(ProcessHandle process, String line) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(entry -> entry.startsWith(line + ":"))
                    .mapToLong(entry -> Long.parseLong(entry.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    @Override
    public void close() {
        RUNNING.remove(this);
        process.destroy();
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
