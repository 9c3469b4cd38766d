package dev.andon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.modulith.core.ApplicationModules;

/** Maps of the code rot unless a test walks them: the README, docs/ and what they name. */
class MapTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z]\\w+)(#\\w+)?`");

    @Test
    void theReadmeHasARowForEveryModule() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        List<String> modules =
                ApplicationModules.of(Application.class).stream()
                        .map(module -> "| `" + module.getIdentifier() + "` |")
                        .toList();
        assertThat(readme).contains(modules);
    }

    @Test
    void theReadmeFitsOnAFewScreens() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(120);
    }

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsSomewhere() throws IOException {
        return documents()
                .map(document ->
                        DynamicTest.dynamicTest(
                                ROOT.relativize(document).toString(),
                                () -> assertThat(deadLinks(document)).isEmpty()));
    }

    @Test
    void everyClassThatTheMapsNameExists() throws IOException {
        Set<String> sources = sourceNames();
        for (String map : List.of("README.md", "docs/architecture.md")) {
            assertThat(matches(CLASS_NAME, ROOT.resolve(map)))
                    .as(map)
                    .isNotEmpty()
                    .allMatch(sources::contains);
        }
    }

    private static List<String> deadLinks(Path document) {
        return matches(LINK, document).stream()
                .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
                .filter(link -> !Files.exists(document.resolveSibling(link).normalize()))
                .toList();
    }

    private static List<String> matches(Pattern pattern, Path document) {
        try {
            return pattern.matcher(Files.readString(document))
                    .results()
                    .map((MatchResult result) -> result.group(1))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList()
                    .stream();
        }
    }

    private static Set<String> sourceNames() throws IOException {
        try (Stream<Path> server = Files.walk(ROOT.resolve("server/src"));
                Stream<Path> web = Files.walk(ROOT.resolve("web/src"))) {
            return Stream.concat(server, web)
                    .map(file -> file.getFileName().toString())
                    .filter(name ->
                            name.endsWith(".java") || name.endsWith(".tsx") || name.endsWith(".ts"))
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .collect(Collectors.toSet());
        }
    }
}
