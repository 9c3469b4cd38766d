package dev.andon.accounts;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A token without the token: what lists show. {@code lastUsed} is true to about a minute. */
record TokenInfo(
        int id,
        String name,
        Set<Scope> scopes,
        Instant created,
        String createdBy,
        @Nullable Instant lastUsed,
        @Nullable Instant revoked) {}
