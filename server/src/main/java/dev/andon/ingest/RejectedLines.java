package dev.andon.ingest;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which records of an import were rejected, all of them, by kind: as pairs of the first and the
 * last of those that follow each other. Safe for the two threads that reject.
 */
final class RejectedLines {
    /** 8 MB; who rejects more, here and there, reads the wrong format. */
    private static final int MOST_NUMBERS = 2_000_000;

    private final Map<RejectionKind, Pairs> byKind = new EnumMap<>(RejectionKind.class);
    private int numbers;

    private static final class Pairs {
        int[] numbers = new int[2];
        int size;
    }

    synchronized void add(RejectionKind kind, int index) {
        Pairs pairs = byKind.computeIfAbsent(kind, _ -> new Pairs());
        if (pairs.size > 0 && index <= pairs.numbers[pairs.size - 1] + 1) {
            pairs.numbers[pairs.size - 1] = Math.max(index, pairs.numbers[pairs.size - 1]);
            return;
        }
        if (numbers == MOST_NUMBERS) {
            throw IngestRefusedException.malformed(
                    "More than %,d records are no points, with others between them."
                            .formatted(MOST_NUMBERS / 2));
        }
        if (pairs.size == pairs.numbers.length) {
            pairs.numbers = Arrays.copyOf(pairs.numbers, pairs.size * 2);
        }
        pairs.numbers[pairs.size++] = index;
        pairs.numbers[pairs.size++] = index;
        numbers += 2;
    }

    /** By the labels of the kinds. */
    synchronized Map<String, int[]> view() {
        Map<String, int[]> view = new TreeMap<>();
        byKind.forEach(
                (kind, pairs) -> view.put(kind.label(), Arrays.copyOf(pairs.numbers, pairs.size)));
        return view;
    }
}
