package dev.andon.cli;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The account of ingest in a few lines, from what {@code GET /api/v1/ingest} answers. */
record IngestSummary(JsonNode account) {
    private static final Duration SILENT_AFTER = Duration.ofMinutes(5);
    private static final int REASONS = 3;

    /** Left out are the lists, which are long, and are the page's business. */
    JsonNode json() {
        ObjectNode json = account.deepCopy().asObject();
        json.remove(List.of("history", "doors", "tokens", "machines"));
        return json.put("machinesSeen", machines().size()).put("machinesSilent", silent());
    }

    String text() {
        JsonNode totals = account.path("totals");
        return "Ingest    %,d points since the start: %,d stored, %,d unchanged, %,d corrected, %,d rejected%n"
                        .formatted(
                                totals.path("received").asLong(),
                                totals.path("stored").asLong(),
                                totals.path("unchanged").asLong(),
                                totals.path("corrected").asLong(),
                                totals.path("rejected").asLong())
                + "          %,.1f points a second in the last minute; %,d are waiting%n"
                        .formatted(
                                account.path("perSecond").path("received").asDouble(),
                                account.path("waiting").path("points").asLong())
                + "Machines  %,d seen, %,d of them silent for %d minutes%n"
                        .formatted(machines().size(), silent(), SILENT_AFTER.toMinutes())
                + reasons()
                + refused();
    }

    /** Points without a usable machine are listed as those of none. */
    private List<JsonNode> machines() {
        return account.path("machines")
                .valueStream()
                .filter(machine -> machine.path("machine").isString())
                .toList();
    }

    private long silent() {
        long before = account.path("now").asLong() - SILENT_AFTER.toMillis();
        return machines().stream()
                .filter(machine -> machine.path("lastSeen").asLong() < before)
                .count();
    }

    private String reasons() {
        return account.path("rejections")
                .valueStream()
                .sorted(Comparator.comparingLong(kind -> -kind.path("count").asLong()))
                .limit(REASONS)
                .map(kind ->
                        "Rejected  %,d × %s, as in: %s%n"
                                .formatted(
                                        kind.path("count").asLong(),
                                        kind.path("title").asString(),
                                        kind.path("example").asString()))
                .collect(Collectors.joining());
    }

    private String refused() {
        String refused =
                account.path("requests")
                        .path("refused")
                        .propertyStream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> "%,d %s".formatted(entry.getValue().asLong(), entry.getKey()))
                        .collect(Collectors.joining(", "));
        return refused.isEmpty() ? "" : "Refused   %s requests%n".formatted(refused);
    }
}
