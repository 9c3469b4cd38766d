package dev.andon.simulator;

import java.util.function.Consumer;

final class LineReport implements SimulatorReport {
    private final Consumer<String> out;
    private long lastTenth;

    LineReport(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public void say(String sentence) {
        out.accept(sentence);
    }

    @Override
    public void history(long stored, long total) {
        long tenth = 10 * stored / total;
        if (tenth > lastTenth) {
            lastTenth = tenth;
            out.accept("History: %d %% of %,d points.".formatted(tenth * 10, total));
        }
    }
}
