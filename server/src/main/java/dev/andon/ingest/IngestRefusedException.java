package dev.andon.ingest;

import dev.andon.problem.AbsentDatabase;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * What was sent was not taken, or not to its end. The message says why, what became of the points,
 * and what to do.
 */
public final class IngestRefusedException extends RuntimeException {
    private static final String NOTHING = "Nothing of this request was stored.";
    private static final String UNKNOWN = "This request is not known to be stored.";
    private static final String CORRECT_IT = "Correct the body and send it again.";

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
    private final String what;
    private final String fate;
    private final String advice;
    private final @Nullable Duration retryAfter;
    private final @Nullable Receipt before;

    private IngestRefusedException(
            Category category,
            String what,
            String fate,
            String advice,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super("%s %s %s".formatted(what, fate, advice).strip(), cause);
        this.category = category;
        this.what = what;
        this.fate = fate;
        this.advice = advice;
        this.retryAfter = retryAfter;
        this.before = null;
    }

    private IngestRefusedException(IngestRefusedException refusal, Receipt before) {
        super(
                "%s %s %s Sending all of it again is safe: what is stored counts as unchanged."
                        .formatted(refusal.what, fateAfter(refusal, before), refusal.advice),
                refusal);
        this.category = refusal.category;
        this.what = refusal.what;
        this.fate = refusal.fate;
        this.advice = refusal.advice;
        this.retryAfter = refusal.retryAfter;
        this.before = before;
    }

    private static String fateAfter(IngestRefusedException refusal, Receipt before) {
        return "Of this request the first %d points have been dealt with: %d stored, %d unchanged, %d corrected, %d rejected. The rest %s stored."
                .formatted(
                        before.received(),
                        before.stored(),
                        before.unchanged(),
                        before.corrected(),
                        before.rejected(),
                        refusal.fate.equals(UNKNOWN) ? "is not known to be" : "was not");
    }

    static IngestRefusedException malformed(String what) {
        return new IngestRefusedException(
                Category.MALFORMED, what, NOTHING, CORRECT_IT, null, null);
    }

    static IngestRefusedException tooLarge(String limit) {
        return new IngestRefusedException(
                Category.TOO_LARGE,
                "The body is larger than %s.".formatted(limit),
                NOTHING,
                "Send fewer points at once.",
                null,
                null);
    }

    static IngestRefusedException messageTooLarge(DataSize limit) {
        return new IngestRefusedException(
                Category.TOO_LARGE,
                "The message has more than %d characters.".formatted(limit.toBytes()),
                NOTHING,
                "Send fewer points at once.",
                null,
                null);
    }

    static IngestRefusedException unsupportedEncoding(String encoding) {
        return new IngestRefusedException(
                Category.UNSUPPORTED_ENCODING,
                "The body's Content-Encoding is %s.".formatted(encoding),
                NOTHING,
                "Send it plain, or packed once with gzip or zstd.",
                null,
                null);
    }

    static IngestRefusedException overloaded(Duration retryAfter) {
        return new IngestRefusedException(
                Category.OVERLOADED,
                "More points are coming in than can be written.",
                NOTHING,
                "Keep it and send it again in %d s.".formatted(retryAfter.toSeconds()),
                retryAfter,
                null);
    }

    static IngestRefusedException stopping() {
        return new IngestRefusedException(
                Category.UNAVAILABLE,
                "The server is stopping.",
                NOTHING,
                "Keep it and send it again.",
                Duration.ofSeconds(5),
                null);
    }

    static IngestRefusedException databaseAway(Throwable cause) {
        return new IngestRefusedException(
                Category.UNAVAILABLE,
                AbsentDatabase.sentence(cause, "The database cannot be reached or cannot write."),
                UNKNOWN,
                "Keep it and send it again: what was stored after all will count as unchanged.",
                Duration.ofSeconds(5),
                cause);
    }

    static IngestRefusedException failed(Throwable cause) {
        return new IngestRefusedException(
                Category.FAILED,
                "The database refused these points for a reason the server does not know; its log"
                        + " says more.",
                NOTHING,
                "",
                null,
                cause);
    }

    /** The same, of a request whose first points are stored already. */
    IngestRefusedException after(Receipt dealtWith) {
        return new IngestRefusedException(this, dealtWith);
    }

    public Category category() {
        return category;
    }

    /** When to try again; null where trying again would not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** What became of the points that were dealt with before; null when there are none. */
    public @Nullable Receipt before() {
        return before;
    }
}
