package dev.andon.simulator;

import java.io.PrintStream;

final class TerminalReport implements SimulatorReport {
    private static final int WIDTH = 40;
    private static final String BACK_TO_START_AND_CLEAR = "\r\u001b[K";

    private final PrintStream out;

    TerminalReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void say(String sentence) {
        out.println(BACK_TO_START_AND_CLEAR + sentence);
    }

    @Override
    public void history(long stored, long total) {
        int filled = (int) (WIDTH * stored / total);
        out.printf(
                "%sHistory [%s%s] %d %% of %,d points",
                BACK_TO_START_AND_CLEAR,
                "=".repeat(filled),
                " ".repeat(WIDTH - filled),
                100 * stored / total,
                total);
        if (stored == total) {
            out.println();
        }
        out.flush();
    }
}
