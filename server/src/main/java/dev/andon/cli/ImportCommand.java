package dev.andon.cli;

import dev.andon.ingest.ImportFormat;
import dev.andon.transfer.ImportReport;
import dev.andon.transfer.ImportResult;
import dev.andon.transfer.ImportSettings;
import dev.andon.transfer.Importer;
import dev.andon.transfer.TransferException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Files of points into a server. */
@Command(
        name = "import",
        description = "Bring files of points to a running server: CSV, line protocol, JSON.",
        footer = {
            "",
            "Run again after an interruption, it goes on where the last run was acknowledged.",
            "Exit codes: 0 all points are stored, 1 some were rejected or not brought in, 2 wrong use."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ImportCommand implements Callable<Integer> {
    private static final String STATE = "imports";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ServerChoice choice = new ServerChoice();

    @Parameters(
            arity = "1..*",
            paramLabel = "<file>",
            description = "Plain or packed with gzip or zstd; - is standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "<format>",
            description = "line, csv, ndjson or json (default: as the file looks).")
    private @Nullable ImportFormat format;

    @Option(
            names = "--precision",
            paramLabel = "<unit>",
            description =
                    "Of timestamps that are numbers: s, ms, us, ns (default: ns in line protocol,"
                            + " else ms).")
    private @Nullable String precision;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "<name>=<header>",
            description =
                    "What the header of CSV calls machine_id, metric_type, timestamp, value,"
                            + " zone_number, target_value: --columns value=Wert,timestamp=Zeit")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--ignore",
            split = ",",
            paramLabel = "<header>",
            description = "Columns to leave out.")
    private List<String> ignored = List.of();

    @Option(
            names = "--machine",
            paramLabel = "<id>",
            description = "The machine of all points of a CSV file without a column for it.")
    private @Nullable String machine;

    @Option(
            names = "--wide",
            description = "Each other column of the CSV file is a metric of that name.")
    private boolean wide;

    @Option(names = "--decimal-comma", description = "Numbers in CSV are like 1,5.")
    private boolean decimalComma;

    @Option(
            names = "--time-zone",
            paramLabel = "<zone>",
            description = "Of times in CSV without an offset, like Europe/Berlin.")
    private @Nullable String timeZone;

    @Option(
            names = "--repeated",
            paramLabel = "<which>",
            description =
                    "Times that came twice when the clocks went back: reject, earlier or later"
                            + " (default reject).")
    private @Nullable String repeated;

    @Option(
            names = "--dry-run",
            description = "Read everything, store nothing, say what would be rejected.")
    private boolean dryRun;

    @Option(
            names = "--rejects",
            paramLabel = "<file>",
            description = "Keep rejected records there, with the reasons in <file>.reasons.")
    private @Nullable Path rejects;

    @Option(names = "--restart", description = "Begin anew, whatever an earlier run has done.")
    private boolean restart;

    @Option(
            names = "--patience",
            paramLabel = "<time>",
            description = "How long to wait for a server that is away (default 5m).")
    private Duration patience = Duration.ofMinutes(5);

    @Option(
            names = "--state",
            paramLabel = "<folder>",
            description =
                    "Where it is remembered how far a file is (default: imports in the folder of"
                            + " the server, with --url ./andon-imports).")
    private @Nullable Path state;

    @Override
    public Integer call() {
        check();
        ImportReport report = Terminal.report();
        Importer importer = new Importer(settings(), choice.server(), report);
        Thread farewell = new Thread(() -> sayHowFar(importer, report));
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            ImportResult result = importer.run(files);
            print(result);
            return result.account().rejected() == 0 ? 0 : 1;
        } catch (TransferException failure) {
            throw new CommandFailed(String.valueOf(failure.getMessage()), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            forget(farewell);
        }
    }

    private void check() {
        if (timeZone != null) {
            try {
                ZoneId.of(timeZone);
            } catch (DateTimeException unknown) {
                throw new ParameterException(
                        spec.commandLine(),
                        "'%s' is not a time zone like Europe/Berlin".formatted(timeZone),
                        unknown);
            }
        }
        if (repeated != null && !List.of("reject", "earlier", "later").contains(repeated)) {
            throw new ParameterException(
                    spec.commandLine(), "--repeated is one of reject, earlier, later");
        }
        if (precision != null && !List.of("s", "ms", "us", "ns").contains(precision)) {
            throw new ParameterException(spec.commandLine(), "--precision is one of s, ms, us, ns");
        }
    }

    private ImportSettings settings() {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        columns.forEach((name, header) -> parameters.add(Map.entry("column", name + "=" + header)));
        ignored.forEach(header -> parameters.add(Map.entry("ignore", header)));
        add(parameters, "precision", precision);
        add(parameters, "machine", machine);
        add(parameters, "timeZone", timeZone);
        add(parameters, "repeated", repeated);
        add(parameters, "wide", wide ? "true" : null);
        add(parameters, "decimalComma", decimalComma ? "true" : null);
        URI url = choice.url();
        Path folder = state;
        if (folder == null) {
            folder = url == null ? choice.data().resolve(STATE) : Path.of("andon-imports");
        }
        return new ImportSettings(
                format,
                parameters,
                dryRun,
                url == null ? "" : url.toString(),
                folder,
                restart,
                rejects,
                patience);
    }

    private static void add(
            List<Map.Entry<String, String>> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.add(Map.entry(name, value));
        }
    }

    private void print(ImportResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if (dryRun) {
            out.printf(
                    "%,d points, of which %,d would be rejected; nothing was stored.%n",
                    result.account().received(), result.account().rejected());
            if (result.from() != null && result.to() != null) {
                out.printf(
                        "%,d series of %,d machines, from %s to %s%n",
                        result.series(),
                        result.machines(),
                        Instant.ofEpochMilli(result.from()),
                        Instant.ofEpochMilli(result.to()));
            }
        } else {
            out.println(result.account().text());
        }
        out.flush();
    }

    /** On Ctrl-C or SIGTERM. */
    private static void sayHowFar(Importer importer, ImportReport report) {
        report.say(
                "Interrupted. Stored so far: %s. The same command goes on from there."
                        .formatted(importer.soFar().account().text()));
    }

    private static void forget(Thread farewell) {
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException alreadyStopping) {
            // It is saying so.
        }
    }
}
