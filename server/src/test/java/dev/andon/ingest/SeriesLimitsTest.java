package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may not come into the catalog costs only its own points. */
class SeriesLimitsTest {
    private TestDatabase database;
    private HttpClient client;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.migrated();
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void dropDatabase() {
        client.close();
        database.close();
    }

    @Test
    void seriesOverTheLimitAreRejectedAndKnownOnesGoOn() {
        try (IngestServer server = server("andon.catalog.max-series=2")) {
            String lines = "m,host=a x=1 %d\nm,host=b y=1,x=2 %d\nm,host=a x=9,z=9 %d";

            HttpResponse<String> first =
                    post(server, lines.formatted(1773900000, 1773900000, 1773900001));
            HttpResponse<String> second =
                    post(server, lines.formatted(1773900002, 1773900002, 1773900003));

            assertThat(first.statusCode()).isEqualTo(400);
            assertThat(first.body())
                    .contains(
                            "\"received\":5,\"stored\":3,",
                            "\"rejected\":2,",
                            "\"index\":1,",
                            "\"index\":2,")
                    .contains("andon.catalog.max-series");
            assertThat(second.body()).contains("\"received\":5,\"stored\":3,");
        }
    }

    @Test
    void allPointsMayBeRejected() {
        try (IngestServer server = server("andon.catalog.new-series-per-minute=0")) {
            HttpResponse<String> answer = post(server, "m,host=a x=1\nm,host=a y=1");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"received\":2,\"stored\":0,", "\"rejected\":2,");
        }
    }

    @Test
    void unknownMachinesAreRejectedIfSoConfigured() {
        try (IngestServer server = server("andon.catalog.unknown-machines=reject")) {
            HttpResponse<String> answer = post(server, "m,host=a x=1");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains(
                            "machine a is not in the catalog; add it with PUT /api/v1/machines/a");
        }
    }

    private IngestServer server(String property) {
        return new IngestServer(
                database.owner(), Clock.fixed(IngestFixture.NOW, ZoneOffset.UTC), property);
    }

    private HttpResponse<String> post(IngestServer server, String lines) {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/write?precision=s"
                                                .formatted(server.port())))
                        .POST(HttpRequest.BodyPublishers.ofString(lines))
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }
}
