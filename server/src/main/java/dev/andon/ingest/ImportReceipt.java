package dev.andon.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.andon.catalog.SeriesKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The account of an import, after commit. Of a dry run {@code stored} is how many would be kept.
 *
 * @param errors the first, with their reasons; an index counts records from 0
 * @param rejectedRecords all, by kind, as pairs of first and last index
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportReceipt(
        int received,
        int stored,
        int unchanged,
        int corrected,
        int rejected,
        List<Rejection> errors,
        Map<String, int[]> rejectedRecords,
        @Nullable Found found) {

    /**
     * What a dry run has come across.
     *
     * @param from epoch milliseconds of the oldest point; null without points, like {@code to}
     */
    record Found(@Nullable Long from, @Nullable Long to, List<FoundSeries> series) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record FoundSeries(String machineId, String metricType, @Nullable Integer zoneNumber) {
        static FoundSeries of(SeriesKey key) {
            return new FoundSeries(key.machineId(), key.metricType(), key.zoneNumber());
        }
    }

    static ImportReceipt of(Receipt receipt, RejectedLines rejected, @Nullable Found found) {
        return new ImportReceipt(
                receipt.received(),
                receipt.stored(),
                receipt.unchanged(),
                receipt.corrected(),
                receipt.rejected(),
                receipt.errors(),
                rejected.view(),
                found);
    }
}
