package dev.andon.cli;

import dev.andon.transfer.ImportReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody looks at standard error, where progress is shown. */
final class Terminal {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    static ImportReport report() {
        return isWatched() ? ImportReport.terminal(System.err) : ImportReport.lines(System.err);
    }

    /** Java itself only knows of standard input and output together, and one is often a file. */
    private static boolean isWatched() {
        try {
            String device = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException noSuchSystem) {
            return false;
        }
    }
}
