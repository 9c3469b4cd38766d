package dev.andon.accounts;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The refusals of this module, as problem details. */
final class Problem {
    private Problem() {}

    static ErrorResponseException unauthenticated(String detail) {
        return of(HttpStatus.UNAUTHORIZED, "unauthenticated", detail, false);
    }

    static ErrorResponseException forbidden(String detail) {
        return of(HttpStatus.FORBIDDEN, "forbidden", detail, false);
    }

    static ErrorResponseException invalid(String detail) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid", detail, false);
    }

    static ErrorResponseException conflict(String detail) {
        return of(HttpStatus.CONFLICT, "conflict", detail, false);
    }

    static ErrorResponseException notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, "not-found", detail, false);
    }

    static ErrorResponseException of(
            HttpStatus status, String category, String detail, boolean retryable) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("urn:andon:" + category));
        body.setProperty("retryable", retryable);
        return new ErrorResponseException(status, body, null);
    }
}
