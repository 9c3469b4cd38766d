package dev.andon.query;

import dev.andon.planner.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table in columns: Grafana's data frame. */
public record Frame(String refId, Meta meta, List<Field> fields) {
    public Frame {
        fields = List.copyOf(fields);
    }

    public int rows() {
        return fields.isEmpty() ? 0 : fields.getFirst().values().size();
    }

    /** The same frame, with something more that its readers should know. */
    Frame noting(List<String> warnings) {
        if (warnings.isEmpty()) {
            return this;
        }
        List<Notice> notices = new ArrayList<>(meta.notices());
        warnings.forEach(warning -> notices.add(new Notice(Severity.WARNING, warning)));
        return new Frame(
                refId,
                new Meta(
                        meta.executedQueryString(),
                        meta.type(),
                        notices,
                        meta.live(),
                        meta.plan(),
                        meta.reduced()),
                fields);
    }

    /**
     * The values are exactly as long as those of the other fields of the frame.
     *
     * @param total of all rows, where some were left out for drawing; else null
     */
    public record Field(
            String name,
            Map<String, String> labels,
            boolean nullable,
            Column values,
            @Nullable Total total) {
        public Field {
            labels = Map.copyOf(labels);
        }

        Field(String name, Map<String, String> labels, boolean nullable, Column values) {
            this(name, labels, nullable, values, null);
        }
    }

    /**
     * What a field says of all its rows, also of those that were left out.
     *
     * @param count of values that are not null
     * @param nans how many of them are NaN, which is no part of the sum
     */
    public record Total(int count, int nans, double sum) {}

    /**
     * @param executedQueryString the question as Grafana would run it
     * @param type Grafana's word for the shape, for example {@code timeseries-wide}
     * @param plan what ran instead and why, null where there was nothing to plan
     * @param reduced what was left out for drawing, null where nothing was
     */
    public record Meta(
            String executedQueryString,
            @Nullable String type,
            List<Notice> notices,
            @Nullable LiveHint live,
            @Nullable Plan plan,
            @Nullable Reduced reduced) {
        public Meta {
            notices = List.copyOf(notices);
        }
    }

    /** Something the reader of the panel should know. */
    public record Notice(Severity severity, String text) {}

    /** As bad as it is; the words are Grafana's. */
    public enum Severity {
        INFO("info"),
        WARNING("warning");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
