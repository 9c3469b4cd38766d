package dev.andon.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long the same thing took, again and again.
 *
 * @param first the first time
 * @param again the median of the others
 */
record Repeats(Duration first, Duration again) {
    private static final int MOST = 50;
    private static final int LEAST = 3;

    /** What is slow is repeated less often. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    interface Timed {
        Duration run() throws Exception;
    }

    static Repeats of(Timed timed) throws Exception {
        Duration first = timed.run();
        List<Duration> again = new ArrayList<>();
        long begin = System.nanoTime();
        while (again.size() < LEAST
                || (again.size() < MOST && System.nanoTime() - begin < LONGEST.toNanos())) {
            again.add(timed.run());
        }
        again.sort(null);
        return new Repeats(first, again.get(again.size() / 2));
    }

    static String millis(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return millis < 10 ? "%.2f".formatted(millis) : "%,.0f".formatted(millis);
    }
}
