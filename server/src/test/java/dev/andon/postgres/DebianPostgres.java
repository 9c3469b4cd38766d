package dev.andon.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.andon.EnterableFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL 15, the oldest that Andon takes, as Debian installs it; empty, for one test class.
 */
public final class DebianPostgres implements AutoCloseable {
    public static final String SUPERUSER_PASSWORD = "super";

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    private final Path folder;
    private final Account account;
    private final int port;

    private DebianPostgres(Path folder, int port) throws IOException {
        this.folder = folder;
        this.account = Account.forFolders(folder.resolve("cluster"), folder);
        this.port = port;
    }

    /** The calling test is skipped, and says so, where it is not installed. */
    public static DebianPostgres start() {
        return start(Map.of());
    }

    /** Likewise, with more of its settings. */
    static DebianPostgres start(Map<String, String> settings) {
        assumeTrue(Files.exists(PROGRAMS), "Debian's postgresql-15 is not installed.");
        try {
            DebianPostgres server = new DebianPostgres(EnterableFolder.create(), freePort());
            server.launch(settings);
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A replica that streams from this server; both are to be closed. */
    public DebianPostgres standby() {
        try {
            DebianPostgres standby = new DebianPostgres(EnterableFolder.create(), freePort());
            standby.account.own(standby.folder);
            standby.run(
                    "pg_basebackup",
                    "--dbname=host=127.0.0.1 port=%d user=postgres password=%s"
                            .formatted(port, SUPERUSER_PASSWORD),
                    "--pgdata=" + standby.cluster(),
                    "--write-recovery-conf",
                    "--checkpoint=fast",
                    "--no-sync");
            standby.run(Map.of());
            return standby;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", cluster());
        try {
            Binaries.remove(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void launch(Map<String, String> settings) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), SUPERUSER_PASSWORD);
        account.own(folder);
        run(
                "initdb",
                "-D",
                cluster(),
                "-U",
                "postgres",
                "-A",
                "scram-sha-256",
                "--no-sync",
                "-E",
                "UTF8",
                "--locale=C",
                "--pwfile=" + password);
        run(settings);
    }

    private void run(Map<String, String> settings) {
        StringBuilder more = new StringBuilder();
        settings.forEach(
                (name, value) -> more.append(" -c ").append(name).append('=').append(value));
        run(
                "pg_ctl",
                "start",
                "-w",
                "-D",
                cluster(),
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -p "
                        + port
                        + more);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String cluster() {
        return folder + "/cluster";
    }

    private void run(String program, String... arguments) {
        List<String> words = new ArrayList<>(List.of(PROGRAMS.resolve(program).toString()));
        words.addAll(List.of(arguments));
        Command command = Command.run(account.command(words));
        assertThat(command.exitCode()).as(command.output()).isZero();
    }
}
