package dev.andon.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What the running server is and holds. */
@Command(
        name = "status",
        description = "Show what the running server is and holds.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "<folder>",
            description = "The folder of the server (default ./data).")
    private Path data = Path.of("data");

    @Option(names = "--json", description = "As JSON, for scripts.")
    private boolean json;

    @Override
    public void run() {
        RunningServer server = RunningServer.of(data);
        JsonNode status = server.get("/api/v1/status");
        IngestSummary ingest = new IngestSummary(server.get("/api/v1/ingest"));
        StorageSummary storage = new StorageSummary(server.get("/api/v1/storage"));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    status.asObject()
                            .set("ingest", ingest.json())
                            .asObject()
                            .set("storage", storage.json())
                            .toPrettyString());
        } else {
            out.printf("Andon     %s%n", status.path("version").asString());
            out.printf("Address   %s%n", status.path("http").asString());
            out.printf(
                    "Database  PostgreSQL %s, %s%n",
                    status.path("postgres").asString(),
                    status.path("embedded").asBoolean() ? "built in" : "existing server");
            out.printf("Engine    %s%n", status.path("engine").asString());
            out.printf("psql      %s%n", status.path("psql").asString());
            out.printf("Series    %,d%n", status.path("series").asLong());
            out.printf(
                    "Points    %s%,d%n",
                    status.path("pointsExact").asBoolean() ? "" : "about ",
                    status.path("points").asLong());
            out.printf("Up        %s%n", words(status.path("uptimeSeconds").asLong()));
            out.print(storage.text());
            out.print(ingest.text());
        }
        out.flush();
    }

    static String words(long seconds) {
        Duration up = Duration.ofSeconds(seconds);
        return up.toDays() > 0
                ? "%d d %d h".formatted(up.toDays(), up.toHoursPart())
                : "%d h %d min".formatted(up.toHours(), up.toMinutesPart());
    }
}
