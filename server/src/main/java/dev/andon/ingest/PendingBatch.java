package dev.andon.ingest;

import java.util.concurrent.CompletableFuture;

/**
 * A request's points and the answer that its sender waits for.
 *
 * @param size how many points there were when it came; a writer may still reject some
 */
record PendingBatch(Sender sender, PointBatch points, int size, CompletableFuture<Receipt> answer) {
    PendingBatch(Sender sender, PointBatch points) {
        this(sender, points, points.size(), new CompletableFuture<>());
    }

    void refuse(IngestRefusedException refusal) {
        answer.completeExceptionally(refusal);
    }
}
