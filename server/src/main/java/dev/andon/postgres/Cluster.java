package dev.andon.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of the embedded server, and the programs that work on them under its account. */
record Cluster(
        Path folder,
        Binaries binaries,
        Account account,
        Passwords passwords,
        ServerSettings settings) {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final String VERSION = "18";

    /**
     * Makes the cluster where there is none. {@code programs} is where the PostgreSQL programs are,
     * or are put.
     */
    static Cluster open(Path wanted, Path programs, boolean durable) {
        try {
            Account account =
                    Account.forFolders(wanted.resolve("cluster"), wanted.resolveSibling("."));
            Path folder = ServerFolder.of(wanted, account);
            Files.createDirectories(programs);
            Binaries binaries = Binaries.unpack(programs.toRealPath());
            account.mustRun(binaries.program("postgres"));
            Cluster cluster =
                    new Cluster(
                            folder,
                            binaries,
                            account,
                            Passwords.readOrCreate(folder.resolve("passwords")),
                            ServerSettings.ofThisMachine(durable));
            cluster.prepare(durable);
            return cluster;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path data() {
        return folder.resolve("cluster");
    }

    Path logFolder() {
        return folder.resolve("log");
    }

    Path portFile() {
        return folder.resolve("port");
    }

    Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    private Path startLog() {
        return logFolder().resolve("start.log");
    }

    private void prepare(boolean durable) throws IOException {
        if (account.isAnother()) {
            log.info("Running as root; PostgreSQL runs as account {}", account.name());
        }
        Files.createDirectories(logFolder());
        account.own(logFolder());
        if (Files.exists(data())) {
            checkOurs();
        } else {
            initialize(durable);
        }
    }

    private void checkOurs() throws IOException {
        Path versionFile = data().resolve("PG_VERSION");
        String owner = Account.owner(data());
        if (!Files.isReadable(versionFile)) {
            throw new StartRefused(
                    "The database in %s cannot be read: it belongs to account %s, and Andon runs as %s. Start Andon as root or as %s, or give the folder away (chown -R)."
                            .formatted(data(), owner, System.getProperty("user.name"), owner));
        }
        String version = Files.readString(versionFile).strip();
        if (!version.equals(VERSION)) {
            throw new StartRefused(
                    "The database in %s was written by PostgreSQL %s; this Andon brings PostgreSQL %s, which cannot read it. The data is safe and was not touched. Start the Andon that wrote it, or move the data with pg_dump and a new folder."
                            .formatted(data(), version, VERSION));
        }
    }

    /**
     * In a folder aside, which gets its name when it is complete: a crash leaves no half cluster.
     */
    private void initialize(boolean durable) throws IOException {
        log.info("Creating a new database in {}", data());
        Path unfinished = folder.resolve("cluster.new");
        if (Files.exists(unfinished)) {
            Binaries.remove(unfinished);
        }
        Files.createDirectory(unfinished);
        account.own(unfinished);
        Path passwordFile = logFolder().resolve("initdb.password");
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        account.own(passwordFile);
        Files.writeString(passwordFile, passwords.superuser());
        Command initdb = Command.run(account.command(initdb(unfinished, passwordFile, durable)));
        Files.delete(passwordFile);
        if (initdb.failed()) {
            throw new StartRefused(
                    "PostgreSQL could not create its database in %s:\n%s"
                            .formatted(data(), initdb.output()));
        }
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Sorting by code points: an index must not depend on the library of the operating system. */
    private List<String> initdb(Path target, Path passwordFile, boolean durable) {
        List<String> words = new ArrayList<>();
        words.add(binaries.program("initdb").toString());
        words.add("--pgdata=" + target);
        words.add("--username=" + EmbeddedPostgres.SUPERUSER);
        words.add("--pwfile=" + passwordFile);
        words.add("--auth=scram-sha-256");
        words.add("--encoding=UTF8");
        words.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        words.add("--locale=C");
        words.add("--data-checksums");
        words.add("--no-instructions");
        if (!durable) {
            words.add("--no-sync");
        }
        return words;
    }

    void writeSettings(int port) {
        try {
            Path file = data().resolve("andon.conf");
            Files.writeString(file, settings.file(port, logFolder()));
            account.own(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Starts the server as a child in a session of its own: Ctrl-C in Andon's terminal must reach
     * only Andon, which first finishes what it has promised to store.
     */
    Process run() {
        List<String> words = new ArrayList<>();
        if (Account.installed("setsid")) {
            words.add("setsid");
        }
        words.addAll(
                account.command(
                        List.of(
                                binaries.program("postgres").toString(),
                                "-D",
                                data().toString(),
                                "-c",
                                "config_file=" + data().resolve("andon.conf"))));
        try {
            return Command.builder(words)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(startLog().toFile())
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** PostgreSQL's own word, in the last line of its process file. */
    boolean isReady() {
        try {
            List<String> lines = Files.readAllLines(pidFile());
            return lines.size() >= 8 && lines.get(7).strip().equals("ready");
        } catch (IOException notYetWritten) {
            return false;
        }
    }

    /** The end of the newest log. */
    String lastWords() {
        try (Stream<Path> logs = Files.list(logFolder())) {
            Path newest = logs.max(Comparator.comparingLong(Cluster::modified)).orElse(startLog());
            List<String> lines = Files.readAllLines(newest);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
        } catch (IOException unreadable) {
            return "(no log: " + unreadable.getMessage() + ")";
        }
    }

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }
}
