package dev.andon.ingest;

import dev.andon.accounts.Caller;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * Through which door a request came, and whose it is: what accounts are kept by and memory is
 * shared out by.
 *
 * @param token its number, or {@link #NO_TOKEN} for the operator's own and for people
 * @param name of the token, or who sent without one
 */
record Sender(Protocol door, int token, String name) {
    static final int NO_TOKEN = 0;

    /**
     * @param principal of the request or the WebSocket session
     */
    static Sender of(Protocol door, @Nullable Principal principal) {
        Object caller = principal instanceof Authentication proof ? proof.getPrincipal() : null;
        return switch (caller) {
            case Caller.Program program -> new Sender(door, program.id(), program.token());
            case Caller.Person person -> new Sender(door, NO_TOKEN, person.login());
            case null, default -> new Sender(door, NO_TOKEN, "nobody");
        };
    }

    /** Equal for all requests of one token, even after it was renamed. */
    Object share() {
        return token == NO_TOKEN ? name : token;
    }
}
