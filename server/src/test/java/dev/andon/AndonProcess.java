package dev.andon;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Andon's command line in a process of its own, as people run it. */
public final class AndonProcess implements AutoCloseable {
    private final Process process;
    private final Path output;

    private AndonProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    public static AndonProcess start(Path folder, String... arguments) throws IOException {
        return start(List.of(), String.join(File.pathSeparator, classPath()), folder, arguments);
    }

    /** {@code before} stands in front of the command, to run it as another account for example. */
    public static AndonProcess start(
            List<String> before, String classPath, Path folder, String... arguments)
            throws IOException {
        List<String> words = new ArrayList<>(before);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        words.addAll(List.of("-cp", classPath, "dev.andon.Application"));
        words.addAll(List.of(arguments));
        Path output = Files.createTempFile("andon-output-", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(words)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().remove("ANDON_DB_URL");
        return new AndonProcess(builder.start(), output);
    }

    /** A server with its data in {@code folder}, ready, on a free port. */
    public static AndonProcess serve(Path folder, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("serve", "--listen", "127.0.0.1:0"));
        words.addAll(List.of("--data", folder.resolve("data").toString()));
        words.addAll(List.of(more));
        return start(folder, words.toArray(String[]::new)).awaitReady(folder.resolve("data"));
    }

    public AndonProcess awaitReady(Path data) {
        Eventually.holds(
                "A ready server",
                () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("It ended: " + output());
                    }
                    String operator = Files.readString(data.resolve("andon.json"));
                    return operator.contains("\"pid\":" + process.pid() + ",")
                            && output().contains("Ctrl-C");
                });
        return this;
    }

    public int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("It does not end: " + output());
        }
        return process.exitValue();
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    public long pid() {
        return process.pid();
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, and the end. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("It does not stop: " + output());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Files.delete(output);
    }

    /** The product's classes without those of tests. */
    private static List<String> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .toList();
    }

    /** The class path's files, copied to where every account may read them. */
    public static String copyOfClassPath(Path folder) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : classPath()) {
            Path original = Path.of(entry);
            if (Files.isDirectory(original)) {
                copies.add(copyFolder(original, folder.resolve("classes-" + copies.size())));
            } else if (Files.exists(original)) {
                Path copy = folder.resolve(copies.size() + "-" + original.getFileName());
                Files.copy(original, copy);
                copies.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static String copyFolder(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to.toString();
    }
}
