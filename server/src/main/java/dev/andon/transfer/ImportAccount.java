package dev.andon.transfer;

import tools.jackson.databind.JsonNode;

/** {@code received = stored + unchanged + corrected + rejected}, of what was acknowledged. */
public record ImportAccount(
        long received, long stored, long unchanged, long corrected, long rejected) {
    static final ImportAccount NOTHING = new ImportAccount(0, 0, 0, 0, 0);

    static ImportAccount of(JsonNode receipt) {
        return new ImportAccount(
                receipt.path("received").asLong(),
                receipt.path("stored").asLong(),
                receipt.path("unchanged").asLong(),
                receipt.path("corrected").asLong(),
                receipt.path("rejected").asLong());
    }

    ImportAccount plus(ImportAccount more) {
        return new ImportAccount(
                received + more.received,
                stored + more.stored,
                unchanged + more.unchanged,
                corrected + more.corrected,
                rejected + more.rejected);
    }

    public String text() {
        return "%,d points: %,d stored, %,d unchanged, %,d corrected, %,d rejected"
                .formatted(received, stored, unchanged, corrected, rejected);
    }
}
