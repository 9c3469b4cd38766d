package dev.andon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.andon.AndonProcess;
import dev.andon.EnterableFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients made for InfluxDB, as they are, write points that arrive. */
class InfluxClientsTest {
    private static final Path WEB = Path.of("../web");

    @TempDir(factory = EnterableFolder.class)
    private static Path folder;

    private static AndonProcess andon;
    private static String token;

    @BeforeAll
    static void start() {
        andon = AndonProcess.serve(folder);
        token = andon.newToken("ingest");
    }

    @AfterAll
    static void stop() {
        andon.close();
    }

    @Test
    void theCommandLineOfInfluxDb1Inserts() {
        influx(
                "-database",
                "plant",
                "-execute",
                "INSERT oven,machine_id=CLI-1 temperature=181.5,fan=true 1735689600000000000");

        assertThat(points("CLI-1"))
                .containsExactly("oven.fan|1|1735689600", "oven.temperature|181.5|1735689600");
    }

    @Test
    void theCommandLineOfInfluxDb1ImportsAFile(@TempDir Path exports) throws Exception {
        Path file = exports.resolve("export.txt");
        Files.writeString(
                file,
                """
                # DML
                # CONTEXT-DATABASE: plant
                machine_metrics,machine_id=CLI-2,metric_type=pressure value=5.5 1735689600
                machine_metrics,machine_id=CLI-2,metric_type=pressure value=5.75 1735689601
                """);

        influx("-import", "-path", file.toString(), "-precision", "s");

        assertThat(points("CLI-2"))
                .containsExactly("pressure|5.5|1735689600", "pressure|5.75|1735689601");
    }

    @Test
    void theJavaScriptClientOfInfluxDb2Writes() {
        assumeThat(WEB.resolve("node_modules/@influxdata/influxdb-client"))
                .as("npm ci has been run in web/")
                .exists();
        String script =
                """
                import { InfluxDB, Point } from '@influxdata/influxdb-client';
                const { ANDON_URL: url, ANDON_TOKEN: token } = process.env;
                const writer = new InfluxDB({ url, token }).getWriteApi('plant', 'bucket', 'ms');
                for (let n = 0; n < 1000; n++) {
                  writer.writePoint(
                    new Point('press').tag('machine_id', 'JS-1').floatField('force', n).timestamp(1735689600000 + n),
                  );
                }
                await writer.close();
                """;

        Shell.of("node", "--input-type=module", "--eval", script)
                .in(WEB)
                .with("ANDON_URL", andon.address().toString())
                .with("ANDON_TOKEN", token)
                .run();

        assertThat(
                        psql(
                                "SELECT count(*), sum(value) FROM machine_metrics WHERE machine_id = 'JS-1'"))
                .containsExactly("1000|499500");
    }

    private static void influx(String... arguments) {
        String[] command = {
            "influx",
            "-host",
            "127.0.0.1",
            "-port",
            String.valueOf(andon.address().getPort()),
            "-username",
            "machine",
            "-password",
            token
        };
        String[] all = new String[command.length + arguments.length];
        System.arraycopy(command, 0, all, 0, command.length);
        System.arraycopy(arguments, 0, all, command.length, arguments.length);
        Shell.Result result = Shell.of(all).run();
        assertThat(result.output() + result.errors()).doesNotContainIgnoringCase("error");
    }

    private static List<String> points(String machine) {
        return psql(
                "SELECT metric_type, value, extract(epoch FROM timestamp)::bigint"
                        + " FROM machine_metrics WHERE machine_id = '"
                        + machine
                        + "' ORDER BY 1, 3");
    }

    private static List<String> psql(String sql) {
        return Shell.of("psql", andon.psqlUrl(), "-X", "-At", "-c", sql)
                .run()
                .output()
                .lines()
                .toList();
    }
}
