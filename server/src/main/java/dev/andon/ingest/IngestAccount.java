package dev.andon.ingest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of all points since the start, as docs/formats/http-api.md describes it. */
record IngestAccount(
        long since,
        long now,
        Counts.View totals,
        RecentPoints.Rates perSecond,
        RecentPoints.History history,
        Waiting waiting,
        Requests requests,
        List<Door> doors,
        List<Token> tokens,
        List<Machine> machines,
        long machinesLeftOut,
        LeftOut leftOut,
        List<Rejected> rejections) {

    record Waiting(int points, int maxPoints, long bytes, long maxBytes, long expectedSeconds) {}

    record Requests(long answered, Map<String, Long> refused) {}

    record Door(String door, @JsonUnwrapped Counts.View counts, long lastSeen) {}

    record Token(
            int id, String name, @JsonUnwrapped Counts.View counts, long refused, long lastSeen) {}

    record Machine(
            @Nullable String machine,
            @JsonUnwrapped Counts.View counts,
            long lastSeen,
            @Nullable Long newestPoint,
            @Nullable Long clockSkewMillis) {}

    /** Sums of those that have no account of their own any more. */
    record LeftOut(Counts.View machines, Counts.View tokens) {}

    record Rejected(
            String reason,
            String title,
            long count,
            long lastSeen,
            @Nullable String machine,
            String door,
            String token,
            String example) {}
}
