package dev.andon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Processor time that was used. */
record Cpu(Duration server, Duration database, Duration client) {
    /** What Linux counts in, on every processor that Java 25 runs on. */
    private static final Duration TICK = Duration.ofMillis(10);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration LONGEST_REST = Duration.ofSeconds(2);

    static Cpu of(Server server) {
        return new Cpu(server.cpu(), server.databaseCpu(), own(ProcessHandle.current()));
    }

    Cpu minus(Cpu before) {
        return new Cpu(
                server.minus(before.server),
                database.minus(before.database),
                client.minus(before.client));
    }

    /** Time of this process. */
    static Duration own(ProcessHandle process) {
        return ticks(process, 2);
    }

    /** Time of this process and of its children that have ended. */
    static Duration withEnded(ProcessHandle process) {
        return ticks(process, 4);
    }

    /**
     * Waits until the server has finished what it has put off: compaction, checkpoints. Both
     * servers do that, and it belongs to the points.
     */
    static void rest(Server server) {
        long deadline = System.nanoTime() + LONGEST_REST.toNanos();
        Duration before = server.cpu().plus(server.databaseCpu());
        while (System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK.toNanos());
            Duration now = server.cpu().plus(server.databaseCpu());
            if (now.minus(before).compareTo(TICK.multipliedBy(2)) <= 0) {
                return;
            }
            before = now;
        }
    }

    /** The sum of the first of utime, stime, cutime, cstime; zero when it has ended. */
    private static Duration ticks(ProcessHandle process, int fields) {
        Path stat = Path.of("/proc/" + process.pid() + "/stat");
        try {
            String text = Files.readString(stat);
            // The name of the program, in parentheses, may hold anything.
            String[] words = text.substring(text.lastIndexOf(')') + 2).split(" ");
            long sum = 0;
            for (int field = 0; field < fields; field++) {
                sum += Long.parseLong(words[11 + field]);
            }
            return TICK.multipliedBy(sum);
        } catch (IOException ended) {
            if (process.isAlive()) {
                throw new UncheckedIOException(ended);
            }
            return Duration.ZERO;
        }
    }
}
