package dev.andon.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * PostgreSQL processes that outlived their Andon, or their own parent. They are found by what they
 * work in (each has the cluster's folder as its working directory), never by a remembered process
 * id alone, which may belong to somebody else by now.
 */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path cluster;

    Leftovers(Path cluster) {
        this.cluster = cluster;
    }

    /** Ends them, gently first, so that the folder is free and its data complete. */
    void stop() {
        List<ProcessHandle> found = find();
        if (!found.isEmpty()) {
            postmaster(found).ifPresent(this::stopFast);
            end(find());
        }
        // Nobody works here any more: a process id in this file that exists is another program's,
        // and PostgreSQL would refuse to start because of it.
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException failure) {
            throw new StartRefused("%s cannot be deleted.".formatted(pidFile()), failure);
        }
    }

    private Optional<ProcessHandle> postmaster(List<ProcessHandle> found) {
        try (var lines = Files.lines(pidFile())) {
            String first = lines.findFirst().orElse("");
            return found.stream()
                    .filter(process -> first.equals(Long.toString(process.pid())))
                    .findFirst();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private void stopFast(ProcessHandle postmaster) {
        Command.run(List.of("kill", "-INT", Long.toString(postmaster.pid())));
        await(List.of(postmaster), PATIENCE);
    }

    private static void end(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        if (!await(processes, Duration.ofSeconds(5))) {
            processes.forEach(ProcessHandle::destroyForcibly);
            if (!await(processes, PATIENCE)) {
                throw new StartRefused(
                        "Old PostgreSQL processes do not end: "
                                + processes.stream().map(ProcessHandle::pid).toList()
                                + ". The data is safe; end them and start Andon again.");
            }
        }
    }

    private static boolean await(List<ProcessHandle> processes, Duration patience) {
        CompletableFuture<?>[] exits =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(exits).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean exist() {
        return !find().isEmpty();
    }

    private List<ProcessHandle> find() {
        return ProcessHandle.allProcesses().filter(this::worksHere).toList();
    }

    private boolean worksHere(ProcessHandle process) {
        try {
            String folder =
                    Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd")).toString();
            // Linux marks a folder that was removed under those who work in it.
            return (folder.equals(cluster.toString()) || folder.equals(cluster + " (deleted)"))
                    && Files.readString(Path.of("/proc/" + process.pid() + "/comm"))
                            .startsWith("postgres");
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private Path pidFile() {
        return cluster.resolve("postmaster.pid");
    }
}
