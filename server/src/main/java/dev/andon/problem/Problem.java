package dev.andon.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Refusals whose detail says what happened, what it means for the caller's data, and what to do.
 * The category and whether it helps to try again follow from the status.
 */
public final class Problem {
    private Problem() {}

    public static ErrorResponseException unauthenticated(String detail) {
        return of(HttpStatus.UNAUTHORIZED, detail);
    }

    public static ErrorResponseException forbidden(String detail) {
        return of(HttpStatus.FORBIDDEN, detail);
    }

    public static ErrorResponseException notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, detail);
    }

    public static ErrorResponseException conflict(String detail) {
        return of(HttpStatus.CONFLICT, detail);
    }

    /** Not understood. */
    public static ErrorResponseException malformed(String detail) {
        return of(HttpStatus.BAD_REQUEST, detail);
    }

    /** Understood, but not acceptable. */
    public static ErrorResponseException invalid(String detail) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, detail);
    }

    /** The caller may come again after a while, which is rounded up to the header's seconds. */
    public static ErrorResponseException later(HttpStatus status, String detail, Duration wait) {
        return after(wait, of(status, detail));
    }

    /**
     * Of a category that only one module knows.
     *
     * @param wait after which it helps to come again; null where it does not
     */
    public static ErrorResponseException of(
            HttpStatus status, String category, String detail, @Nullable Duration wait) {
        ProblemDetail document = ProblemDetail.forStatusAndDetail(status, detail);
        document.setType(Category.type(category));
        document.setProperty("retryable", wait != null);
        ErrorResponseException problem = new ErrorResponseException(status, document, null);
        return wait == null ? problem : after(wait, problem);
    }

    private static ErrorResponseException after(Duration wait, ErrorResponseException problem) {
        long seconds = wait.plusNanos(999_999_999).toSeconds();
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return problem;
    }

    public static ErrorResponseException of(HttpStatus status, String detail) {
        return new ErrorResponseException(status, document(status, detail), null);
    }

    public static ProblemDetail document(HttpStatus status, String detail) {
        return complete(ProblemDetail.forStatusAndDetail(status, detail));
    }

    /** Gives a problem the members it lacks; what it says itself stays. */
    public static ProblemDetail complete(ProblemDetail problem) {
        Category category = Category.of(problem.getStatus());
        if (problem.getType() == null || problem.getType().toString().equals("about:blank")) {
            problem.setType(category.type());
        }
        if (problem.getProperties() == null || !problem.getProperties().containsKey("retryable")) {
            problem.setProperty("retryable", category.retryable());
        }
        return problem;
    }
}
