package dev.andon.openapi;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The methods of all controllers, by what they answer, like {@code GET /api/v1/machines}. */
final class HandlerMethods {
    private HandlerMethods() {}

    /** Several when they differ in the type of their answer. */
    static Map<String, List<Method>> byAddress() {
        Map<String, List<Method>> methods = new TreeMap<>();
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        scanner.findCandidateComponents("dev.andon").stream()
                .map(found ->
                        ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .filter(HandlerMethods::isProduct)
                .forEach(type -> add(type, methods));
        return methods;
    }

    private static boolean isProduct(Class<?> type) {
        String from = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return !from.contains("test-classes") && !ErrorController.class.isAssignableFrom(type);
    }

    private static void add(Class<?> type, Map<String, List<Method>> methods) {
        RequestMapping outer =
                AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
        String prefix = outer == null ? "" : outer.path()[0];
        for (Method method : type.getDeclaredMethods()) {
            RequestMapping mapping =
                    AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
            if (mapping != null) {
                for (RequestMethod verb : mapping.method()) {
                    for (String path :
                            mapping.path().length == 0 ? new String[] {""} : mapping.path()) {
                        methods.computeIfAbsent(
                                        verb + " " + prefix + path, any -> new ArrayList<>())
                                .add(method);
                    }
                }
            }
        }
    }
}
