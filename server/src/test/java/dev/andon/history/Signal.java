package dev.andon.history;

import dev.andon.retention.Keep;
import dev.andon.retention.Rule;
import java.util.List;
import java.util.Map;

/**
 * The only series of a machine.
 *
 * @param keep for how many days each level is kept; what is missing is kept for ever
 */
record Signal(String machine, String metric, Map<String, Integer> keep) {
    private static final Map<String, Integer> SHORT =
            Map.of(HistoryModel.RAW, 6, "5m", 9, "1h", 20);
    private static final Map<String, Integer> COARSE = Map.of("5m", 4, "1h", 12);

    static final List<Signal> ALL =
            List.of(
                    new Signal("A", "short", SHORT),
                    new Signal("B", "short", SHORT),
                    new Signal("C", "coarse", COARSE),
                    new Signal("D", "plain", Map.of("5m", 92)));

    /** The same for Andon, where the last one needs no rule. */
    static Rule[] rules() {
        return new Rule[] {
            new Rule("short", null, null, Keep.of("6d"), Keep.of("9d"), Keep.of("20d"), null),
            new Rule("coarse", null, null, null, Keep.of("4d"), Keep.of("12d"), null)
        };
    }

    boolean keepsLonger(String level, String than) {
        Integer days = keep.get(level);
        Integer other = keep.get(than);
        return other != null && (days == null || days > other);
    }
}
