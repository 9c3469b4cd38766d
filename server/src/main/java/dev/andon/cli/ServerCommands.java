package dev.andon.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What groups of commands on a running server share: which server it is, and how they speak. */
abstract class ServerCommands implements Runnable {
    private final String choice;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "<folder>",
            scope = ScopeType.INHERIT,
            description = "The folder of the server (default ./data).")
    private Path data = Path.of("data");

    /**
     * @param choice the commands of the group, as a sentence names them
     */
    ServerCommands(String choice) {
        this.choice = choice;
    }

    /** The group's own name is no command. */
    @Override
    public final void run() {
        throw new ParameterException(spec.commandLine(), "Which one: %s?".formatted(choice));
    }

    final RunningServer server() {
        return RunningServer.of(data);
    }

    final void println(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
