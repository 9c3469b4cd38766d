package dev.andon.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Points of one request that were not taken, and why; all are counted, the first are listed. */
final class Rejections {
    private static final int MAX_LISTED = 100;

    private final List<Rejection> listed = new ArrayList<>();
    private final Map<RejectionKind, Integer> byKind = new EnumMap<>(RejectionKind.class);
    private int count;

    void add(int index, RejectionKind kind, String reason) {
        count++;
        byKind.merge(kind, 1, Integer::sum);
        if (listed.size() < MAX_LISTED) {
            listed.add(new Rejection(index, reason));
        }
    }

    int count() {
        return count;
    }

    Map<RejectionKind, Integer> byKind() {
        return byKind;
    }

    List<Rejection> listed() {
        return List.copyOf(listed);
    }
}
