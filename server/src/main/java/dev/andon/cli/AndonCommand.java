package dev.andon.cli;

import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong use. */
@Command(
        name = "andon",
        description = "The metrics server of a factory.",
        mixinStandardHelpOptions = true,
        versionProvider = AndonCommand.Version.class,
        subcommands = {HelpCommand.class})
public final class AndonCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    private AndonCommand() {}

    /** Runs one command to its end and returns the exit code. */
    public static int run(Class<?> application, String... arguments) {
        return new CommandLine(new AndonCommand())
                .addSubcommand(new ServeCommand(application))
                .setExecutionExceptionHandler(AndonCommand::explain)
                .execute(arguments);
    }

    /** Failures that carry a sentence are shown as that sentence; others are bugs, with a trace. */
    private static int explain(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof CommandFailed explained) {
            command.getErr().println("andon: " + explained.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    /** From the manifest of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = AndonCommand.class.getPackage().getImplementationVersion();
            return new String[] {"andon " + Objects.requireNonNullElse(version, "(not packaged)")};
        }
    }
}
