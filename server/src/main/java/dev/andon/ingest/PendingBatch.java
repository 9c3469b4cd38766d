package dev.andon.ingest;

import java.util.concurrent.CompletableFuture;

/** A request's points and the answer that its sender waits for. */
record PendingBatch(Sender sender, PointBatch points, CompletableFuture<Receipt> answer) {
    PendingBatch(Sender sender, PointBatch points) {
        this(sender, points, new CompletableFuture<>());
    }

    void refuse(IngestRefusedException refusal) {
        answer.completeExceptionally(refusal);
    }
}
