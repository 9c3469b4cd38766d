package dev.andon.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a {@link Question}. */
public sealed interface Answer {

    /** It was answered; no rows are an answer too. */
    record Frames(List<Frame> frames) implements Answer {
        public Frames {
            frames = List.copyOf(frames);
        }
    }

    /**
     * It was not; the message is for people: what happened and what to do.
     *
     * @param executedSql the text that reached the database, null when it did not get that far
     */
    record Failure(FailureKind kind, String message, @Nullable String executedSql)
            implements Answer {
        public static Failure of(FailureKind kind, String message) {
            return new Failure(kind, message, null);
        }
    }
}
