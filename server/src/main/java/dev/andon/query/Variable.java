package dev.andon.query;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dashboard's variable with what is chosen. {@code value} holds one element for a single value
 * and {@code "$__all"} where All is chosen; {@code text} is what people read for it.
 *
 * @param options what can be chosen, without All: what All stands for when there is no allValue
 * @param auto what an interval variable's {@code $__auto} means
 * @param filters what a variable of filters holds, null for all other kinds
 */
public record Variable(
        String name,
        boolean multi,
        boolean includeAll,
        @Nullable String allValue,
        List<String> text,
        List<String> value,
        List<Option> options,
        @Nullable Auto auto,
        @Nullable List<AdHocFilter> filters) {
    public static final String ALL = "$__all";

    public Variable {
        text = List.copyOf(text);
        value = List.copyOf(value);
        options = List.copyOf(options);
        filters = filters == null ? null : List.copyOf(filters);
    }

    /** One that does not filter. */
    public Variable(
            String name,
            boolean multi,
            boolean includeAll,
            @Nullable String allValue,
            List<String> text,
            List<String> value,
            List<Option> options,
            @Nullable Auto auto) {
        this(name, multi, includeAll, allValue, text, value, options, auto, null);
    }

    /** One that holds filters; people and addresses read the same of it. */
    public static Variable filtering(String name, List<AdHocFilter> filters) {
        List<String> written = filters.stream().map(AdHocFilter::address).toList();
        return new Variable(name, true, false, null, written, written, List.of(), null, filters);
    }

    /** A variable of one value that people read as it is: text boxes, constants. */
    public static Variable single(String name, String value) {
        return new Variable(
                name, false, false, null, List.of(value), List.of(value), List.of(), null);
    }

    /** The same variable with another choice; people read it as its options say. */
    public Variable choosing(List<String> values) {
        return new Variable(
                name,
                multi,
                includeAll,
                allValue,
                values.stream().map(this::textOf).toList(),
                values,
                options,
                auto,
                filters);
    }

    private String textOf(String chosen) {
        return options.stream()
                .filter(option -> option.value().equals(chosen))
                .map(Option::text)
                .findFirst()
                .orElse(chosen);
    }

    public boolean isAll() {
        return value.equals(List.of(ALL));
    }

    /** Whether All is chosen and the author wrote what it stands for. */
    boolean isCustomAll() {
        return isAll() && !customAll().isEmpty();
    }

    String customAll() {
        return allValue == null ? "" : allValue;
    }

    /**
     * One choice.
     *
     * @param properties what else is known of it, such as a machine's area: {@code ${machine.area}}
     */
    public record Option(String text, String value, Map<String, String> properties) {
        public Option {
            properties = Map.copyOf(properties);
        }

        /** One of which nothing else is known. */
        public Option(String text, String value) {
            this(text, value, Map.of());
        }
    }

    /** About so many intervals in the range, none shorter than the minimum. */
    public record Auto(int count, Duration minimum) {}
}
