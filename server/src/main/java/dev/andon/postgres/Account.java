package dev.andon.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account PostgreSQL runs as. PostgreSQL refuses to run as root, so that a root Andon steps
 * down for it; anybody else runs it as himself.
 *
 * @param name {@code null}: the account Andon runs as
 */
record Account(@Nullable String name, int user, int group) {
    private static final List<String> PREFERRED = List.of("andon", "postgres", "nobody");
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    /** The owner of what is there already; else an account that a Linux system has anyway. */
    static Account forFolders(Path cluster, Path data) {
        int self = unix(Path.of("/proc/self"), "uid");
        if (self != 0) {
            return new Account(null, self, unix(Path.of("/proc/self"), "gid"));
        }
        for (Path folder : List.of(cluster, data)) {
            if (Files.exists(folder) && unix(folder, "uid") != 0) {
                return named(owner(folder));
            }
        }
        for (String candidate : PREFERRED) {
            if (!Command.run(List.of("id", "-u", candidate)).failed()) {
                return named(candidate);
            }
        }
        throw new StartRefused(
                "PostgreSQL does not run as root, and none of the accounts "
                        + String.join(", ", PREFERRED)
                        + " exists. Create one (useradd --system andon) or start Andon as an"
                        + " ordinary user.");
    }

    private static Account named(String name) {
        Command user = Command.run(List.of("id", "-u", name));
        Command group = Command.run(List.of("id", "-g", name));
        if (user.failed() || group.failed()) {
            throw new StartRefused(
                    "The data folder belongs to account %s, which this machine does not know. Give the folder to one that exists (chown -R)."
                            .formatted(name));
        }
        return new Account(name, Integer.parseInt(user.output()), Integer.parseInt(group.output()));
    }

    boolean isAnother() {
        return name != null;
    }

    /** The same command, run as this account; no shell ever sees the words. */
    List<String> command(List<String> words) {
        String other = name;
        if (other == null) {
            return words;
        }
        List<String> command = new ArrayList<>();
        if (installed("setpriv")) {
            command.addAll(List.of("setpriv", "--reuid", other, "--regid", "" + group));
            command.addAll(List.of("--init-groups", "--"));
        } else if (installed("runuser")) {
            command.addAll(List.of("runuser", "-u", other, "--"));
        } else {
            command.addAll(List.of("su", "-s", "/bin/sh", "-c", "exec \"$@\"", "--", other, "sh"));
        }
        command.addAll(words);
        return command;
    }

    void own(Path path) {
        if (!isAnother()) {
            return;
        }
        try {
            Files.setAttribute(path, "unix:uid", user);
            Files.setAttribute(path, "unix:gid", group);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Refuses when the program cannot be run as this account, and names the folder that bars it.
     */
    void mustRun(Path program) {
        if (!isAnother()) {
            return;
        }
        Command attempt = Command.run(command(List.of(program.toString(), "--version")));
        if (attempt.failed()) {
            Path barrier = barrier(program);
            throw new StartRefused(
                    barrier == null
                            ? "%s cannot be run as %s: %s"
                                    .formatted(program, name, attempt.output())
                            : "PostgreSQL runs as account %s (it refuses to run as root), but that account may not enter %s. Allow it (chmod o+x %s), choose another folder with --data, or start Andon as the owner of that folder."
                                    .formatted(name, barrier, barrier));
        }
    }

    /** The uppermost folder on the way to a program that this account may not enter. */
    @Nullable Path barrier(Path program) {
        Path path = Path.of("/");
        for (Path step : program.toAbsolutePath()) {
            path = path.resolve(step);
            if (Files.isDirectory(path) && !mayEnter(path)) {
                return path;
            }
        }
        return null;
    }

    private boolean mayEnter(Path folder) {
        int mode = unix(folder, "mode");
        int shift = unix(folder, "uid") == user ? 6 : unix(folder, "gid") == group ? 3 : 0;
        return ((mode >> shift) & 1) == 1;
    }

    static boolean installed(String program) {
        return PROGRAMS.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
    }

    static String owner(Path path) {
        try {
            return Files.getOwner(path).getName();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int unix(Path path, String attribute) {
        try {
            return (int) Files.getAttribute(path, "unix:" + attribute);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
