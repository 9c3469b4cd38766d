package dev.andon.transfer;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of all files.
 *
 * @param from epoch milliseconds of the oldest point that a dry run has found; null without any,
 *     like {@code to}
 * @param series that it has found, and {@code machines}
 */
public record ImportResult(
        ImportAccount account, @Nullable Long from, @Nullable Long to, int series, int machines) {

    /** Adds up while files come in; may be asked from another thread. */
    static final class Sum {
        private final Set<JsonNode> series = new HashSet<>();
        private final Set<String> machines = new HashSet<>();
        private ImportAccount account = ImportAccount.NOTHING;
        private @Nullable Long from;
        private @Nullable Long to;

        synchronized void add(ImportAccount more) {
            account = account.plus(more);
        }

        synchronized void found(JsonNode found) {
            if (found.path("from").isNumber()) {
                long oldest = found.path("from").asLong();
                long newest = found.path("to").asLong();
                from = from == null ? (Long) oldest : (Long) Math.min(from, oldest);
                to = to == null ? (Long) newest : (Long) Math.max(to, newest);
            }
            for (JsonNode one : found.path("series")) {
                series.add(one);
                machines.add(one.path("machine_id").asString());
            }
        }

        synchronized ImportResult result() {
            return new ImportResult(account, from, to, series.size(), machines.size());
        }
    }
}
