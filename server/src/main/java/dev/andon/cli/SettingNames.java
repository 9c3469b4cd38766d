package dev.andon.cli;

import dev.andon.postgres.StartRefused;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;

/**
 * Stops the start when a setting is not one of Andon's: a misspelt retention time must not mean the
 * default. The environment is left out, because others put names there (Kubernetes sets
 * ANDON_PORT).
 */
@Component
final class SettingNames implements BeanFactoryPostProcessor {
    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("andon");

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        List<ConfigurationPropertyName> known = new ArrayList<>();
        for (String bean : beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
            ConfigurationProperties properties =
                    beans.findAnnotationOnBean(bean, ConfigurationProperties.class);
            Class<?> type = beans.getType(bean);
            if (properties != null && type != null && properties.prefix().startsWith("andon.")) {
                collect(ConfigurationPropertyName.of(properties.prefix()), type, known);
            }
        }
        for (PropertySource<?> source :
                beans.getBean(ConfigurableEnvironment.class).getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> names
                    && !source.getName()
                            .equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
                for (String name : names.getPropertyNames()) {
                    check(name, known);
                }
            }
        }
    }

    private static void collect(
            ConfigurationPropertyName prefix,
            Class<?> type,
            List<ConfigurationPropertyName> known) {
        for (RecordComponent component : type.getRecordComponents()) {
            ConfigurationPropertyName name = prefix.append(kebab(component.getName()));
            if (component.getType().isRecord()) {
                collect(name, component.getType(), known);
            } else {
                known.add(name);
            }
        }
    }

    private static void check(String name, List<ConfigurationPropertyName> known) {
        ConfigurationPropertyName wanted = ConfigurationPropertyName.adapt(name, '.');
        if (!OURS.isAncestorOf(wanted)
                || known.stream().anyMatch(key -> key.equals(wanted) || key.isAncestorOf(wanted))) {
            return;
        }
        String nearest =
                known.stream()
                        .map(ConfigurationPropertyName::toString)
                        .min(Comparator.comparingInt(key -> distance(key, name)))
                        .orElse("none");
        throw new StartRefused(
                "There is no setting %s. Did you mean %s? Nothing was started."
                        .formatted(name, nearest));
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's: how many letters to insert, drop or replace. */
    static int distance(String left, String right) {
        int[] above = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int replaced = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(
                                above[column - 1] + replaced,
                                1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[right.length()];
    }
}
