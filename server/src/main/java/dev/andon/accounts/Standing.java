package dev.andon.accounts;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * Whether somebody who was let in would be let in again. Connections that stay open ask now and
 * then: tokens are revoked, sessions end.
 */
public interface Standing {
    boolean stillMay(Right right);

    /** Of the one who made a request; nobody else has any. */
    static Standing of(@Nullable Principal principal) {
        return principal instanceof Authentication proof
                        && proof.getCredentials() instanceof Standing standing
                ? standing
                : right -> false;
    }
}
