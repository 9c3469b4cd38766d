package dev.andon.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Resident memory of Andon and of its PostgreSQL over some minutes. */
final class MemoryCourse {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private final Duration every;
    private final List<Long> andon = new ArrayList<>();
    private final List<Long> postgres = new ArrayList<>();

    MemoryCourse(Duration every) {
        this.every = every;
    }

    void watch(Andon server, Duration length) {
        long begin = System.nanoTime();
        for (long look = 1; look * every.toNanos() <= length.toNanos(); look++) {
            long due = begin + look * every.toNanos();
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            andon.add(server.residentBytes());
            postgres.add(server.postgresBytes());
        }
    }

    void write(Report report) {
        report.table(
                "memory in MiB, every %.1f s".formatted(every.toMillis() / 1000.0),
                "first tenth: min, median, max",
                "last tenth",
                "slope of the second half, MiB/min",
                "course, from 0 to the largest");
        row(report, "Andon, resident", andon);
        row(report, "PostgreSQL, private", postgres);
    }

    private void row(Report report, String what, List<Long> bytes) {
        int tenth = Math.max(1, bytes.size() / 10);
        report.row(
                what,
                range(bytes.subList(0, tenth)),
                range(bytes.subList(bytes.size() - tenth, bytes.size())),
                "%+.2f".formatted(slope(bytes.subList(bytes.size() / 2, bytes.size()))),
                bars(bytes));
    }

    private static String range(List<Long> bytes) {
        List<Long> sorted = bytes.stream().sorted().toList();
        return "%d, %d, %d"
                .formatted(
                        sorted.getFirst() >> 20,
                        sorted.get(sorted.size() / 2) >> 20,
                        sorted.getLast() >> 20);
    }

    /** Least squares. */
    private double slope(List<Long> bytes) {
        double middle = (bytes.size() - 1) / 2.0;
        double together = 0;
        double squares = 0;
        for (int look = 0; look < bytes.size(); look++) {
            together += (look - middle) * bytes.get(look);
            squares += (look - middle) * (look - middle);
        }
        double bytesALook = squares == 0 ? 0 : together / squares;
        return bytesALook / (1 << 20) * (60_000.0 / every.toMillis());
    }

    private static String bars(List<Long> bytes) {
        long largest = Math.max(1, bytes.stream().mapToLong(Long::longValue).max().orElse(1));
        StringBuilder bars = new StringBuilder();
        for (long look : bytes) {
            bars.append(BARS.charAt((int) (look * (BARS.length() - 1) / largest)));
        }
        return bars.toString();
    }
}
