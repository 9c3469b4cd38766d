package dev.andon.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bytes a point by signal and side: rows, indexes and TOAST. */
final class BytesTable {
    private static final List<Side> SIDES =
            List.of(Side.SEED, Side.HYPERTABLE, Side.COMPRESSED, Side.RAW, Side.SEALED);

    private final Map<Cell, Double> cells = new HashMap<>();

    private record Cell(Signal signal, Side side) {}

    void put(Side side, History history, long bytes) {
        cells.put(new Cell(history.signal(), side), (double) bytes / history.points());
    }

    void write(Report report) {
        report.table(
                "signal",
                Side.SEED.title,
                Side.HYPERTABLE.title,
                Side.COMPRESSED.title,
                Side.RAW.title,
                Side.SEALED.title,
                "sealed ÷ compressed",
                "target",
                "seed ÷ sealed");
        for (Signal signal : Signal.values()) {
            String[] row = new String[SIDES.size() + 4];
            row[0] = signal.title;
            for (int side = 0; side < SIDES.size(); side++) {
                row[side + 1] = text(of(signal, SIDES.get(side)));
            }
            row[SIDES.size() + 1] = text(of(signal, Side.SEALED) / of(signal, Side.COMPRESSED));
            row[SIDES.size() + 2] =
                    switch (signal) {
                        case QUANTISED -> "≤ 0.35";
                        case RANDOM -> "≤ 1.10";
                        case CONSTANT, STEPS, IRREGULAR -> "";
                    };
            row[SIDES.size() + 3] = text(of(signal, Side.SEED) / of(signal, Side.SEALED));
            report.row(row);
        }
    }

    /** Not a number where the side was not there. */
    private double of(Signal signal, Side side) {
        return cells.getOrDefault(new Cell(signal, side), Double.NaN);
    }

    private static String text(double number) {
        return Double.isNaN(number) ? "" : "%.2f".formatted(number);
    }
}
