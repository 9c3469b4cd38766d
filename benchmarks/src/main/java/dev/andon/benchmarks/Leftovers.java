package dev.andon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the measured servers leave in the folder of this run. */
final class Leftovers {
    private static final String POSTGRES = "postgres/cluster/postmaster.pid";
    private static final int PATIENCE_SECONDS = 60;

    private Leftovers() {}

    /** Deletes all that is in the folder. */
    static void delete(Path work) throws IOException {
        endPostgres(work);
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(work)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** An Andon that did not end in order leaves its PostgreSQL running. */
    private static void endPostgres(Path work) throws IOException {
        List<Path> folders;
        try (Stream<Path> entries = Files.list(work)) {
            folders = entries.toList();
        }
        for (Path folder : folders) {
            Path file = folder.resolve(POSTGRES);
            if (Files.exists(file)) {
                long process = Long.parseLong(Files.readAllLines(file).getFirst().strip());
                ProcessHandle.of(process).filter(Leftovers::isPostgres).ifPresent(Leftovers::end);
            }
        }
    }

    /** The number may belong to another program by now. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/bin/postgres");
    }

    private static void end(ProcessHandle postgres) {
        postgres.destroy();
        postgres.onExit().completeOnTimeout(postgres, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
