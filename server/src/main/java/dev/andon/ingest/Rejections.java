package dev.andon.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Points of one request that were not taken, and why; all are counted, the first are listed. */
final class Rejections {
    /** Further machines count as unknown: a body may name one a line. */
    private static final int MAX_MACHINES = 1_000;

    private final List<Rejection> listed = new ArrayList<>();
    private final Map<RejectionKind, OfKind> byKind = new EnumMap<>(RejectionKind.class);
    private final Map<String, OfMachine> byMachine = new HashMap<>();
    private final @Nullable RejectedLines all;
    private int count;

    /**
     * @param all is told of each; null where nobody asks for that
     */
    Rejections(@Nullable RejectedLines all) {
        this.all = all;
    }

    /**
     * @param machine of the newest one, null where it has no usable one
     */
    record OfKind(int count, String example, @Nullable String machine) {
        private static OfKind newer(OfKind before, OfKind one) {
            return new OfKind(before.count + 1, one.example, one.machine);
        }
    }

    /**
     * @param newestMicros the newest time that was too far ahead; {@link Long#MIN_VALUE} without
     */
    record OfMachine(int count, long newestMicros) {
        private static OfMachine both(OfMachine before, OfMachine one) {
            return new OfMachine(before.count + 1, Math.max(before.newestMicros, one.newestMicros));
        }
    }

    /**
     * @param machine null where the point has no usable one
     * @param micros the point's time if that is too far ahead, else {@link Long#MIN_VALUE}
     */
    void add(int index, RejectionKind kind, String reason, @Nullable String machine, long micros) {
        count++;
        if (all != null) {
            all.add(kind, index);
        }
        byKind.merge(kind, new OfKind(1, reason, machine), OfKind::newer);
        if (machine != null
                && (byMachine.size() < MAX_MACHINES || byMachine.containsKey(machine))) {
            byMachine.merge(machine, new OfMachine(1, micros), OfMachine::both);
        }
        if (listed.size() < Receipt.MAX_ERRORS) {
            listed.add(new Rejection(index, reason));
        }
    }

    int count() {
        return count;
    }

    Map<RejectionKind, OfKind> byKind() {
        return byKind;
    }

    /** Without those that have no usable machine. */
    Map<String, OfMachine> byMachine() {
        return byMachine;
    }

    List<Rejection> listed() {
        return List.copyOf(listed);
    }
}
