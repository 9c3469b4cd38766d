package dev.andon.store;

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

    /** How many more pieces are tried where pages would not be full. */
    private static final int MORE_PIECES = 4;

    /** Of smaller rows a page holds so many that it is always full. */
    private static final long FEW_ROW_BYTES = 512;

    private static final int PAGE_BYTES = 8192;
    private static final int USABLE_PAGE_BYTES = 8168;
    private static final int POINTER_BYTES = 4;
    private static final int ALIGNED = 8;
    private static final int ENTRY_BYTES = 30;

    private BlockCodec() {}

    /**
     * Points of one series and UTC day, times strictly rising; targets NaN where none. Pieces are
     * equal, so that none is left over that costs a row for few points, and so many that pages are
     * full: 960 points of three bytes each would leave a quarter of every page empty.
     */
    static List<SampleBlock> encode(
            int seriesId, long[] micros, double[] values, double[] targets, int from, int to) {
        SeriesPoints points = new SeriesPoints(seriesId, micros, values, targets);
        int most = points.areQuiet(from, to) ? QUIET_POINTS : USUAL_POINTS;
        int fewest = (to - from + most - 1) / most;
        List<SampleBlock> best = points.inPieces(fewest, from, to);
        if (wastesPages(best)) {
            for (int pieces = fewest + 1; pieces <= fewest + MORE_PIECES; pieces++) {
                List<SampleBlock> other = points.inPieces(pieces, from, to);
                best = pageBytes(other) < pageBytes(best) ? other : best;
            }
        }
        return best;
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

    private static boolean wastesPages(List<SampleBlock> blocks) {
        long rows = blocks.stream().mapToLong(SampleBlock::rowBytes).sum();
        return rows > blocks.size() * FEW_ROW_BYTES && rows * 10 < pageBytes(blocks) * 9;
    }

    /** The share of pages, and entries of the index. What a page cannot hold is put elsewhere. */
    private static long pageBytes(List<SampleBlock> blocks) {
        long bytes = 0;
        for (SampleBlock block : blocks) {
            int row = (block.rowBytes() + ALIGNED - 1) / ALIGNED * ALIGNED + POINTER_BYTES;
            int rowsAPage = USABLE_PAGE_BYTES / row;
            bytes += ENTRY_BYTES + (rowsAPage == 0 ? row + row / 16 : PAGE_BYTES / rowsAPage);
        }
        return bytes;
    }
}
