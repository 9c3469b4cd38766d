package dev.andon.cli;

import dev.andon.adopt.Adoption;
import dev.andon.adopt.AdoptionOptions;
import dev.andon.adopt.AdoptionRefused;
import dev.andon.postgres.ExistingDatabase;
import dev.andon.postgres.StartRefused;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Takes over a table of an existing database while its application goes on. */
@Command(
        name = "adopt",
        description = "Take over a table that another application fills, while it goes on.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AdoptCommand implements Runnable {
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

    /** What tells which table it is. */
    static final class Table {
        @Option(
                names = "--table",
                paramLabel = "<table>",
                defaultValue = "public.machine_metrics",
                description = "The table (default ${DEFAULT-VALUE}).")
        private String table = "";

        @Option(
                names = "--columns",
                paramLabel = "<name>=<column>",
                split = ",",
                description =
                        "How it calls machine_id, metric_type, value, timestamp, zone_number and"
                                + " target_value, where it has other names.")
        private Map<String, String> columns = Map.of();

        @Option(
                names = "--time-zone",
                paramLabel = "<zone>",
                description = "Of its times, if they are without one.")
        private @Nullable ZoneId timeZone;

        AdoptionOptions options() {
            return new AdoptionOptions(table, columns, timeZone == null ? null : timeZone.getId());
        }
    }

    /** The group's own name is no command. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which one: plan, start, status, verify, rollback or finish?");
    }

    @Command(
            name = "plan",
            description = "Show what there is, what becomes of it, and what it takes.",
            mixinStandardHelpOptions = true)
    int plan(@Mixin Table table) {
        return with(adoption -> {
            out().print(adoption.plan(table.options()));
            out().flush();
            return true;
        });
    }

    @Command(
            name = "start",
            description = "Begin, or go on after an interruption. Ctrl-C does no harm.",
            mixinStandardHelpOptions = true)
    int start(
            @Mixin Table table,
            @Option(
                            names = "--accept-losses",
                            description = "Begin although the plan names what cannot be kept.")
                    boolean acceptLosses) {
        return with(adoption -> {
            adoption.start(table.options(), acceptLosses);
            return true;
        });
    }

    @Command(name = "status", description = "Show how far it is.", mixinStandardHelpOptions = true)
    int status() {
        return with(adoption -> {
            adoption.status();
            return true;
        });
    }

    @Command(
            name = "verify",
            description = "Compare the old table with Andon, day by day.",
            mixinStandardHelpOptions = true)
    int verify() {
        return with(Adoption::verify);
    }

    @Command(
            name = "rollback",
            description = "Give the old table its name back, with all that came in meanwhile.",
            mixinStandardHelpOptions = true)
    int rollback() {
        return with(adoption -> {
            adoption.rollback();
            return true;
        });
    }

    @Command(
            name = "finish",
            description = "End it; then there is no way back.",
            mixinStandardHelpOptions = true)
    int finish(
            @Option(names = "--drop-old", description = "Delete the old table.") boolean dropOld) {
        return with(adoption -> {
            adoption.finish(dropOld);
            return true;
        });
    }

    private interface Work {
        boolean run(Adoption adoption) throws SQLException;
    }

    private int with(Work work) {
        String given = address;
        if (given == null || given.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "Which database? Name it with --db or ANDON_DB_URL.");
        }
        LoggingSystem.get(AdoptCommand.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        try (ExistingDatabase database =
                ExistingDatabase.open(
                        "adopt",
                        given,
                        readerRole,
                        System.getenv("ANDON_POSTGRES_READER_PASSWORD"))) {
            TerminalProgress progress = new TerminalProgress(out(), Ansi.AUTO.enabled());
            return work.run(new Adoption(database, Clock.systemUTC(), progress)) ? 0 : 1;
        } catch (AdoptionRefused | StartRefused refused) {
            throw new CommandFailed(String.valueOf(refused.getMessage()), refused);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(
                    spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        } catch (SQLException failure) {
            throw interrupted(failure);
        } catch (DataAccessException failure) {
            throw interrupted(failure.getMostSpecificCause());
        }
    }

    private static CommandFailed interrupted(Throwable cause) {
        return new CommandFailed(
                "The database failed: %s\nNothing is lost: what is moved stays moved, and the old table is untouched. Mend the cause, then run the same command again; `andon adopt status` says how far it is."
                        .formatted(cause.getMessage()),
                cause);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
