package dev.andon.transfer;

import java.io.PrintStream;

final class TerminalReport implements ImportReport {
    private static final int WIDTH = 30;
    private static final String BACK_TO_START_AND_CLEAR = "\r\u001b[K";

    private static final long EVERY_NANOS = 100_000_000;

    private final PrintStream out;
    private long last = System.nanoTime() - EVERY_NANOS;

    TerminalReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void say(String sentence) {
        out.println(BACK_TO_START_AND_CLEAR + sentence);
    }

    @Override
    public void progress(Progress progress) {
        if (System.nanoTime() - last < EVERY_NANOS) {
            return;
        }
        last = System.nanoTime();
        String bar = "";
        if (progress.size() > 0) {
            int filled = (int) Math.min(WIDTH, WIDTH * progress.bytes() / progress.size());
            bar = " [%s%s]".formatted("=".repeat(filled), " ".repeat(WIDTH - filled));
        }
        out.printf("%s%s%s %s", BACK_TO_START_AND_CLEAR, progress.name(), bar, progress.text());
        out.flush();
    }
}
