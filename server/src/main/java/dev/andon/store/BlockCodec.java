package dev.andon.store;

import java.util.ArrayList;
import java.util.List;

/** Points of a series into blocks and back, exact to the bit. */
final class BlockCodec {
    /**
     * With two bytes a point, four such rows fill a page; with eight, one does. A day of a point
     * every 30 s, or any such even step, makes whole blocks.
     */
    static final int USUAL_POINTS = 960;

    /**
     * Of numbers that rarely change: PostgreSQL compresses only rows of more than 2 kB, and then
     * these nearly vanish.
     */
    static final int QUIET_POINTS = 2880;

    private static final int QUIET_POINTS_A_CHANGE = 8;

    private BlockCodec() {}

    /**
     * Points of one series and UTC day, times strictly rising; targets NaN where none. Pieces are
     * equal, so that none is left over that costs a row for few points.
     */
    static List<SampleBlock> encode(
            int seriesId, long[] micros, double[] values, double[] targets, int from, int to) {
        List<SampleBlock> blocks = new ArrayList<>();
        int most = isQuiet(micros, values, targets, from, to) ? QUIET_POINTS : USUAL_POINTS;
        long points = (long) to - from;
        long pieces = (points + most - 1) / most;
        for (long piece = 0; piece < pieces; piece++) {
            int start = from + (int) (points * piece / pieces);
            int end = from + (int) (points * (piece + 1) / pieces);
            encode(blocks, seriesId, micros, values, targets, start, end);
        }
        return blocks;
    }

    /** Exact to the bit. */
    static void decode(SampleBlock block, SampleBlock.PointSink sink) {
        BlockNumbers targets = block.targets();
        for (int point = 0; point < block.points(); point++) {
            sink.point(
                    block.times().at(point),
                    block.values().at(point),
                    targets == null ? Double.NaN : targets.at(point));
        }
    }

    private static void encode(
            List<SampleBlock> blocks,
            int seriesId,
            long[] micros,
            double[] values,
            double[] targets,
            int from,
            int to) {
        BlockTimes times = BlockTimes.of(micros, from, to);
        if (times == null) {
            int middle = (from + to) >>> 1;
            encode(blocks, seriesId, micros, values, targets, from, middle);
            encode(blocks, seriesId, micros, values, targets, middle, to);
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

    private static boolean hasAny(double[] targets, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(targets[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isQuiet(
            long[] micros, double[] values, double[] targets, int from, int to) {
        int changes = 0;
        for (int i = from + 2; i < to; i++) {
            boolean even = micros[i] - micros[i - 1] == micros[i - 1] - micros[i - 2];
            if (!even || differ(values, i) || differ(targets, i)) {
                changes++;
            }
        }
        return changes * QUIET_POINTS_A_CHANGE < to - from;
    }

    private static boolean differ(double[] numbers, int i) {
        return Double.compare(numbers[i], numbers[i - 1]) != 0;
    }
}
