package dev.andon.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account of a request of which something was rejected, with what clients of either version of
 * InfluxDB look for: {@code error}, or {@code code} and {@code message}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PartialWrite(
        @Nullable String error,
        @Nullable String code,
        @Nullable String message,
        int received,
        int stored,
        int unchanged,
        int corrected,
        int rejected,
        List<Rejection> errors) {

    static PartialWrite version1(Receipt receipt) {
        return of(receipt, text(receipt), null, null);
    }

    static PartialWrite version2(Receipt receipt) {
        return of(receipt, null, "invalid", text(receipt));
    }

    private static PartialWrite of(
            Receipt receipt,
            @Nullable String error,
            @Nullable String code,
            @Nullable String message) {
        return new PartialWrite(
                error,
                code,
                message,
                receipt.received(),
                receipt.stored(),
                receipt.unchanged(),
                receipt.corrected(),
                receipt.rejected(),
                receipt.errors());
    }

    private static String text(Receipt receipt) {
        Rejection first = receipt.errors().getFirst();
        return "partial write: line %d: %s; dropped=%d of %d points%s"
                .formatted(
                        first.index() + 1,
                        first.reason(),
                        receipt.rejected(),
                        receipt.received(),
                        receipt.rejected() < receipt.received() ? ", the others are stored" : "");
    }
}
