package dev.andon.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.andon.EnterableFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a root Andon does, because PostgreSQL refuses to run as root. */
class AccountTest {
    @TempDir(factory = EnterableFolder.class)
    private Path folder;

    @BeforeEach
    void onlyAsRoot() throws Exception {
        assumeTrue(
                Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
                "Only root can step down.");
    }

    @Test
    void stepsDownToAnAccountThatIsNotRoot() {
        Account account = Account.forFolders(folder.resolve("cluster"), folder);
        assertThat(account.isAnother()).isTrue();
        Command id = Command.run(account.command(List.of("id", "-u")));
        assertThat(id.output()).isEqualTo(Integer.toString(account.user())).isNotEqualTo("0");
    }

    @Test
    void noShellReadsTheWords() {
        Account account = Account.forFolders(folder.resolve("cluster"), folder);
        String nasty = "$(touch /tmp/x); 'a' \"b\" -c \\";
        Command echo = Command.run(account.command(List.of("printf", "%s", nasty)));
        assertThat(echo.output()).isEqualTo(nasty);
    }

    @Test
    void takesTheOwnerOfWhatIsThere() throws Exception {
        Path cluster = Files.createDirectory(folder.resolve("cluster"));
        Files.setOwner(
                cluster,
                cluster.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName("nobody"));
        assertThat(Account.forFolders(cluster, folder).name()).isEqualTo("nobody");
    }

    @Test
    void namesTheFolderThatBarsTheWayToDataThatIsThere() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.createDirectories(closed.resolve("deep/postgres"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(closed.resolve("deep/postgres")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("may not enter " + closed + ".")
                .hasMessageContaining("chmod o+x " + closed);
    }
}
