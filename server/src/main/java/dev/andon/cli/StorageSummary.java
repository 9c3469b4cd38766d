package dev.andon.cli;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is stored in a few lines, from what {@code GET /api/v1/storage} answers. */
record StorageSummary(JsonNode storage) {
    private static final int METRICS = 5;

    /** Left out are the lists for charts, which are the page's business. */
    JsonNode json() {
        ObjectNode json = storage.deepCopy().asObject();
        if (json.path("sizes") instanceof ObjectNode sizes) {
            sizes.remove(List.of("days", "months"));
            sizes.put("rawBytesPerPoint", perPoint(sizes.path("raw")));
            sizes.put("sealedBytesPerPoint", perPoint(sizes.path("sealed")));
        }
        return json;
    }

    String text() {
        JsonNode free = storage.path("freeBytes");
        return "Storage   %s%s%n"
                        .formatted(
                                Bytes.words(storage.path("databaseBytes").asLong()),
                                free.isNumber() ? ", " + Bytes.words(free.asLong()) + " free" : "")
                + sizes(storage.path("sizes"))
                + rollups()
                + retention();
    }

    private static String sizes(JsonNode sizes) {
        if (!sizes.isObject()) {
            return "          what is in it is being measured; ask again in a moment%n".formatted();
        }
        return amount("raw", sizes.path("raw"), "%,d days", sizes.path("rawDays").asInt())
                + amount(
                        "sealed",
                        sizes.path("sealed"),
                        "%,d months",
                        sizes.path("sealedMonths").asInt())
                + sizes.path("metrics")
                        .valueStream()
                        .limit(METRICS)
                        .map(StorageSummary::metric)
                        .collect(Collectors.joining());
    }

    private static String amount(String name, JsonNode amount, String tables, int count) {
        if (amount.path("points").asLong() == 0) {
            return "          %s: no points%n".formatted(name);
        }
        return "          %s: %,d points, %s, %.1f bytes a point, %s%n"
                .formatted(
                        name,
                        amount.path("points").asLong(),
                        Bytes.words(amount.path("bytes").asLong()),
                        perPoint(amount),
                        tables.formatted(count));
    }

    private static String metric(JsonNode metric) {
        JsonNode raw = metric.path("raw");
        JsonNode sealed = metric.path("sealed");
        return "          %s: %,d points, %s%n"
                .formatted(
                        metric.path("metric").asString(),
                        raw.path("points").asLong() + sealed.path("points").asLong(),
                        Bytes.words(raw.path("bytes").asLong() + sealed.path("bytes").asLong()));
    }

    private static double perPoint(JsonNode amount) {
        long points = amount.path("points").asLong();
        return points == 0 ? 0 : (double) amount.path("bytes").asLong() / points;
    }

    private String rollups() {
        int late = storage.path("late").path("series").asInt();
        String lines =
                storage.path("rollups")
                        .valueStream()
                        .map(level ->
                                "          %s: about %,d rows, %s, complete until %s%n"
                                        .formatted(
                                                level.path("level").asString(),
                                                level.path("rows").asLong(),
                                                Bytes.words(level.path("bytes").asLong()),
                                                time(level.path("completeUntil"))))
                        .collect(Collectors.joining());
        return "Rollups   late points of %,d series wait%n".formatted(late) + lines;
    }

    private String retention() {
        JsonNode retention = storage.path("retention");
        JsonNode newest = retention.path("log").path(0);
        return "Retention next at %s%n".formatted(time(retention.path("next")))
                + (newest.isObject()
                        ? "          last %s: %,d points of %s by %s%n"
                                .formatted(
                                        time(newest.path("at")),
                                        newest.path("points").asLong(),
                                        newest.path("object").asString(),
                                        newest.path("rule").asString())
                        : "");
    }

    private static String time(JsonNode millis) {
        return millis.isNumber() ? Instant.ofEpochMilli(millis.asLong()).toString() : "never";
    }
}
