package dev.andon.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The functions that migrations make, in their last form, by name. An engine that takes a database
 * over makes the very ones that it would have made in a new one, and they are written down once.
 */
final class FunctionTexts {
    private static final Pattern FUNCTION =
            Pattern.compile(
                    "^create (?:or replace )?(function (\\w+)\\(.*?^\\$\\w*\\$;)",
                    Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("V(\\d+)__");

    private FunctionTexts() {}

    /**
     * @param folders below {@code db}, the later one last
     */
    static SequencedMap<String, String> of(List<String> folders) {
        SequencedMap<String, String> functions = new LinkedHashMap<>();
        for (String folder : folders) {
            for (Resource migration : migrations(folder)) {
                Matcher function = FUNCTION.matcher(text(migration));
                while (function.find()) {
                    functions.put(function.group(2), "create or replace " + function.group(1));
                }
            }
        }
        return functions;
    }

    private static List<Resource> migrations(String folder) {
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:db/%s/V*.sql".formatted(folder));
            return Arrays.stream(files)
                    .sorted(Comparator.comparingInt(FunctionTexts::version))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int version(Resource migration) {
        Matcher version = VERSION.matcher(String.valueOf(migration.getFilename()));
        if (!version.lookingAt()) {
            throw new IllegalStateException("No migration: " + migration);
        }
        return Integer.parseInt(version.group(1));
    }

    private static String text(Resource migration) {
        try {
            return migration.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
