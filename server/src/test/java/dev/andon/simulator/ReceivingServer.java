package dev.andon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes points and machines as Andon does, and refuses as often as a test wants. */
final class ReceivingServer implements AutoCloseable {
    private final JsonMapper json = new JsonMapper();
    private final HttpServer http;
    private final Map<String, String> machines = new ConcurrentHashMap<>();
    private final NavigableSet<Instant> times = new ConcurrentSkipListSet<>();
    private final Queue<Refusal> refusals = new ArrayDeque<>();
    private long points;
    private long checksum;

    private record Refusal(int status, String retryAfter) {}

    ReceivingServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/api/v1/metrics", this::metrics);
        http.createContext("/api/v1/machines/", this::machine);
        http.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    Map<String, String> machines() {
        return machines;
    }

    NavigableSet<Instant> times() {
        return times;
    }

    synchronized long points() {
        return points;
    }

    /** A sum over everything that every point says; the order of points does not count. */
    synchronized long checksum() {
        return checksum;
    }

    synchronized void refuseNext(int requests, int status, String retryAfter) {
        for (int request = 0; request < requests; request++) {
            refusals.add(new Refusal(status, retryAfter));
        }
    }

    synchronized void awaitPoints(long wanted) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (points < wanted) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            assertThat(left).as("milliseconds left, with %d points", points).isPositive();
            wait(left);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void metrics(HttpExchange exchange) throws IOException {
        JsonNode received;
        try (InputStream body = new GZIPInputStream(exchange.getRequestBody())) {
            received = json.readTree(body);
        }
        if (!refused(exchange)) {
            count(received);
            answer(exchange, 200, "{\"received\":" + received.size() + ",\"rejected\":0}");
        }
    }

    private synchronized void count(JsonNode received) {
        for (JsonNode point : received) {
            times.add(Instant.ofEpochMilli(point.path("timestamp").longValue()));
            checksum += point.toString().hashCode();
        }
        points += received.size();
        notifyAll();
    }

    private void machine(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!refused(exchange)) {
            machines.put(path.substring(path.lastIndexOf('/') + 1), body);
            answer(exchange, 200, "{}");
        }
    }

    private boolean refused(HttpExchange exchange) throws IOException {
        Refusal refusal;
        synchronized (this) {
            refusal = refusals.poll();
        }
        if (refusal == null) {
            return false;
        }
        exchange.getResponseHeaders().add("Retry-After", refusal.retryAfter());
        answer(exchange, refusal.status(), "{\"detail\":\"not now\"}");
        return true;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
