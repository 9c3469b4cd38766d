package dev.andon.ingest;

import java.util.concurrent.CompletableFuture;

/** A request's points and the answer that its sender waits for. */
record PendingBatch(PointBatch points, CompletableFuture<Receipt> answer) {
    PendingBatch(PointBatch points) {
        this(points, new CompletableFuture<>());
    }

    void refuse(IngestRefusedException refusal) {
        answer.completeExceptionally(refusal);
    }
}
