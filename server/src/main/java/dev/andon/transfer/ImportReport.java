package dev.andon.transfer;

import java.io.PrintStream;

/** What the person at the terminal sees while a file is on its way. */
public interface ImportReport {
    void say(String sentence);

    void progress(Progress progress);

    /** A bar that moves. */
    static ImportReport terminal(PrintStream out) {
        return new TerminalReport(out);
    }

    /** A line now and then, for a log. */
    static ImportReport lines(PrintStream out) {
        return new LineReport(out);
    }
}
