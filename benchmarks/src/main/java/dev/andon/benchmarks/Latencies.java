package dev.andon.benchmarks;

import java.util.Arrays;

/** How long requests took, from the moment when each was due. */
final class Latencies {
    private long[] nanos = new long[1024];
    private int count;

    synchronized void add(long nanosTaken) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = nanosTaken;
    }

    synchronized int count() {
        return count;
    }

    /** Percentiles that so many requests can tell, and the longest. */
    synchronized String text() {
        if (count == 0) {
            return "none";
        }
        Arrays.sort(nanos, 0, count);
        return "p50 %s, p90 %s, p99 %s, p99.9 %s, max %s ms"
                .formatted(known(500), known(900), known(990), known(999), millis(1000));
    }

    /** With at least one request beyond it. */
    private String known(int permille) {
        return (long) count * (1000 - permille) >= 1000 ? millis(permille) : "–";
    }

    private String millis(int permille) {
        int index = (int) Math.ceilDiv((long) count * permille, 1000L) - 1;
        return "%.1f".formatted(nanos[index] / 1e6);
    }
}
