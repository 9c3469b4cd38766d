package dev.andon.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * The one web page, for every address that a person may open: the page itself knows its routes. Its
 * policy lets scripts and styles run that come from this server, or carry the nonce that is new in
 * every answer.
 */
final class Pages implements HttpRequestHandler {
    private static final String NONCE = "__CSP_NONCE__";
    private static final String POLICY =
            String.join(
                    "; ",
                    "default-src 'none'",
                    "script-src 'self' 'nonce-" + NONCE + "'",
                    "style-src 'self' 'nonce-" + NONCE + "'",
                    "img-src 'self' data: blob:",
                    "font-src 'self' data:",
                    "connect-src 'self'",
                    "manifest-src 'self'",
                    "worker-src 'self'",
                    "base-uri 'none'",
                    "form-action 'self'",
                    "frame-ancestors 'none'");
    private static final String NOT_BUILT =
            """
            <!doctype html>
            <html lang="en">
            <title>Andon</title>
            <h1>Andon is running</h1>
            <p>Its web pages were left out of this build. Run <code>make build</code> and start it again;
            everything else, like receiving points, works without them.</p>
            </html>
            """;

    /** What programs ask for is never answered with a page, even when a browser asks. */
    private static final Set<String> NOT_PAGES =
            Set.of("api", "assets", "ws", "actuator", "write", "query", "ping", "health", "error");

    private final SecureRandom random = new SecureRandom();
    private final HandlerExceptionResolver errors;
    private final String page;

    Pages(HandlerExceptionResolver errors) {
        this.errors = errors;
        this.page = read();
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!isPage(request)) {
            // Thrown from here it would not reach ProblemAdvice, which serves controllers only.
            errors.resolveException(
                    request,
                    response,
                    null,
                    new NoResourceFoundException(
                            HttpMethod.valueOf(request.getMethod()),
                            request.getRequestURI(),
                            request.getRequestURI()));
            return;
        }
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        response.setHeader(SecurityHeaders.CONTENT_SECURITY_POLICY, POLICY.replace(NONCE, nonce));
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream()
                .write(page.replace(NONCE, nonce).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPage(HttpServletRequest request) {
        String method = request.getMethod();
        String path = request.getRequestURI();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return false;
        }
        if (path.equals("/") || path.equals("/index.html")) {
            return true;
        }
        String first = path.substring(1).split("/", 2)[0];
        String accept = request.getHeader("Accept");
        return !NOT_PAGES.contains(first) && accept != null && accept.contains("text/html");
    }

    private static String read() {
        try (InputStream file = Pages.class.getResourceAsStream("/web/index.html")) {
            return file == null
                    ? NOT_BUILT
                    : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
