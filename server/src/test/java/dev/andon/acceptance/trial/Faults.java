package dev.andon.acceptance.trial;

import dev.andon.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** What happens to machines in a plant, at random moments. */
final class Faults {
    private enum Kind {
        KILL_ANDON,
        KILL_CONNECTION,
        KILL_POSTMASTER,
        RESTART_ANDON,
        RESTART_POSTGRES,
        PAUSE_ANDON,
        PAUSE_POSTGRES,
        CUT_REQUEST,
        CUT_ANSWER,
        CUT_ALL
    }

    private static final int MOST_BATCHES_BETWEEN = 30;
    private static final long LONGEST_PAUSE_NANOS = 1_500_000_000;

    private final Trial trial;
    private final Random random;
    private final Map<Kind, Integer> done = new EnumMap<>(Kind.class);

    Faults(Trial trial, Random random) {
        this.trial = trial;
        this.random = random;
    }

    /** Goes on until so often something was killed. */
    void happenUntilKilled(int times) {
        while (kills() < times) {
            trial.awaitAcknowledged(1 + random.nextInt(MOST_BATCHES_BETWEEN));
            // Any moment of a commit, not the one after an answer.
            LockSupport.parkNanos(random.nextInt(50_000_000));
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            System.out.println("fault " + kind);
            happen(kind);
            done.merge(kind, 1, Integer::sum);
        }
    }

    private void happen(Kind kind) {
        switch (kind) {
            case KILL_ANDON -> trial.killAndon();
            case KILL_CONNECTION -> connectionOfPostgres().destroyForcibly();
            case KILL_POSTMASTER -> trial.andon().killPostmaster();
            case RESTART_ANDON -> trial.restartAndon();
            case RESTART_POSTGRES -> restartPostgres();
            case PAUSE_ANDON -> pause(trial.andon().pid());
            case PAUSE_POSTGRES -> pause(connectionOfPostgres().pid());
            case CUT_REQUEST -> cut(CuttingProxy.Way.TO_SERVER);
            case CUT_ANSWER -> cut(CuttingProxy.Way.TO_CLIENT);
            case CUT_ALL -> trial.proxy().cutAll();
        }
    }

    private int kills() {
        return done.getOrDefault(Kind.KILL_ANDON, 0)
                + done.getOrDefault(Kind.KILL_CONNECTION, 0)
                + done.getOrDefault(Kind.KILL_POSTMASTER, 0);
    }

    @Override
    public String toString() {
        return done.toString();
    }

    /** Any of its processes: when one is killed, PostgreSQL ends all and recovers. */
    private ProcessHandle connectionOfPostgres() {
        List<ProcessHandle> all = trial.andon().postmaster().children().toList();
        return all.get(random.nextInt(all.size()));
    }

    /** As an administrator does; Andon starts it again. */
    private void restartPostgres() {
        ProcessHandle before = trial.andon().postmaster();
        signal("INT", before.pid());
        Eventually.holds("The end of PostgreSQL", () -> !before.isAlive());
        Eventually.holds(
                "A new PostgreSQL",
                () -> trial.andon().send("GET", "/api/health", "").statusCode() == 200);
    }

    private void pause(long pid) {
        signal("STOP", pid);
        LockSupport.parkNanos((long) (random.nextDouble() * LONGEST_PAUSE_NANOS));
        signal("CONT", pid);
    }

    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection, in the middle of what comes next that way. */
    private void cut(CuttingProxy.Way wanted) {
        int before = trial.proxy().cuts();
        trial.proxy()
                .arm((connection, way, bytes, length) ->
                        way == wanted ? random.nextInt(length) : CuttingProxy.Knife.PASS);
        Eventually.holds("A cut", () -> trial.proxy().cuts() > before);
    }
}
