package dev.andon.transfer;

import java.io.PrintStream;
import java.time.Duration;

final class LineReport implements ImportReport {
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final PrintStream out;
    private long last = System.nanoTime();

    LineReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void say(String sentence) {
        out.println(sentence);
    }

    @Override
    public void progress(Progress progress) {
        if (System.nanoTime() - last >= EVERY.toNanos()) {
            last = System.nanoTime();
            out.println(progress.name() + ": " + progress.text());
        }
    }
}
