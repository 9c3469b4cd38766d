package dev.andon.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.EnterableFolder;
import dev.andon.Eventually;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class EmbeddedPostgresTest {
    @TempDir(factory = EnterableFolder.class)
    private Path folder;

    @Test
    void keepsWhatItAcknowledgesAndAdmitsOnlyThisMachineWithAPassword() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, EnterableFolder.programs())) {
            for (String setting :
                    List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(ask(server, "show " + setting)).as(setting).isEqualTo("on");
            }
            assertThat(ask(server, "show jit")).isEqualTo("off");
            assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "show unix_socket_directories")).isEmpty();
            assertThat(ask(server, "show server_encoding")).isEqualTo("UTF8");
            assertThat(
                            ask(
                                    server,
                                    "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            assertThatThrownBy(() -> Connections.open(server.url("postgres", "postgres", "wrong")))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("passwords"))))
                .isEqualTo("rw-------");
    }

    @Test
    void livesElsewhereWhereItsAccountMayNotEnter() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Path data = closed.resolve("postgres");
        boolean root = Account.forFolders(data, closed).isAnother();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            execute(server, "create table kept as select 1 as one");
            assertThat(Files.isSymbolicLink(data)).isEqualTo(root);
        }
        try (EmbeddedPostgres again = EmbeddedPostgres.start(data)) {
            assertThat(ask(again, "select one from kept")).isEqualTo("1");
        } finally {
            FileSystemUtils.deleteRecursively(data.toRealPath());
        }
    }

    @Test
    void rolesAreMadeOnceAndTheReaderIsLimited() throws Exception {
        ReaderRole role = new ReaderRole("andon_reader", "secret", Duration.ofSeconds(30));
        try (EmbeddedPostgres server = start()) {
            EmbeddedRoles.ensure(server, role);
            EmbeddedRoles.ensure(server, role);
            DatabaseUrl reader = server.url("andon", "andon_reader", "secret");
            assertThat(ask(reader, "show default_transaction_read_only")).isEqualTo("on");
            assertThat(ask(reader, "show statement_timeout")).isEqualTo("30s");
            assertThat(ask(reader, "show idle_in_transaction_session_timeout")).isEqualTo("1min");
            assertThat(ask(reader, "show constraint_exclusion")).isEqualTo("on");
            assertThat(ask(reader, "show search_path")).isEqualTo("public");
            assertThat(ask(reader, "select has_database_privilege('andon', 'temp')"))
                    .isEqualTo("f");
            assertThat(ask(reader, "select has_schema_privilege('public', 'create')"))
                    .isEqualTo("f");
            DatabaseUrl owner = server.url("andon", "andon", server.passwords().owner());
            assertThat(
                            ask(
                                    owner,
                                    "select rolsuper or rolcreaterole from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
        }
    }

    @Test
    void dataAndPortOutliveAStop() throws Exception {
        int port;
        try (EmbeddedPostgres server = start()) {
            port = server.port();
            execute(server, "create table kept as select 42 as answer");
        }
        assertThat(new Leftovers(folder.resolve("cluster")).exist()).isFalse();
        try (EmbeddedPostgres server = start()) {
            assertThat(server.port()).isEqualTo(port);
            assertThat(ask(server, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void choosesAnotherPortWhenItsOwnIsTaken() throws Exception {
        int port;
        try (EmbeddedPostgres server = start()) {
            port = server.port();
        }
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                EmbeddedPostgres server = start()) {
            assertThat(server.port()).isNotEqualTo(port);
            assertThat(Files.readString(folder.resolve("port")).strip())
                    .isEqualTo(Integer.toString(server.port()));
        }
    }

    @Test
    void isStartedAgainWhenItIsKilled() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, EnterableFolder.programs())) {
            execute(server, "create table kept as select 42 as answer");
            long first = server.processId();
            assertThat(ProcessHandle.of(first).orElseThrow().destroyForcibly()).isTrue();
            Eventually.holds(
                    "A new server",
                    () ->
                            server.processId() != first
                                    && ask(server, "select answer from kept").equals("42"));
        }
        assertThat(new Leftovers(folder.resolve("cluster")).exist()).isFalse();
    }

    @Test
    void aStaleProcessFileOfAnotherProgramDoesNotPreventTheStart() throws Exception {
        start().close();
        Files.writeString(
                folder.resolve("cluster/postmaster.pid"), ProcessHandle.current().pid() + "\n");
        try (EmbeddedPostgres server = start()) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesTheDataOfAnotherMajorVersion() throws Exception {
        start().close();
        Files.writeString(folder.resolve("cluster/PG_VERSION"), "17\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("was written by PostgreSQL 17")
                .hasMessageContaining("The data is safe");
    }

    @Test
    void showsPostgresOwnWordsWhenItCannotStart() throws Exception {
        start().close();
        Files.writeString(
                folder.resolve("cluster/postgresql.auto.conf"), "shared_buffers = 'nonsense'\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("invalid value for parameter \"shared_buffers\"");
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.startVolatile(folder, EnterableFolder.programs());
    }

    static String ask(EmbeddedPostgres server, String query) throws SQLException {
        return ask(server.url("postgres", "postgres", server.superuserPassword()), query);
    }

    static String ask(DatabaseUrl url, String query) throws SQLException {
        try (Connection connection = Connections.open(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        DatabaseUrl url = server.url("postgres", "postgres", server.superuserPassword());
        try (Connection connection = Connections.open(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
