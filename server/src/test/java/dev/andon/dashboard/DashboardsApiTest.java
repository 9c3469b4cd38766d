package dev.andon.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DashboardsApiTest {
    private static final long POLL_NANOS = 20_000_000;
    private static final Path VECTORS = Path.of("../vectors/dashboards").toAbsolutePath();

    @TempDir private static Path folder;
    private static TestDatabase database;
    private static DashboardServer server;

    @BeforeAll
    static void start() throws Exception {
        for (String name : new String[] {"guide", "single", "tables", "timeseries"}) {
            DashboardServer.write(
                    folder.resolve("dashboards/" + name + ".json"),
                    Files.readString(VECTORS.resolve(name + ".json")));
        }
        database = DashboardServer.plant();
        server = DashboardServer.start(database, folder);
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @Test
    void listsDashboardsAsGrafanaDoes() throws Exception {
        JsonNode all = server.get("/api/search");
        assertThat(all.size()).isEqualTo(4);
        JsonNode one = server.get("/api/search?query=GUIDE").path(0);
        assertThat(one.path("uid").asString()).isEqualTo("v-guide");
        assertThat(one.path("type").asString()).isEqualTo("dash-db");
        assertThat(one.path("folderTitle").asString()).isEqualTo("Plant");
        assertThat(one.path("folderUid").asString()).isEqualTo("plant");
        assertThat(one.path("url").asString()).startsWith("/d/v-guide/");
        assertThat(server.get("/api/search?tag=no-such-tag").isEmpty()).isTrue();
    }

    @Test
    void givesTheModelOfOne() throws Exception {
        JsonNode answer = server.get("/api/dashboards/uid/v-single");
        assertThat(answer.path("dashboard"))
                .isEqualTo(
                        DashboardServer.JSON.readTree(
                                Files.readString(VECTORS.resolve("single.json"))));
        JsonNode meta = answer.path("meta");
        assertThat(meta.path("provisioned").asBoolean()).isTrue();
        assertThat(meta.path("canSave").asBoolean()).isFalse();
        assertThat(meta.path("provisionedExternalId").asString())
                .isEqualTo("dashboards/single.json");
        assertThat(meta.path("updated").asString()).endsWith("Z");
        assertThat(server.get("/api/dashboards/uid/none").path("status").asInt()).isEqualTo(404);
    }

    @Test
    void showsDataSourcesWithoutSecrets() throws Exception {
        JsonNode sources = server.get("/api/datasources");
        assertThat(sources.path(0).toString())
                .isEqualTo(
                        "{\"uid\":\"andon\",\"name\":\"Andon\",\"type\":\"postgres\",\"isDefault\":true,"
                                + "\"jsonData\":{\"timeInterval\":\"10s\"}}");
        assertThat(sources.toString()).doesNotContain("hush");
    }

    @Test
    void noticesChangesWhileItRuns() throws Exception {
        Path late = folder.resolve("dashboards/late.json");
        DashboardServer.write(late, "{\"uid\": \"late\", \"title\": \"Late\", \"panels\": []}");
        await(() -> server.folder().current().dashboard("late").isPresent());
        DashboardServer.write(late, "{");
        await(() -> !server.folder().current().problems().isEmpty());
        JsonNode state = server.get("/api/v1/provisioning");
        assertThat(state.path("folder").asString()).isEqualTo(folder.toString());
        assertThat(state.at("/problems/0/file").asString()).isEqualTo("dashboards/late.json");
        assertThat(state.at("/problems/0/advice").asString()).isNotBlank();
        Files.delete(late);
        await(() -> server.folder().current().dashboard("late").isEmpty());
        assertThat(server.folder().current().problems()).isEmpty();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
