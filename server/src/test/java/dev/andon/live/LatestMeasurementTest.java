package dev.andon.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.RestServer;
import dev.andon.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long the latest values of 1,000 machines take; prints, because a time is no test. */
class LatestMeasurementTest {
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
                long first = time(server);
                long[] nanos = new long[500];
                for (int i = 0; i < nanos.length; i++) {
                    nanos[i] = time(server);
                }
                Arrays.sort(nanos);
                System.out.printf(
                        "latest of 15,000 series over HTTP, client included: first %.1f ms, then best %.1f ms, median %.1f ms, p90 %.1f ms%n",
                        first / 1e6,
                        nanos[0] / 1e6,
                        nanos[nanos.length / 2] / 1e6,
                        nanos[nanos.length * 9 / 10] / 1e6);
                assertThat(server.get("/api/v1/latest")).hasSize(15_000);
            }
        }
    }

    private static long time(RestServer server) throws Exception {
        long start = System.nanoTime();
        assertThat(server.send("GET", "/api/v1/latest", null).statusCode()).isEqualTo(200);
        return System.nanoTime() - start;
    }
}
