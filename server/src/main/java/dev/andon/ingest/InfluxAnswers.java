package dev.andon.ingest;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Says errors so that clients of InfluxDB find them, whoever refused the request: in version 1 in
 * {@code error} and a header, in version 2 in {@code code} and {@code message}. Both look at bodies
 * only if they are called plain JSON.
 */
@RestControllerAdvice
final class InfluxAnswers implements ResponseBodyAdvice<Object> {
    static final String ERROR_HEADER = "X-Influxdb-Error";
    private static final Set<String> VERSION_1 = Set.of("/write", "/query");
    private static final String VERSION_2 = "/api/v2/write";

    /** As InfluxDB does; a proxy may refuse an answer with longer headers. */
    private static final int MAX_HEADER = 1024;

    @Override
    public boolean supports(
            MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        String path = request.getURI().getPath();
        boolean first = VERSION_1.contains(path);
        if (body instanceof ProblemDetail problem && (first || VERSION_2.equals(path))) {
            response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
            if (first) {
                problem.setProperty("error", problem.getDetail());
            } else {
                problem.setProperty("code", code(problem.getStatus()));
                problem.setProperty("message", problem.getDetail());
            }
        }
        String error = first ? error(body) : null;
        if (error != null) {
            response.getHeaders().set(ERROR_HEADER, headerText(error));
        }
        return body;
    }

    private static @Nullable String error(@Nullable Object body) {
        return switch (body) {
            case PartialWrite partial -> partial.error();
            case ProblemDetail problem -> problem.getDetail();
            case null, default -> null;
        };
    }

    private static String code(int status) {
        return switch (HttpStatus.valueOf(status)) {
            case UNAUTHORIZED -> "unauthorized";
            case FORBIDDEN -> "forbidden";
            case NOT_FOUND -> "not found";
            case METHOD_NOT_ALLOWED -> "method not allowed";
            case CONTENT_TOO_LARGE -> "request too large";
            case TOO_MANY_REQUESTS -> "too many requests";
            case SERVICE_UNAVAILABLE -> "unavailable";
            default -> status < 500 ? "invalid" : "internal error";
        };
    }

    /** A header takes nothing but printable ASCII. */
    private static String headerText(String text) {
        String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.substring(0, Math.min(plain.length(), MAX_HEADER));
    }
}
