package dev.andon.ingest;

import java.util.List;

/**
 * The account of one request: {@code received = stored + unchanged + corrected + rejected}. It
 * exists only after commit.
 */
public record Receipt(
        int received,
        int stored,
        int unchanged,
        int corrected,
        int rejected,
        List<Rejection> errors) {}
