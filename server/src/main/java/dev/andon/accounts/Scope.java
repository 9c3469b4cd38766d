package dev.andon.accounts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a token was made for. */
public enum Scope {
    INGEST,
    READ,
    ADMIN;

    Set<Right> rights() {
        return switch (this) {
            case INGEST -> Set.of(Right.INGEST);
            case READ -> Set.of(Right.VIEW);
            case ADMIN -> Set.of(Right.values());
        };
    }

    /**
     * The word of the interface and of the database: {@code ingest}, {@code read}, {@code admin}.
     */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
    }
}
