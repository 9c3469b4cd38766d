package dev.andon.ingest;

import dev.andon.store.DatabaseFailure;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Nothing of what was sent is promised to be stored. The message says so, why, and what to do. */
public final class IngestRefusedException extends RuntimeException {
    /** Why, and with it whether the same can be sent again. */
    public enum Category {
        /** The sender's body cannot be understood. */
        MALFORMED,
        /** The body is larger than the server reads. */
        TOO_LARGE,
        /** The body is packed in a way the server does not know. */
        UNSUPPORTED_ENCODING,
        /** More is coming in than can be written. */
        OVERLOADED,
        /** The database is away, or the server is stopping. */
        UNAVAILABLE,
        /** The database refused the points; a fault of the server. */
        FAILED;

        /** As in problem types and metrics. */
        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Category category;
    private final @Nullable Duration retryAfter;

    private IngestRefusedException(
            Category category,
            String message,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.category = category;
        this.retryAfter = retryAfter;
    }

    static IngestRefusedException malformed(String what) {
        return new IngestRefusedException(
                Category.MALFORMED,
                what + " Nothing of this request was stored. Correct the body and send it again.",
                null,
                null);
    }

    static IngestRefusedException tooLarge(String limit) {
        return new IngestRefusedException(
                Category.TOO_LARGE,
                "The body is larger than %s. Nothing of this request was stored. Send fewer points at once."
                        .formatted(limit),
                null,
                null);
    }

    static IngestRefusedException unsupportedEncoding(String encoding) {
        return new IngestRefusedException(
                Category.UNSUPPORTED_ENCODING,
                "The body's Content-Encoding is %s. Nothing of this request was stored. Send it plain or with gzip."
                        .formatted(encoding),
                null,
                null);
    }

    static IngestRefusedException overloaded(Duration retryAfter) {
        return new IngestRefusedException(
                Category.OVERLOADED,
                "More points are coming in than can be written. Nothing of this request was stored."
                        + " Keep it and send it again in %d s.".formatted(retryAfter.toSeconds()),
                retryAfter,
                null);
    }

    static IngestRefusedException stopping() {
        return new IngestRefusedException(
                Category.UNAVAILABLE,
                "The server is stopping. Nothing of this request was stored. Keep it and send it again.",
                Duration.ofSeconds(5),
                null);
    }

    static IngestRefusedException databaseAway(Throwable cause) {
        return new IngestRefusedException(
                Category.UNAVAILABLE,
                (DatabaseFailure.isOfFullDisk(cause)
                                ? "The disk of the database is full."
                                : "The database cannot be reached or cannot write.")
                        + " This request is not known to be stored."
                        + " Keep it and send it again: what was stored after all will count as unchanged.",
                Duration.ofSeconds(5),
                cause);
    }

    static IngestRefusedException failed(Throwable cause) {
        return new IngestRefusedException(
                Category.FAILED,
                "The database refused these points for a reason the server does not know; its log says"
                        + " more. Nothing of this request was stored.",
                null,
                cause);
    }

    public Category category() {
        return category;
    }

    /** When to try again; null where trying again would not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
