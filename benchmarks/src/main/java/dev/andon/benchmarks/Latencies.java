package dev.andon.benchmarks;

import java.time.Duration;
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

    /** Such as p50, p99, p99.9 and the longest: those that so many requests can tell. */
    synchronized String text() {
        if (count == 0) {
            return "none";
        }
        Arrays.sort(nanos, 0, count);
        StringBuilder text = new StringBuilder();
        for (double percent : new double[] {50, 90, 99, 99.9}) {
            String name = percent == 99.9 ? "p99.9" : "p" + (int) percent;
            boolean known = count * (100 - percent) >= 100;
            text.append(name).append(' ').append(known ? millis(percent) : "–").append(", ");
        }
        return text + "max " + millis(100) + " ms";
    }

    private String millis(double percent) {
        int index = (int) Math.ceil(count * percent / 100) - 1;
        return "%.1f".formatted(Duration.ofNanos(nanos[index]).toNanos() / 1e6);
    }
}
