package dev.andon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.andon.AndonProcess;
import dev.andon.EnterableFolder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server as a process: started, asked, killed, started again. */
class ServeTest {
    @TempDir(factory = EnterableFolder.class)
    private Path folder;

    @Test
    void tellsTheCommandsOfThisMachineWhatTheyAskAndComesBackAfterItIsKilled() throws Exception {
        AndonProcess first = AndonProcess.serve(folder);
        assertThat(first.output())
                .contains("Log in  admin with password")
                .contains("http://127.0.0.1:");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("data/andon.json"))))
                .isEqualTo("rw-------");
        assertThat(command(0, "token", "create", "press 1")).startsWith("andon_");
        assertThat(command(0, "token", "list")).contains("press 1").contains("ingest");

        assertThat(command(1, "serve", "--listen", "127.0.0.1:0"))
                .contains(
                        "Another Andon (process %d) is running on %s"
                                .formatted(first.pid(), folder.resolve("data")));

        first.kill();
        assertThat(command(1, "status")).contains("Andon is not running on the folder");

        try (AndonProcess second = AndonProcess.serve(folder)) {
            assertThat(second.output())
                    .contains("Stopping the PostgreSQL that an earlier Andon left behind")
                    .doesNotContain("with password");
            assertThat(command(0, "token", "list")).contains("press 1");
            assertThat(command(0, "token", "revoke", "1")).contains("Token 1 is revoked.");
            assertThat(command(1, "token", "revoke", "99")).contains("andon: There is no");
            assertThat(command(0, "status"))
                    .containsPattern("Database +PostgreSQL 18\\.\\d+, built in")
                    .containsPattern("psql +postgresql://andon_reader:");
            assertThat(command(0, "status", "--json"))
                    .contains("\"engine\" : \"postgresql\"", "\"series\" : 0", "\"points\" : 0");
        }
        assertThat(folder.resolve("data/andon.json")).doesNotExist();
    }

    @Test
    void runsAsAnOrdinaryUser() throws Exception {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        assumeTrue(root, "Only root can become an ordinary user.");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> asNobody = List.of("setpriv", "--reuid", "65534", "--clear-groups", "--");
        Path copies = Files.createDirectory(folder.resolve("lib"));
        try (AndonProcess server =
                AndonProcess.start(
                                asNobody,
                                AndonProcess.copyOfClassPath(copies),
                                Map.of(),
                                folder,
                                "serve",
                                "--listen",
                                "127.0.0.1:0")
                        .awaitReady()) {
            assertThat(server.output()).doesNotContain("Running as root");
            assertThat(Files.getAttribute(folder.resolve("data/postgres/cluster"), "unix:uid"))
                    .isEqualTo(65534);
        }
    }

    @Test
    void refusesASettingThatDoesNotExist() throws Exception {
        Files.writeString(
                folder.resolve("andon.yaml"),
                """
                andon:
                  postgres:
                    reader-conections: 3
                """);
        assertThat(command(1, "serve"))
                .contains(
                        "There is no setting andon.postgres.reader-conections. Did you mean andon.postgres.reader-connections?");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aPortThatIsTakenEndsTheStartInOrder() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + other.getLocalPort();
            assertThat(command(1, "serve", "--listen", address))
                    .contains("PostgreSQL has stopped")
                    .contains("andon: Another program answers on port " + other.getLocalPort())
                    .doesNotContain("Exception");
        }
        assertThat(folder.resolve("data/postgres/cluster/PG_VERSION")).exists();
        assertThat(folder.resolve("data/postgres/cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void wrongUseIsTwo() throws Exception {
        assertThat(command(2, "serve", "--data")).contains("--data");
        assertThat(command(2)).contains("Which command?");
        assertThat(command(0, "--help")).contains("serve", "status", "token", "user", "simulate");
        assertThat(command(2, "simulate", "--every", "soon"))
                .contains("'soon' is not a time like 30s or 24h");
    }

    private String command(int exitCode, String... words) {
        return AndonProcess.run(exitCode, folder, words);
    }
}
