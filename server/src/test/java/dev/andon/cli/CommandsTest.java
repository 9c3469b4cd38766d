package dev.andon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.AndonProcess;
import dev.andon.EnterableFolder;
import dev.andon.Eventually;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands beside a running server, each a process. */
class CommandsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir(factory = EnterableFolder.class)
    private static Path folder;

    private static AndonProcess server;

    @BeforeAll
    static void start() {
        server = AndonProcess.serve(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void simulateSendsItsHistoryAndGoesOnUntilItIsStopped() {
        try (AndonProcess plant =
                AndonProcess.start(folder, "simulate", "--backfill", "10m", "--every", "1s")) {
            Eventually.holds(
                    "The history", () -> plant.output().contains("The history is complete."));
            long points = status().path("points").longValue();
            assertThat(points).isGreaterThan(19 * 300 - 300);
            Eventually.holds(
                    "Newer points", () -> status().path("points").longValue() > points + 300);
        }
        assertThat(status().path("series").intValue()).isEqualTo(300);
    }

    @Test
    void statusAccountsForEveryPoint() {
        server.send(
                "POST",
                "/api/v1/metrics",
                """
                [{"machine_id": "press-9", "metric_type": "count", "value": 1},
                 {"machine_id": "press-9", "metric_type": "count"}]
                """);

        assertThat(server.command("status"))
                .containsPattern("Ingest +[0-9,]+ points since the start: .*1 rejected")
                .containsPattern("Machines +[0-9,]+ seen, 0 of them silent")
                .contains("Rejected  1 × Value missing, as in: value is missing");
        JsonNode ingest = JSON.readTree(server.command("status", "--json")).path("ingest");
        JsonNode totals = ingest.path("totals");
        assertThat(totals.path("received").longValue())
                .isEqualTo(
                        totals.path("stored").longValue()
                                + totals.path("unchanged").longValue()
                                + totals.path("corrected").longValue()
                                + totals.path("rejected").longValue())
                .isPositive();
        assertThat(ingest.path("machinesSeen").intValue()).isPositive();
    }

    @Test
    void statusTellsWhatIsStored() {
        server.send(
                "POST",
                "/api/v1/metrics",
                "{\"machine_id\": \"press-8\", \"metric_type\": \"count\", \"value\": 1}");

        Eventually.holds(
                "What is stored is measured",
                () -> server.command("status").contains("bytes a point"));
        assertThat(server.command("status"))
                .containsPattern("Storage +[0-9.,]+ MiB, [0-9.,]+ [GT]iB free")
                .containsPattern("5m: about [0-9,]+ rows")
                .contains("Retention next at ");
        JsonNode storage = JSON.readTree(server.command("status", "--json")).path("storage");
        assertThat(storage.path("engine").stringValue()).isEqualTo("postgresql");
        assertThat(storage.path("sizes").path("rawBytesPerPoint").doubleValue()).isPositive();
        assertThat(storage.path("rollups")).hasSize(3);
    }

    @Test
    void retentionIsPlannedAndRun() {
        assertThat(server.command("retention", "plan"))
                .contains("Nothing is due to be removed.", "The next run by itself is at ");
        assertThat(server.command("retention", "run"))
                .contains("Removed what was due: 0 tables or parts of them.");
    }

    @Test
    void aForgottenPasswordIsReplaced() {
        String first = server.command("user", "create", "Night.Shift").strip();
        assertThat(logIn("night.shift", first)).isEqualTo(200);

        String second = server.command("user", "password", "night.shift").strip();

        assertThat(logIn("night.shift", first)).isEqualTo(401);
        assertThat(logIn("night.shift", second)).isEqualTo(200);
        assertThat(server.command("user", "list"))
                .containsPattern("admin +admin")
                .containsPattern("night.shift +viewer");
    }

    @Test
    void aUserThatCannotBeMadeIsNot() {
        assertThat(AndonProcess.run(1, folder, "user", "create", "admin"))
                .contains("andon: There is a user admin already");
        assertThat(AndonProcess.run(1, folder, "user", "create", "x", "--role", "king"))
                .contains("andon: A role is viewer, editor or admin.");
        assertThat(AndonProcess.run(1, folder, "user", "password", "no body"))
                .contains("andon: There is no user of that login");
    }

    private static int logIn(String login, String password) {
        String body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(login, password);
        return server.send("POST", "/api/v1/session", body, "").statusCode();
    }

    private static JsonNode status() {
        return JSON.readTree(server.send("GET", "/api/v1/status", "").body());
    }
}
