package dev.andon.ingest;

import java.util.List;
import java.util.stream.Stream;

/**
 * The account of a request: {@code received = stored + unchanged + corrected + rejected}. It exists
 * only after commit.
 */
public record Receipt(
        int received,
        int stored,
        int unchanged,
        int corrected,
        int rejected,
        List<Rejection> errors) {
    static final int MAX_ERRORS = 100;

    /** The account of both; of the errors the first are listed. */
    Receipt plus(Receipt next) {
        return new Receipt(
                received + next.received,
                stored + next.stored,
                unchanged + next.unchanged,
                corrected + next.corrected,
                rejected + next.rejected,
                Stream.concat(errors.stream(), next.errors.stream()).limit(MAX_ERRORS).toList());
    }
}
