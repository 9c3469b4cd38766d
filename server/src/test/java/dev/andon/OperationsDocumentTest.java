package dev.andon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Every setting stands in docs/operations.md, with its default. */
class OperationsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/operations.md");

    @TestFactory
    Stream<DynamicTest> namesEverySetting() throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        return settings()
                .flatMap(settings -> Arrays.stream(settings.getRecordComponents()))
                .map(setting ->
                        DynamicTest.dynamicTest(key(setting), () -> isNamed(setting, lines)));
    }

    private static void isNamed(RecordComponent setting, List<String> lines) {
        String start = "| `%s` |".formatted(key(setting));
        assertThat(lines)
                .filteredOn(line -> line.startsWith(start))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(defaults(setting)));
    }

    private static String[] defaults(RecordComponent setting) {
        DefaultValue defaults = setting.getAnnotation(DefaultValue.class);
        return defaults == null || defaults.value().length == 0
                ? new String[] {"|"}
                : Arrays.stream(defaults.value()).map("`%s`"::formatted).toArray(String[]::new);
    }

    private static String key(RecordComponent setting) {
        String prefix =
                setting.getDeclaringRecord().getAnnotation(ConfigurationProperties.class).prefix();
        String name = setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return prefix + "." + name;
    }

    private static Stream<Class<?>> settings() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("dev.andon").stream()
                .map(BeanDefinition::getBeanClassName)
                .map(Objects::requireNonNull)
                .map(name -> ClassUtils.resolveClassName(name, null));
    }
}
