package dev.andon.accounts;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who sent a request, once proven. Controllers take it as {@code @AuthenticationPrincipal Caller};
 * what a request needs is decided in {@link SecurityChain}, not there.
 */
public sealed interface Caller extends AuthenticatedPrincipal {
    Set<Right> rights();

    default boolean may(Right right) {
        return rights().contains(right);
    }

    /** Somebody with a session in a browser. */
    record Person(String login, String name, Role role) implements Caller {
        @Override
        public String getName() {
            return login;
        }

        @Override
        public Set<Right> rights() {
            return role.rights();
        }
    }

    /**
     * A machine or script with a token.
     *
     * @param id the token's number; the operator's own has none and is 0
     * @param token its name
     */
    record Program(int id, String token, Set<Scope> scopes) implements Caller {
        @Override
        public String getName() {
            return "token:" + token;
        }

        @Override
        public Set<Right> rights() {
            Set<Right> rights = EnumSet.noneOf(Right.class);
            scopes.forEach(scope -> rights.addAll(scope.rights()));
            return rights;
        }
    }
}
