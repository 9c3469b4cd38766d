package dev.andon.dashboard;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The refusals of this module, as problem details. */
final class Problem {
    private Problem() {}

    static ErrorResponseException noDashboard(String uid) {
        return of(
                HttpStatus.NOT_FOUND,
                "not-found",
                "There is no dashboard '%s'. If its file was just added, it appears within seconds;"
                                .formatted(uid)
                        + " GET /api/v1/provisioning names files that could not be used.");
    }

    static ErrorResponseException invalid(String detail) {
        return of(HttpStatus.BAD_REQUEST, "invalid", detail);
    }

    private static ErrorResponseException of(HttpStatus status, String category, String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("urn:andon:" + category));
        body.setProperty("retryable", false);
        return new ErrorResponseException(status, body, null);
    }
}
