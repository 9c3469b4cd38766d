package dev.andon.retention;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Name;

/**
 * For which series, and how long what of them is kept; what is left out is kept as without a rule.
 * In names {@code *} stands for anything.
 *
 * @param metric of the series; absent: any, as in the following
 * @param area of its machine
 * @param machine its machine's id
 * @param raw the points themselves
 * @param fiveMinutes the rollup of five minutes
 * @param hours of an hour
 * @param days of a day
 */
public record Rule(
        @Nullable String metric,
        @Nullable String area,
        @Nullable String machine,
        @Nullable Keep raw,
        @Name("5m") @Nullable Keep fiveMinutes,
        @Name("1h") @Nullable Keep hours,
        @Name("1d") @Nullable Keep days) {

    /**
     * Five minutes of years take more room than the points themselves, from which they can be
     * summed up whenever somebody looks so closely.
     */
    static final Rule DEFAULT =
            new Rule(null, null, null, Keep.FOREVER, Keep.days(92), Keep.FOREVER, Keep.FOREVER);

    static final Rule NOTHING_GOES =
            new Rule(null, null, null, Keep.FOREVER, Keep.FOREVER, Keep.FOREVER, Keep.FOREVER);

    public Rule {
        if (Stream.of(metric, area, machine).anyMatch(name -> name != null && name.isBlank())) {
            throw new IllegalArgumentException(
                    "A metric, area or machine in andon.retention.rules is empty; leave it out for all.");
        }
        if (Stream.of(raw, fiveMinutes, hours, days).allMatch(Objects::isNull)) {
            throw new IllegalArgumentException(
                    "A rule in andon.retention.rules says nothing: it needs raw, 5m, 1h or 1d.");
        }
    }

    /** Levels that no setting names are kept. */
    Keep keep(String level) {
        Keep kept =
                switch (level) {
                    case Level.RAW -> raw;
                    case "5m" -> fiveMinutes;
                    case "1h" -> hours;
                    case "1d" -> days;
                    default -> Keep.FOREVER;
                };
        return kept != null ? kept : DEFAULT.keep(level);
    }

    boolean isForAll() {
        return metric == null && area == null && machine == null;
    }

    /** Made once for many series: a pattern takes longer to be read than to be matched. */
    Predicate<Signal> fits() {
        Predicate<@Nullable String> metrics = matching(metric);
        Predicate<@Nullable String> areas = matching(area);
        Predicate<@Nullable String> machines = matching(machine);
        return signal ->
                metrics.test(signal.metric())
                        && areas.test(signal.area())
                        && machines.test(signal.machine());
    }

    private static Predicate<@Nullable String> matching(@Nullable String wanted) {
        if (wanted == null) {
            return any -> true;
        }
        Pattern pattern =
                Pattern.compile(
                        Stream.of(wanted.split("\\*", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*")),
                        Pattern.DOTALL);
        return name -> name != null && pattern.matcher(name).matches();
    }

    /** For which series, in words. */
    String words() {
        List<String> parts =
                Stream.of(part("metric", metric), part("area", area), part("machine", machine))
                        .filter(part -> !part.isEmpty())
                        .toList();
        return parts.isEmpty() ? "all" : String.join(", ", parts);
    }

    private static String part(String name, @Nullable String value) {
        return value == null ? "" : name + " " + value;
    }
}
