package dev.andon.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.RestServer;
import dev.andon.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How long the latest values of 1,000 machines take; prints, because a time is no test. */
class LatestMeasurementTest {
    private static final int ROUNDS = 100;
    private static final int REQUESTS_A_ROUND = 10;
    private static final Pattern SUM =
            Pattern.compile(
                    "(?m)^http_server_requests_seconds_sum\\{[^}]*uri=\"/api/v1/latest\"[^}]*} (\\S+)$");

    private static final List<String> PLANT =
            List.of(
                    "insert into andon.machines (id, name) select 'M-' || m, 'Machine ' || m from generate_series(1, 1000) m",
                    """
                    insert into andon.series (machine_id, metric_type, zone_number)
                    select 'M-' || m, 'metric_' || s, case when s > 10 then s - 10 end
                    from generate_series(1, 1000) m, generate_series(1, 15) s
                    """,
                    "select andon.ensure_samples_partition('2026-03-19')",
                    "select andon.ensure_samples_partition('2026-03-18')",
                    """
                    insert into andon.samples
                    select id, timestamptz '2026-03-19 08:00:00+00' - make_interval(secs => 30 * n), id + n / 10.0, null
                    from andon.series, generate_series(0, 9) n
                    """,
                    "analyze andon.samples");

    @Test
    void oneThousandMachines() throws Exception {
        try (TestDatabase database = TestDatabase.migrated();
                Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : PLANT) {
                statement.execute(sql);
            }
            try (RestServer server =
                    new RestServer(database, Instant.parse("2026-03-19T08:00:00Z"))) {
                assertThat(server.get("/api/v1/latest")).hasSize(15_000);
                double[] whole = new double[ROUNDS];
                double[] onServer = new double[ROUNDS];
                for (int round = 0; round < ROUNDS; round++) {
                    double before = milliseconds(server);
                    long start = System.nanoTime();
                    for (int request = 0; request < REQUESTS_A_ROUND; request++) {
                        server.send("GET", "/api/v1/latest", null);
                    }
                    whole[round] = (System.nanoTime() - start) / 1e6 / REQUESTS_A_ROUND;
                    onServer[round] = (milliseconds(server) - before) / REQUESTS_A_ROUND;
                }
                print("with the client", whole);
                print("on the server (http.server.requests)", onServer);
            }
        }
    }

    private static void print(String where, double[] milliseconds) {
        Arrays.sort(milliseconds);
        System.out.printf(
                "latest of 15,000 series %s, means of %d requests: best %.1f ms, median %.1f ms, p90 %.1f ms%n",
                where,
                REQUESTS_A_ROUND,
                milliseconds[0],
                milliseconds[ROUNDS / 2],
                milliseconds[ROUNDS * 9 / 10]);
    }

    /** What all such requests have taken; the last one may be counted a little later. */
    private static double milliseconds(RestServer server) throws Exception {
        Matcher sum = SUM.matcher(server.send("GET", "/actuator/prometheus", null).body());
        assertThat(sum.find()).as("http_server_requests_seconds_sum").isTrue();
        return Double.parseDouble(sum.group(1)) * 1_000;
    }
}
