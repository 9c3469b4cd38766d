package dev.andon.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;

/** What was measured, as a Markdown file that is committed. */
final class Report {
    private static final double INFLUX_TARGET = 1.0;
    private static final double LEAST_RATE = 150_000;

    private final StringBuilder text = new StringBuilder();
    private final LocalDate date;
    private final String commit;

    private Report(LocalDate date, String commit) {
        this.date = date;
        this.commit = commit;
    }

    static Report begin(Clock clock) throws IOException, InterruptedException {
        Report report =
                new Report(LocalDate.now(clock), output("git", "rev-parse", "--short", "HEAD"));
        report.text
                .append("# Measured on ")
                .append(report.date)
                .append(", commit ")
                .append(report.commit)
                .append("\n\nMachine: ")
                .append(machine())
                .append("  \nCommand: `make bench`\n");
        return report;
    }

    void section(String title) {
        text.append("\n## ")
                .append(title)
                .append("\n\n| what | measured | target |\n|---|---|---|\n");
        System.out.println(title);
    }

    void value(String what, String measured, String target) {
        text.append("| %s | %s | %s |\n".formatted(what, measured, target));
        System.out.printf("%-60s %10s   %s%n", what, measured, target);
    }

    void rates(int clients, IngestLoad.Rates rates) {
        rate(clients, "Andon, line protocol", rates.line(), rates.influx());
        rate(clients, "Andon, JSON", rates.json(), rates.influx());
        text.append(
                "| %d clients: InfluxDB 1.6 | %,.0f points/s | |\n"
                        .formatted(clients, rates.influx()));
    }

    Path write(Path folder) throws IOException {
        Path file = folder.resolve(date + "-" + commit + ".md");
        return Files.writeString(file, text);
    }

    private void rate(int clients, String what, double rate, double influx) {
        text.append(
                "| %d clients: %s | %,.0f points/s, %.2f × InfluxDB | ≥ %.1f ×, never below %,.0f |\n"
                        .formatted(clients, what, rate, rate / influx, INFLUX_TARGET, LEAST_RATE));
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
        return "%s, %d cores, %d GiB; load average at the beginning %s"
                .formatted(
                        processor,
                        Runtime.getRuntime().availableProcessors(),
                        gibibytes,
                        Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }
}
