package dev.andon.cli;

import dev.andon.engine.EngineSwitch;
import dev.andon.engine.SwitchRefused;
import dev.andon.postgres.ExistingDatabase;
import dev.andon.postgres.StartRefused;
import java.io.PrintWriter;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Moves the samples of an existing database to the other storage engine. */
@Command(
        name = "engine",
        description =
                "Switch the storage engine of an existing database: PostgreSQL or TimescaleDB.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EngineCommand implements Runnable {
    private static final String DISK_FULL = "53100";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--db",
            paramLabel = "<url>",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:ANDON_DB_URL}",
            description =
                    "The database, as for serve; directly, not by a pooler. The environment"
                            + " variable ANDON_DB_URL keeps the password out of sight.")
    private @Nullable String address;

    @Option(
            names = "--reader-role",
            paramLabel = "<role>",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:ANDON_POSTGRES_READER_ROLE:-andon_reader}",
            description = "As the setting andon.postgres.reader-role (default andon_reader).")
    private String readerRole = "andon_reader";

    /** The group's own name is no command. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one: plan, switch or back?");
    }

    @Command(
            name = "plan",
            description =
                    "Show which engine there is, whether the other one can be had, and what a switch takes.",
            mixinStandardHelpOptions = true)
    int plan() {
        return with(engine -> {
            out().print(engine.plan());
            out().flush();
        });
    }

    @Command(
            name = "switch",
            description =
                    "Move all samples to the other engine, or go on after an interruption. Ctrl-C does no harm.",
            mixinStandardHelpOptions = true)
    int change() {
        return with(EngineSwitch::run);
    }

    @Command(
            name = "back",
            description = "Undo a switch that is not finished; switch back one that is.",
            mixinStandardHelpOptions = true)
    int back() {
        return with(EngineSwitch::back);
    }

    private interface Work {
        void run(EngineSwitch engine) throws SQLException;
    }

    private int with(Work work) {
        String given = address;
        if (given == null || given.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Which database? Name it with --db or ANDON_DB_URL. (The PostgreSQL that Andon brings has no TimescaleDB.)");
        }
        LoggingSystem.get(EngineCommand.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        try (ExistingDatabase database =
                ExistingDatabase.open(
                        "engine",
                        given,
                        readerRole,
                        System.getenv("ANDON_POSTGRES_READER_PASSWORD"))) {
            work.run(new EngineSwitch(database, new TerminalProgress(out(), Ansi.AUTO.enabled())));
            return 0;
        } catch (SwitchRefused | StartRefused refused) {
            throw new CommandFailed(String.valueOf(refused.getMessage()), refused);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(
                    spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        } catch (SQLException failure) {
            throw interrupted(failure);
        } catch (DataAccessException failure) {
            throw interrupted(failure.getMostSpecificCause());
        } catch (TransactionException failure) {
            throw interrupted(failure.getMostSpecificCause());
        }
    }

    private static CommandFailed interrupted(Throwable cause) {
        boolean full =
                cause instanceof SQLException failure && DISK_FULL.equals(failure.getSQLState());
        return new CommandFailed(
                "%s: %s\nNothing is lost: until the last step the old tables are untouched, and that step is all or nothing. %s, then run the same command again; `andon engine plan` says how it stands, `andon engine back` removes what was copied."
                        .formatted(
                                full ? "The disk of the database is full" : "The database failed",
                                cause.getMessage(),
                                full ? "Make room" : "Mend the cause"),
                cause);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
