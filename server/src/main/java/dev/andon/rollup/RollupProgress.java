package dev.andon.rollup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far rollups are, as the worker last saw it. */
public final class RollupProgress {
    private final Clock clock;
    private volatile List<RollupStore.Level> levels = List.of();
    private volatile long pendingRepairs;

    RollupProgress(Clock clock) {
        this.clock = clock;
    }

    /**
     * A level, and how far it is.
     *
     * @param completeUntil before this all buckets are written; null: none is yet
     * @param lag the time since then; hours are closed together, so up to a few of them are usual
     */
    public record Level(String name, @Nullable Instant completeUntil, @Nullable Duration lag) {}

    /** Finest first; empty until the worker has looked once. */
    public List<Level> levels() {
        Instant now = clock.instant();
        return levels.stream()
                .map(level -> {
                    Instant until = level.completeUntil();
                    return new Level(
                            level.name(),
                            until,
                            until == null ? null : Duration.between(until, now));
                })
                .toList();
    }

    /** Changes of closed times that wait to be repaired; counted up to a hundred thousand. */
    public long pendingRepairs() {
        return pendingRepairs;
    }

    void seen(List<RollupStore.Level> seen, long pending) {
        levels = seen;
        pendingRepairs = pending;
    }
}
