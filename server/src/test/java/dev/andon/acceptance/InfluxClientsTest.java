package dev.andon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.andon.AndonProcess;
import dev.andon.EnterableFolder;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
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
    void theCommandLineOfInfluxDb1ImportsAPackedExport(@TempDir Path exports) throws Exception {
        Path file = exports.resolve("export.gz");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            packed.write(
                    """
                    # DDL
                    CREATE DATABASE plant WITH NAME autogen
                    # DML
                    # CONTEXT-DATABASE: plant
                    # CONTEXT-RETENTION-POLICY: autogen
                    press,machine=CLI-3 force=7i 1735689600000000000
                    """
                            .getBytes(StandardCharsets.UTF_8));
        }

        influx("-import", "-path", file.toString(), "-compressed");

        assertThat(points("CLI-3")).containsExactly("press.force|7|1735689600");
    }

    @Test
    void theCommandLineOfInfluxDb1ShowsWhyALineWasRejected() {
        Shell.Result result =
                Shell.of(
                                withLogin(
                                        "-database",
                                        "plant",
                                        "-execute",
                                        "INSERT cpu,host=CLI-4,cpu=cpu0 idle=1"))
                        .tryToRun();

        assertThat(result.output() + result.errors())
                .contains("partial write: line 1: unmapped tags (cpu)");
        assertThat(points("CLI-4")).isEmpty();
    }

    @Test
    void curlWritesAsTheDocumentationOfInfluxDbShows(@TempDir Path folder) throws Exception {
        String lines = "oven,machine=CURL-1 t=1 1735689600\noven,machine=CURL-1 t=2 1735689601\n";
        Path file = Files.writeString(folder.resolve("lines.txt"), lines);
        String url = andon.address().toString();

        assertThat(
                        curl(
                                "-XPOST",
                                url + "/write?db=plant&precision=s&u=any&p=" + token,
                                "--data-binary",
                                "@" + file))
                .isEqualTo("204");
        assertThat(
                        curl(
                                "-XPOST",
                                url + "/query?u=any&p=" + token,
                                "--data-urlencode",
                                "q=CREATE DATABASE plant"))
                .isEqualTo("{\"results\":[{\"statement_id\":0}]}200");
        assertThat(
                        curl(
                                url + "/api/v2/write?org=plant&bucket=b&precision=s",
                                "--header",
                                "Authorization: Token " + token,
                                "--data-raw",
                                lines))
                .isEqualTo("204");
        assertThat(points("CURL-1")).containsExactly("oven.t|1|1735689600", "oven.t|2|1735689601");
    }

    @Test
    void theJavaScriptClientOfInfluxDb2TellsErrorsByTheirCode() {
        assumeJavaScriptClient();
        String script =
                """
                import { HttpError, InfluxDB } from '@influxdata/influxdb-client';
                const { ANDON_URL: url, ANDON_TOKEN: token } = process.env;
                for (const [secret, line] of [[token, 'm,host=JS-2 v=x'], ['wrong', 'm,host=JS-2 v=1']]) {
                  const options = { maxRetries: 0, writeFailed: (error) => report(error) };
                  const writer = new InfluxDB({ url, token: secret }).getWriteApi('plant', 'bucket', 'ms', options);
                  writer.writeRecord(line);
                  await writer.close().catch(() => {});
                }
                function report(error) {
                  console.log(error instanceof HttpError, error.statusCode, error.code, error.message.slice(0, 20));
                }
                """;

        Shell.Result result =
                Shell.of("node", "--input-type=module", "--eval", script)
                        .in(WEB)
                        .with("ANDON_URL", andon.address().toString())
                        .with("ANDON_TOKEN", token)
                        .run();

        assertThat(result.output())
                .contains(
                        "true 400 invalid partial write: line",
                        "true 401 unauthorized The token of this re");
    }

    @Test
    void theJavaScriptClientOfInfluxDb2Writes() {
        assumeJavaScriptClient();
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

    private static void assumeJavaScriptClient() {
        assumeThat(WEB.resolve("node_modules/@influxdata/influxdb-client"))
                .as("npm ci has been run in web/")
                .exists();
    }

    private static void influx(String... arguments) {
        Shell.Result result = Shell.of(withLogin(arguments)).run();
        assertThat(result.output() + result.errors()).doesNotContainIgnoringCase("error");
    }

    private static String[] withLogin(String... arguments) {
        List<String> command = new ArrayList<>(List.of("influx", "-host", "127.0.0.1"));
        command.addAll(List.of("-port", String.valueOf(andon.address().getPort())));
        command.addAll(List.of("-username", "machine", "-password", token));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    /** The body of the answer and behind it the status. */
    private static String curl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "-w", "%{http_code}"));
        command.addAll(List.of(arguments));
        return Shell.of(command.toArray(String[]::new)).run().output();
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
