package dev.andon.accounts;

import dev.andon.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers those who are not let in. It goes through Spring MVC's own way of answering errors, so a
 * refusal looks like any other problem.
 */
@Component
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final HandlerExceptionResolver errors;

    Refusals(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
        this.errors = errors;
    }

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException nobody) {
        ErrorResponseException problem =
                switch (Credentials.of(request)) {
                    case Credentials.Token _ ->
                            Problem.unauthenticated(
                                    "The token of this request is unknown or revoked, so nothing was"
                                            + " stored or read. Make a new one with `andon token create`"
                                            + " and send it as `Authorization: Bearer <token>`.");
                    case Credentials.Session _ ->
                            Problem.unauthenticated(
                                    "Your session has ended. Log in again; nothing was changed.");
                    case Credentials.None _ ->
                            Problem.unauthenticated(
                                    "This address needs a login, or a token sent as `Authorization:"
                                            + " Bearer <token>`. Nothing was stored or read.");
                };
        // Not "Basic": a browser would open its own login window over the page.
        problem.getHeaders().set("WWW-Authenticate", "Bearer realm=\"andon\"");
        send(request, response, problem);
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException why) {
        String detail =
                switch (Credentials.of(request)) {
                    case Credentials.Token _ ->
                            "The scopes of this token do not reach %s, or there is no such address."
                                    + " Nothing was stored or read. Make a token with the scope that"
                                    + " docs/formats/http-api.md names for it.";
                    case Credentials.Session _ when why instanceof CsrfException ->
                            "The request to %s does not repeat the cookie XSRF-TOKEN in the header"
                                    + " X-XSRF-TOKEN, so it may come from another site. Nothing was"
                                    + " changed. Reload the page and try again.";
                    case Credentials.Session _, Credentials.None _ ->
                            "Your role does not reach %s, or there is no such address. Nothing was"
                                    + " changed. Ask an administrator if you need it.";
                };
        send(
                request,
                response,
                Problem.forbidden(
                        detail.formatted(request.getMethod() + " " + request.getServletPath())));
    }

    void send(
            HttpServletRequest request,
            HttpServletResponse response,
            ErrorResponseException problem) {
        errors.resolveException(request, response, null, problem);
    }
}
