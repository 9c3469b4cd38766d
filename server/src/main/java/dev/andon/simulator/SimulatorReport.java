package dev.andon.simulator;

import java.io.PrintStream;
import java.util.function.Consumer;

/** Where a simulator says how it is getting on. Called from several threads, one at a time. */
public interface SimulatorReport {
    void say(String sentence);

    /** How much of the history is stored; the last call has {@code stored == total}. */
    void history(long stored, long total);

    /** A progress bar on a terminal. */
    static SimulatorReport terminal(PrintStream out) {
        return new TerminalReport(out);
    }

    /** One line for each tenth of the history, for logs and pipes. */
    static SimulatorReport lines(Consumer<String> out) {
        return new LineReport(out);
    }
}
