package dev.andon.history;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;

/** What happens in a history, and how often. */
enum Operation {
    NEW(2),
    NEW_AND_CLOSING(1),
    LATE(2),
    OLD(2),
    AGAIN(2),
    INSERTED(1),
    INSERTED_OLD(1),
    INSERTED_AGAIN(1),
    LOADED(2),
    TODAY(1),
    ROLLED_UP(2),
    CLOSED(1),
    REPAIRED(1),
    JOINED(1),
    SEALED(3),
    COMPRESSED(2),
    REMOVED(2),
    DAYS_PASSED(1);

    private final int weight;

    Operation(int weight) {
        this.weight = weight;
    }

    /** To be drawn from. */
    static List<Operation> weighted(EnumSet<Operation> operations) {
        return operations.stream()
                .flatMap(operation -> Collections.nCopies(operation.weight, operation).stream())
                .toList();
    }
}
