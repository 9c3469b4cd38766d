package dev.andon.cli;

import dev.andon.transfer.Exporter;
import dev.andon.transfer.TransferException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Points of a server into a file. */
@Command(
        name = "export",
        description = "Write points of a running server as CSV, which import reads again exactly.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ExportCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ServerChoice choice = new ServerChoice();

    @Option(
            names = "--from",
            paramLabel = "<time>",
            description = "RFC 3339, epoch milliseconds or like now-7d (default: the oldest).")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "<time>",
            description = "The same, included (default: the newest).")
    private @Nullable String to;

    @Option(
            names = "--machine",
            paramLabel = "<id>",
            description = "This machine; may come several times, like the next ones.")
    private List<String> machines = List.of();

    @Option(names = "--metric", paramLabel = "<name>", description = "This metric.")
    private List<String> metrics = List.of();

    @Option(names = "--zone", paramLabel = "<number>", description = "This zone.")
    private List<Integer> zones = List.of();

    @Option(names = "--area", paramLabel = "<name>", description = "Machines of this area.")
    private List<String> areas = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<file>",
            description =
                    "A new file; packed when its name ends with .gz (default: standard output).")
    private @Nullable Path output;

    @Option(names = "--gzip", description = "Pack it.")
    private boolean gzip;

    @Override
    public void run() {
        Path file = output;
        if (file != null && Files.exists(file)) {
            throw new ParameterException(
                    spec.commandLine(), file + " is there already; name a new file.");
        }
        Exporter exporter = new Exporter(choice.server(), Terminal.report());
        try {
            long points = file == null ? toStandardOutput(exporter) : toFile(exporter, file);
            spec.commandLine().getErr().printf("%n%,d points%n", points);
        } catch (TransferException failure) {
            throw new CommandFailed(String.valueOf(failure.getMessage()), failure);
        } catch (IOException failure) {
            throw new CommandFailed("The export has ended early: %s".formatted(failure), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private long toStandardOutput(Exporter exporter) throws IOException, InterruptedException {
        try (OutputStream out = packed(new FileOutputStream(FileDescriptor.out), gzip)) {
            return exporter.run(parameters(), out);
        }
    }

    /** Under another name until it is whole. */
    private long toFile(Exporter exporter, Path file) throws IOException, InterruptedException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        long points;
        try (OutputStream out =
                packed(
                        Files.newOutputStream(unfinished),
                        gzip || file.toString().endsWith(".gz"))) {
            points = exporter.run(parameters(), out);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return points;
    }

    private static OutputStream packed(OutputStream out, boolean pack) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, 64 * 1024);
        return pack ? new GZIPOutputStream(buffered, 64 * 1024) : buffered;
    }

    private List<Map.Entry<String, String>> parameters() {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        if (from != null) {
            parameters.add(Map.entry("from", from));
        }
        if (to != null) {
            parameters.add(Map.entry("to", to));
        }
        machines.forEach(machine -> parameters.add(Map.entry("machine", machine)));
        metrics.forEach(metric -> parameters.add(Map.entry("metric", metric)));
        zones.forEach(zone -> parameters.add(Map.entry("zone", zone.toString())));
        areas.forEach(area -> parameters.add(Map.entry("area", area)));
        return parameters;
    }
}
