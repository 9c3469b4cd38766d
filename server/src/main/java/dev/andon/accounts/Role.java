package dev.andon.accounts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a person is to Andon. */
public enum Role {
    VIEWER,
    EDITOR,
    ADMIN;

    Set<Right> rights() {
        return switch (this) {
            case VIEWER -> Set.of(Right.VIEW);
            case EDITOR -> Set.of(Right.VIEW, Right.EDIT);
            case ADMIN -> Set.of(Right.values());
        };
    }

    /**
     * The word of the interface and of the database: {@code viewer}, {@code editor}, {@code admin}.
     */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
