package dev.andon.accounts;

import dev.andon.problem.AbsentDatabase;
import dev.andon.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who calls. What this caller may do is none of its business. */
final class CallerFilter extends OncePerRequestFilter {
    private final Tokens tokens;
    private final Sessions sessions;
    private final Refusals refusals;

    CallerFilter(Tokens tokens, Sessions sessions, Refusals refusals) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> caller;
        Credentials credentials = Credentials.of(request);
        try {
            caller = caller(credentials);
        } catch (DataAccessException databaseAway) {
            // The pool says so in the log once; a line for each of a thousand machines helps
            // nobody.
            logger.debug("Nobody can be recognised", databaseAway);
            refusals.send(request, response, unavailable(databaseAway));
            return;
        }
        caller.ifPresent(found ->
                SecurityContextHolder.getContext()
                        .setAuthentication(proof(found, standing(credentials))));
        chain.doFilter(request, response);
    }

    private Optional<Caller> caller(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Token(String text) -> tokens.verify(text);
            case Credentials.Session(String secret) -> sessions.find(secret);
            case Credentials.None() -> Optional.empty();
        };
    }

    /** While nobody can be asked, whoever was let in stays. */
    private Standing standing(Credentials credentials) {
        return right -> {
            try {
                return caller(credentials).filter(found -> found.may(right)).isPresent();
            } catch (DataAccessException databaseAway) {
                logger.debug("Nobody can be recognised", databaseAway);
                return true;
            }
        };
    }

    private static UsernamePasswordAuthenticationToken proof(Caller caller, Standing standing) {
        List<SimpleGrantedAuthority> authorities =
                caller.rights().stream()
                        .map(right -> new SimpleGrantedAuthority(right.name()))
                        .toList();
        return UsernamePasswordAuthenticationToken.authenticated(caller, standing, authorities);
    }

    private static ErrorResponseException unavailable(DataAccessException databaseAway) {
        String what = AbsentDatabase.sentence(databaseAway, "The database does not answer.");
        return Problem.later(
                HttpStatus.SERVICE_UNAVAILABLE,
                what
                        + " Andon cannot tell who is calling, and nothing of this request was"
                        + " stored. Send it again in a few seconds.",
                Duration.ofSeconds(5));
    }
}
