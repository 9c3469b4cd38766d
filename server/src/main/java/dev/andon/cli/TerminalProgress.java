package dev.andon.cli;

import dev.andon.store.MoveReport;
import java.io.PrintWriter;
import java.time.Duration;

/** Progress as a bar that is drawn again in its line, or, in a file, as a line now and then. */
final class TerminalProgress implements MoveReport {
    private static final int WIDTH = 30;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final boolean terminal;
    private boolean barIsOpen;
    private long lastNanos;

    /** Where the present work began, to tell its speed. */
    private String work = "";

    private long firstDone;
    private long firstNanos;

    TerminalProgress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void line(String text) {
        if (barIsOpen) {
            out.println();
            barIsOpen = false;
        }
        out.println(text);
        out.flush();
    }

    @Override
    public void progress(String what, long done, long all) {
        long now = System.nanoTime();
        if (!what.equals(work)) {
            work = what;
            firstDone = done;
            firstNanos = now;
            lastNanos = now - BETWEEN_LINES.toNanos();
        }
        if (terminal) {
            out.print("\r" + bar(what, done, all, now));
            barIsOpen = true;
            out.flush();
        } else if (done == all || now - lastNanos >= BETWEEN_LINES.toNanos()) {
            lastNanos = now;
            out.println(bar(what, done, all, now));
            out.flush();
        }
    }

    private String bar(String what, long done, long all, long now) {
        double part = all == 0 ? 1 : (double) done / all;
        int filled = (int) (part * WIDTH);
        double seconds = (now - firstNanos) / 1e9;
        double rate = seconds > 0 ? (done - firstDone) / seconds : 0;
        String left = rate > 0 ? time((long) ((all - done) / rate)) : "?";
        return "%s [%s%s] %5.1f %%  %,d of %,d  %,.0f/s  %s left  "
                .formatted(
                        what,
                        "#".repeat(filled),
                        ".".repeat(WIDTH - filled),
                        100 * part,
                        done,
                        all,
                        rate,
                        left);
    }

    private static String time(long seconds) {
        return "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
