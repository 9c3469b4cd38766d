package dev.andon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * TimescaleDB where it is installed for one of Debian's PostgreSQLs: a cluster that is thrown away,
 * with the settings of Andon's own.
 */
final class Timescale implements AutoCloseable {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");

    /** PostgreSQL refuses to run as root. */
    private static final String ACCOUNT = "postgres";

    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private final List<String> command;
    private final Path log;
    private final Database database;
    private ServerProcess process;

    private Timescale(List<String> command, Path log, int port) throws Exception {
        this.command = command;
        this.log = log;
        this.database = new Database(port, "postgres", ACCOUNT, "");
        this.process = ServerProcess.start(command, log);
        awaitAnswer();
        database.execute("create extension if not exists timescaledb");
    }

    /** Of the newest PostgreSQL that has the extension. */
    static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(PROGRAMS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(PROGRAMS)) {
            return versions.filter(version -> Files.exists(control(version)))
                    .max(Comparator.naturalOrder())
                    .map(version -> version.resolve("bin"));
        }
    }

    private static Path control(Path programs) {
        return Path.of(
                "/usr/share/postgresql/%s/extension/timescaledb.control"
                        .formatted(programs.getFileName()));
    }

    /**
     * @param settings of PostgreSQL, by name
     */
    static Timescale start(Path programs, Path folder, Map<String, String> settings)
            throws Exception {
        Files.createDirectories(folder);
        if (isRoot()) {
            UserPrincipal account =
                    folder.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(ACCOUNT);
            Files.setOwner(folder, account);
        }
        Path cluster = folder.resolve("cluster");
        // Only this machine can connect, and only while it is measured.
        List<String> initialise = new ArrayList<>(asAccount());
        initialise.addAll(List.of(programs.resolve("initdb").toString(), "-D", cluster.toString()));
        initialise.addAll(List.of("-U", ACCOUNT, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust"));
        Report.output(initialise.toArray(String[]::new));
        int port = ServerProcess.freePort();
        List<String> command = new ArrayList<>(asAccount());
        command.addAll(List.of(programs.resolve("postgres").toString(), "-D", cluster.toString()));
        command.addAll(List.of("-p", String.valueOf(port), "-c", "listen_addresses=127.0.0.1"));
        command.addAll(List.of("-c", "unix_socket_directories="));
        command.addAll(List.of("-c", "shared_preload_libraries=timescaledb"));
        command.addAll(List.of("-c", "timescaledb.telemetry_level=off"));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new Timescale(command, folder.resolve("postgres.log"), port);
    }

    Database database() {
        return database;
    }

    String version() throws SQLException {
        return database.text(
                "select 'TimescaleDB ' || extversion || ' on PostgreSQL ' || current_setting('server_version') from pg_extension where extname = 'timescaledb'");
    }

    void restart() throws Exception {
        close();
        process = ServerProcess.start(command, log);
        awaitAnswer();
    }

    @Override
    public void close() {
        try {
            // Fast: it does not wait for the connections of background workers to end.
            Report.output("kill", "-INT", String.valueOf(process.handle().pid()));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.close();
    }

    private void awaitAnswer() throws Exception {
        Waiting.until(
                "an answer of TimescaleDB",
                LONGEST_START,
                () -> {
                    process.handle();
                    try {
                        return database.number("select 1") == 1;
                    } catch (SQLException notYet) {
                        return false;
                    }
                });
    }

    private static List<String> asAccount() {
        return isRoot()
                ? List.of(
                        "setpriv",
                        "--reuid=" + ACCOUNT,
                        "--regid=" + ACCOUNT,
                        "--init-groups",
                        "--")
                : List.of();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
