package dev.andon.query;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which new samples matter to an open page that shows this answer; null lists mean any. */
public sealed interface LiveHint {

    /**
     * The answer is the raw points of one series: a new sample is a new row.
     *
     * @param fields name of a field → {@code value} or {@code target_value}
     */
    record Append(
            List<String> machines,
            List<String> metrics,
            @Nullable List<Integer> zones,
            Map<String, String> fields)
            implements LiveHint {
        public Append {
            machines = List.copyOf(machines);
            metrics = List.copyOf(metrics);
            fields = Map.copyOf(fields);
        }
    }

    /** The question is to be asked again when such a sample arrives. */
    record Refresh(@Nullable List<String> machines, @Nullable List<String> metrics)
            implements LiveHint {
        /** Any sample may matter. */
        static final Refresh ANY = new Refresh(null, null);
    }
}
