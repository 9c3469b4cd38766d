package dev.andon.ingest;

import java.util.ArrayList;
import java.util.List;

/** Points of one request that were not taken, and why; all are counted, the first are listed. */
final class Rejections {
    private final List<Rejection> listed = new ArrayList<>();
    private int count;

    void add(int index, String reason) {
        count++;
        if (listed.size() < Receipt.MAX_ERRORS) {
            listed.add(new Rejection(index, reason));
        }
    }

    int count() {
        return count;
    }

    List<Rejection> listed() {
        return List.copyOf(listed);
    }
}
