package dev.andon.acceptance.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes that a failed test has left in its own folder. */
final class Leftovers {
    private Leftovers() {}

    static void endAllIn(Path folder) {
        List<ProcessHandle> left =
                ProcessHandle.allProcesses()
                        .filter(process -> process.pid() != ProcessHandle.current().pid())
                        .filter(process -> worksIn(folder, process))
                        .toList();
        left.forEach(ProcessHandle::destroyForcibly);
        left.forEach(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    private static boolean worksIn(Path folder, ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                    .startsWith(folder);
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }
}
