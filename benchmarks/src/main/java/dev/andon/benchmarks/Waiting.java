package dev.andon.benchmarks;

import java.time.Duration;

/** For what a server does by itself. */
final class Waiting {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private Waiting() {}

    interface Condition {
        boolean holds() throws Exception;
    }

    /** How long it took from now on. */
    static Duration until(String what, Duration longest, Condition condition) throws Exception {
        long begin = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - begin > longest.toNanos()) {
                throw new IllegalStateException("Not within " + longest + ": " + what);
            }
            Thread.sleep(LOOK_EVERY);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
