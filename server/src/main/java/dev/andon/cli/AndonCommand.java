package dev.andon.cli;

import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
                .addSubcommand(new StatusCommand())
                .addSubcommand(new TokenCommand())
                .addSubcommand(new UserCommand())
                .addSubcommand(new RetentionCommand())
                .addSubcommand(new SimulateCommand())
                .addSubcommand(new AdoptCommand())
                .addSubcommand(new EngineCommand())
                .addSubcommand(new ImportCommand())
                .addSubcommand(new ExportCommand())
                .registerConverter(Duration.class, AndonCommand::duration)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(AndonCommand::explain)
                .execute(arguments);
    }

    /** Like 30s or 24h, as in the settings. */
    private static Duration duration(String text) {
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException("'%s' is not a time like 30s or 24h".formatted(text));
        }
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
