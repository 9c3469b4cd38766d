package dev.andon.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Debian's InfluxDB 1.6 with its own defaults: a write is in its log, and synced (wal-fsync-delay
 * 0s), before the answer; what arrives meanwhile shares the next sync.
 */
final class Influx implements Server, AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ServerProcess process;
    private final URI address;
    private final Timeline today = Timeline.today(Clock.systemUTC());
    private final Timeline longAgo = Timeline.longAgo(Clock.systemUTC());

    private Influx(ServerProcess process, URI address) {
        this.process = process;
        this.address = address;
        process.awaitAnswer(address.resolve("/ping"));
    }

    static Influx start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = ServerProcess.freePort();
        Path config = folder.resolve("influxdb.conf");
        Files.writeString(
                config,
                """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                  dir = "%s/meta"
                [data]
                  dir = "%s/data"
                  wal-dir = "%s/wal"
                  query-log-enabled = false
                [monitor]
                  store-enabled = false
                [http]
                  bind-address = "127.0.0.1:%d"
                  log-enabled = false
                [logging]
                  level = "error"
                """
                        .formatted(ServerProcess.freePort(), folder, folder, folder, port));
        ServerProcess process =
                ServerProcess.start(
                        List.of("influxd", "run", "-config", config.toString()),
                        folder.resolve("influxd.log"));
        Influx influx = new Influx(process, URI.create("http://127.0.0.1:" + port));
        influx.ask("CREATE DATABASE plant");
        return influx;
    }

    static String version() throws IOException, InterruptedException {
        return Report.output("influxd", "version");
    }

    @Override
    public Target target(Format format) {
        return new Target(address.getPort(), "/write?db=plant&precision=ms", "");
    }

    @Override
    public Duration cpu() {
        return Cpu.own(process.handle());
    }

    /** It is its own database. */
    @Override
    public Duration databaseCpu() {
        return Duration.ZERO;
    }

    @Override
    public long residentBytes() {
        return ServerProcess.memory(process.handle(), "VmRSS");
    }

    @Override
    public Timeline today() {
        return today;
    }

    @Override
    public Timeline longAgo() {
        return longAgo;
    }

    @Override
    public long count() throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(ask("SELECT count(value) FROM machine_metrics"));
        return answer.at("/results/0/series/0/values/0/1").longValue();
    }

    @Override
    public void close() {
        process.close();
    }

    private String ask(String question) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String query = URLEncoder.encode(question, StandardCharsets.UTF_8);
            return http.send(
                            HttpRequest.newBuilder(address.resolve("/query?db=plant&q=" + query))
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
