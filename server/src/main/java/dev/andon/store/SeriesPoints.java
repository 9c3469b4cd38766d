package dev.andon.store;

import java.util.ArrayList;
import java.util.List;

/** Points of one series, times strictly rising; targets NaN where none. */
final class SeriesPoints {
    private static final int QUIET_POINTS_A_CHANGE = 8;

    private final int seriesId;
    private final long[] micros;
    private final double[] values;
    private final double[] targets;

    SeriesPoints(int seriesId, long[] micros, double[] values, double[] targets) {
        this.seriesId = seriesId;
        this.micros = micros;
        this.values = values;
        this.targets = targets;
    }

    /** Whether hardly any differs from the one before it. */
    boolean areQuiet(int from, int to) {
        int changes = 0;
        for (int i = from + 2; i < to; i++) {
            boolean even = micros[i] - micros[i - 1] == micros[i - 1] - micros[i - 2];
            if (!even || differ(values, i) || differ(targets, i)) {
                changes++;
            }
        }
        return changes * QUIET_POINTS_A_CHANGE < to - from;
    }

    List<SampleBlock> inPieces(int pieces, int from, int to) {
        List<SampleBlock> blocks = new ArrayList<>(pieces);
        long points = (long) to - from;
        for (long piece = 0; piece < pieces; piece++) {
            int start = from + (int) (points * piece / pieces);
            int end = from + (int) (points * (piece + 1) / pieces);
            addBlocks(blocks, start, end);
        }
        return blocks;
    }

    /** More than one where times are too irregular for one; none of no points. */
    private void addBlocks(List<SampleBlock> blocks, int from, int to) {
        if (from == to) {
            return;
        }
        BlockTimes times = BlockTimes.of(micros, from, to);
        if (times == null) {
            int middle = (from + to) >>> 1;
            addBlocks(blocks, from, middle);
            addBlocks(blocks, middle, to);
            return;
        }
        blocks.add(
                new SampleBlock(
                        seriesId,
                        micros[from],
                        micros[to - 1],
                        to - from,
                        times,
                        BlockNumbers.of(values, from, to),
                        hasAny(targets, from, to) ? BlockNumbers.of(targets, from, to) : null));
    }

    private static boolean hasAny(double[] numbers, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(numbers[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean differ(double[] numbers, int i) {
        return Double.compare(numbers[i], numbers[i - 1]) != 0;
    }
}
