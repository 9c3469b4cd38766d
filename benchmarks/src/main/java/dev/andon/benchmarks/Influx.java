package dev.andon.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's InfluxDB 1.6 with its own defaults: every write is synced before the answer. */
final class Influx implements AutoCloseable {
    private final ServerProcess process;
    private final URI address;

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
                new ServerProcess(
                        List.of("influxd", "run", "-config", config.toString()),
                        folder.resolve("influxd.log"));
        Influx influx = new Influx(process, URI.create("http://127.0.0.1:" + port));
        influx.createDatabase();
        return influx;
    }

    Target lineProtocol() {
        return new Target(
                "InfluxDB, line protocol",
                Payload.LINE_PROTOCOL,
                body ->
                        HttpRequest.newBuilder(address.resolve("/write?db=plant&precision=ms"))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build());
    }

    @Override
    public void close() {
        process.close();
    }

    private void createDatabase() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(address.resolve("/query?q=CREATE+DATABASE+plant"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }
}
