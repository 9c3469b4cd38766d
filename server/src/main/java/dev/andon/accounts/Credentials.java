package dev.andon.accounts;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/** What a request brings along to prove who sends it; a token goes before a session. */
sealed interface Credentials {
    String SESSION_COOKIE = "ANDON_SESSION";

    /** Where InfluxDB 1.x clients put name and password into the address. */
    Set<String> INFLUXDB_PATHS = Set.of("/write", "/query", "/ping");

    record Token(String text) implements Credentials {}

    record Session(String secret) implements Credentials {}

    record None() implements Credentials {}

    static Credentials of(HttpServletRequest request) {
        return token(request)
                .<Credentials>map(Token::new)
                .or(() -> session(request).map(Session::new))
                .orElseGet(None::new);
    }

    private static Optional<String> token(HttpServletRequest request) {
        return fromHeader(request.getHeader("Authorization"))
                .or(() ->
                        INFLUXDB_PATHS.contains(request.getServletPath())
                                ? fromQuery(request.getQueryString())
                                : Optional.empty());
    }

    private static Optional<String> fromHeader(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        String[] parts = header.strip().split("\\s+", 2);
        String rest = parts.length == 2 ? parts[1] : "";
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "bearer", "token" -> Optional.of(rest);
            case "basic" -> passwordOf(rest);
            default -> Optional.empty();
        };
    }

    /**
     * Only a password that looks like a token: a proxy in front may have its own names and
     * passwords, which the browser then sends to us together with our session.
     */
    private static Optional<String> passwordOf(String basic) {
        try {
            String decoded = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            return Optional.of(decoded.substring(decoded.indexOf(':') + 1))
                    .filter(password -> password.startsWith(Tokens.PREFIX));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Read by hand: {@code getParameter} would swallow a body that calls itself a form. */
    private static Optional<String> fromQuery(@Nullable String query) {
        if (query == null) {
            return Optional.empty();
        }
        for (String pair : query.split("&")) {
            if (pair.startsWith("p=")) {
                return Optional.of(decoded(pair.substring(2)));
            }
        }
        return Optional.empty();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return text;
        }
    }

    private static Optional<String> session(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, SESSION_COOKIE))
                .map(Cookie::getValue);
    }
}
