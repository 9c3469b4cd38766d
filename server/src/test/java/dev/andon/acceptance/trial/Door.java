package dev.andon.acceptance.trial;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A way of sending a batch. */
interface Door {

    sealed interface Answer {}

    /**
     * @param account null where the door says no more than that all of it is stored
     */
    record Acknowledged(@Nullable Account account) implements Answer {}

    /**
     * @param settled whether nothing of the batch was stored; else nobody knows
     */
    record Refused(boolean settled, String words) implements Answer {}

    /**
     * @throws IOException when there was no answer, or half of one
     */
    Answer send(Batch batch) throws IOException;
}
