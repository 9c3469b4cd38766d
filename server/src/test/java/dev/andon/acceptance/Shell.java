package dev.andon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program that a user would start in a terminal. */
record Shell(List<String> command, Map<String, String> environment, @Nullable Path folder) {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    record Result(int exitCode, String output, String errors) {}

    Shell(List<String> command) {
        this(command, Map.of(), null);
    }

    static Shell of(String... command) {
        return new Shell(List.of(command));
    }

    Shell with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Shell(command, more, folder);
    }

    Shell in(Path where) {
        return new Shell(command, environment, where);
    }

    /** Must end with success. */
    Result run() {
        Result result = tryToRun();
        assertThat(result.exitCode())
                .as("%s said:%n%s%n%s", command, result.output(), result.errors())
                .isZero();
        return result;
    }

    Result tryToRun() {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
        builder.environment().putAll(environment);
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            CompletableFuture<String> errors =
                    CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
            String output = read(process.getInputStream());
            assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return new Result(process.exitValue(), output, errors.join());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String read(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
