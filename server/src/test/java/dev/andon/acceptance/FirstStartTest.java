package dev.andon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.AndonProcess;
import dev.andon.EnterableFolder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stranger's first minutes: log in, status, and the guide's queries through psql. */
class FirstStartTest {
    private static final Pattern PASSWORD = Pattern.compile("admin with password (\\S+)");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir(factory = EnterableFolder.class)
    private static Path folder;

    private static AndonProcess andon;
    private static String psqlUrl;

    @BeforeAll
    static void start() throws InterruptedException {
        andon = AndonProcess.serve(folder);
        psqlUrl = andon.psqlUrl();
        History.send(andon, Duration.ofHours(2));
    }

    @AfterAll
    static void stop() {
        andon.close();
    }

    @Test
    void printsThePasswordOfTheAdministratorWithWhichLoggingInWorks() {
        Matcher password = PASSWORD.matcher(andon.output());
        assertThat(password.find()).as(andon.output()).isTrue();

        HttpResponse<String> answer =
                andon.send(
                        "POST",
                        "/api/v1/session",
                        "{\"username\":\"admin\",\"password\":\"" + password.group(1) + "\"}",
                        "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("user").path("role").stringValue())
                .isEqualTo("admin");
    }

    @Test
    void statusSaysWhatScriptsNeed() {
        JsonNode status = JSON.readTree(andon.command("status", "--json"));

        assertThat(status.path("http").stringValue()).isEqualTo(andon.address().toString());
        assertThat(status.path("postgres").stringValue()).startsWith("18.");
        assertThat(status.path("engine").stringValue()).isEqualTo("postgresql");
        assertThat(status.path("series").intValue()).isEqualTo(300);
        assertThat(status.path("points").longValue()).isGreaterThan(70_000);
    }

    /** The queries of the customer's guide, with the values that Grafana would put in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // Arbitrary time ranges
                """
                SELECT time_bucket('5 minutes', timestamp) AS time, machine_id, metric_type,
                  AVG(value) AS avg_value, MAX(value) AS max_value, MIN(value) AS min_value
                FROM machine_metrics
                WHERE timestamp >= :from AND timestamp <= :to
                  AND machine_id = 'EX-01' AND metric_type = 'temperature'
                GROUP BY time, machine_id, metric_type ORDER BY time ASC
                """,
                // Variables
                "SELECT id, name FROM machines ORDER BY name",
                "SELECT DISTINCT metric_type FROM machine_metrics",
                "SELECT DISTINCT area FROM machines",
                // Dynamic filtering
                """
                SELECT timestamp AS time, value, target_value FROM machine_metrics
                WHERE machine_id IN ('EX-01','IM-02') AND metric_type IN ('temperature','pressure')
                  AND timestamp >= :from AND timestamp <= :to ORDER BY timestamp ASC
                """,
                // 1. Machine temperature over time
                """
                SELECT timestamp AS time, value AS temperature, target_value AS target
                FROM machine_metrics
                WHERE machine_id = 'EX-01' AND metric_type = 'temperature'
                  AND timestamp >= :from AND timestamp <= :to ORDER BY timestamp ASC
                """,
                // 2. Multi-zone temperature comparison
                """
                SELECT timestamp AS time,
                  MAX(CASE WHEN zone_number = 1 THEN value END) AS zone1,
                  MAX(CASE WHEN zone_number = 2 THEN value END) AS zone2,
                  MAX(CASE WHEN zone_number = 3 THEN value END) AS zone3,
                  MAX(CASE WHEN zone_number = 4 THEN value END) AS zone4
                FROM machine_metrics
                WHERE machine_id = 'EX-01' AND metric_type = 'multi_zone_temp'
                  AND timestamp >= :from AND timestamp <= :to
                GROUP BY timestamp ORDER BY timestamp ASC
                """,
                // 3. OEE
                """
                SELECT last_updated AS time, oee, availability, performance, quality FROM machines
                WHERE id = 'EX-01' AND last_updated <= :to ORDER BY last_updated ASC
                """,
                // The alert
                """
                SELECT time_bucket('1 minute', timestamp) AS time, machine_id,
                  AVG(value) AS avg_temperature
                FROM machine_metrics
                WHERE metric_type = 'temperature' AND timestamp >= NOW() - INTERVAL '10 minutes'
                GROUP BY time, machine_id HAVING AVG(value) > 85
                """
            })
    void psqlRunsTheQueriesOfTheGuide(String query) {
        String from = "'" + Instant.now().minusSeconds(7000) + "'";
        String to = "'" + Instant.now() + "'";

        assertThat(psql(query.replace(":from", from).replace(":to", to)).run().output().lines())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO machine_metrics (machine_id, metric_type, value) VALUES ('X','y',1)",
                "UPDATE machines SET status = 'running'",
                "DELETE FROM machine_metrics",
                "TRUNCATE andon.samples",
                "SELECT * FROM andon.users",
                "SELECT * FROM andon.tokens",
                "CREATE TABLE public.mine (id int)",
                "CREATE TEMP TABLE mine (id int)",
                "SET ROLE andon",
                "ALTER ROLE CURRENT_USER SUPERUSER",
                "COPY machines TO PROGRAM 'cat'",
                "SELECT pg_read_file('/etc/passwd')",
                "SELECT pg_reload_conf()",
                "SELECT lo_create(0)"
            })
    void psqlCanChangeNothing(String statement) {
        Shell.Result result =
                psql("SET default_transaction_read_only = off; " + statement).tryToRun();

        assertThat(result.exitCode()).as(result.output()).isNotZero();
        assertThat(result.errors())
                .containsAnyOf(
                        "permission denied",
                        "must be superuser",
                        "read-only",
                        "cannot delete from view",
                        "does not exist");
    }

    private static Shell psql(String sql) {
        return new Shell(List.of("psql", psqlUrl, "-X", "-At", "-v", "ON_ERROR_STOP=1", "-c", sql));
    }
}
