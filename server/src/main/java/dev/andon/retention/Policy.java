package dev.andon.retention;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A rule and the series that it decides about. */
record Policy(String name, Rule rule, List<Integer> series) {
    static final String DEFAULT = "default";

    /** Every series once, by the first rule that fits; rules without any are left out. */
    static List<Policy> of(List<Rule> rules, List<Signal> signals) {
        List<Predicate<Signal>> fits = rules.stream().map(Rule::fits).toList();
        List<List<Integer>> seriesByRule =
                Stream.generate(() -> (List<Integer>) new ArrayList<Integer>())
                        .limit(rules.size() + 1L)
                        .toList();
        for (Signal signal : signals) {
            int first =
                    IntStream.range(0, rules.size())
                            .filter(rule -> fits.get(rule).test(signal))
                            .findFirst()
                            .orElse(rules.size());
            seriesByRule.get(first).add(signal.seriesId());
        }
        List<Policy> policies = new ArrayList<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            policies.add(new Policy(name(rule, rules), rules.get(rule), seriesByRule.get(rule)));
        }
        policies.add(new Policy(DEFAULT, Rule.DEFAULT, seriesByRule.getLast()));
        policies.removeIf(policy -> policy.series().isEmpty());
        return policies;
    }

    /** How long a level is kept of the series of which it is kept longest. */
    static Keep longest(List<Rule> rules, String level) {
        Keep longest = Rule.DEFAULT.keep(level);
        if (!rules.isEmpty() && rules.getLast().isForAll()) {
            longest = rules.getLast().keep(level);
        }
        for (Rule rule : rules) {
            if (rule.keep(level).isLongerThan(longest)) {
                longest = rule.keep(level);
            }
        }
        return longest;
    }

    static String name(int number, List<Rule> rules) {
        return "rule %d: %s".formatted(number + 1, rules.get(number).words());
    }

    Keep keep(String level) {
        return rule.keep(level);
    }
}
