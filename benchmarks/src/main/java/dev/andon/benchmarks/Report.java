package dev.andon.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What was measured, as a Markdown file that is committed. */
final class Report {
    static final double QUIET_LOAD = 0.5;

    private final StringBuilder text = new StringBuilder();
    private final String name;

    private Report(String name) {
        this.name = name;
    }

    static Report begin(Clock clock, Path work, Set<Part> parts, int shorten)
            throws IOException, InterruptedException {
        String words = parts.stream().map(Part::word).collect(Collectors.joining(" "));
        String options = shorten == 1 ? words : (words + " --shorten " + shorten).strip();
        LocalDate date = LocalDate.now(clock);
        String commit = output("git", "rev-parse", "--short", "HEAD");
        Report report =
                new Report(
                        date
                                + "-"
                                + commit
                                + (words.isEmpty() ? "" : "-" + words.replace(' ', '-')));
        double load = loadAverage();
        report.text(
                """
                # Measured on %s, commit %s

                * Machine: %s; data on %s
                * Versions: Linux %s; Java %s; %s
                * Command: `%smake bench%s`
                * Load average at the beginning: %.2f\
                """
                        .formatted(
                                date,
                                commit,
                                machine(),
                                Files.getFileStore(work).type(),
                                System.getProperty("os.version"),
                                System.getProperty("java.version"),
                                Influx.version(),
                                environment("ANDON_JAVA_OPTS"),
                                options.isEmpty() ? "" : " B=\"" + options + "\"",
                                load));
        if (load > QUIET_LOAD) {
            report.text("**The machine was not quiet: the numbers are doubtful.**");
        }
        if (shorten > 1) {
            report.text(
                    "**Only a try: every measurement took 1/%d of its time.**".formatted(shorten));
        }
        return report;
    }

    /** Of the last minute. */
    static double loadAverage() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }

    void section(String title) {
        text("## " + title);
    }

    void text(String paragraph) {
        text.append(text.isEmpty() ? "" : "\n").append(paragraph).append('\n');
        System.out.println(paragraph);
    }

    void table(String... headings) {
        text.append('\n');
        row(headings);
        text.append("|---".repeat(headings.length)).append("|\n");
    }

    void row(String... cells) {
        String row = Arrays.stream(cells).collect(Collectors.joining(" | ", "| ", " |"));
        text.append(row).append('\n');
        System.out.println(row);
    }

    Path write(Path folder) throws IOException {
        return Files.writeString(folder.resolve(name + ".md"), text);
    }

    /** What the caller has changed for the server. */
    private static String environment(String variable) {
        String value = System.getenv().getOrDefault(variable, "");
        return value.isEmpty() ? "" : "%s=\"%s\" ".formatted(variable, value);
    }

    private static String machine() throws IOException {
        String processor =
                Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown processor");
        String memory = Files.readAllLines(Path.of("/proc/meminfo")).getFirst();
        long gibibytes = Long.parseLong(memory.replaceAll("\\D", "")) >> 20;
        return "%s, %d cores, %d GiB"
                .formatted(processor, Runtime.getRuntime().availableProcessors(), gibibytes);
    }

    /** What a program prints. */
    static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }
}
