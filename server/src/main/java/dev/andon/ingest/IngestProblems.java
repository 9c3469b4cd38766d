package dev.andon.ingest;

import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What HTTP says of a refused request. */
final class IngestProblems {
    private IngestProblems() {}

    static ErrorResponseException of(IngestRefusedException refusal) {
        return of(
                refusal,
                switch (refusal.category()) {
                    case MALFORMED -> HttpStatus.BAD_REQUEST;
                    case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
                    case UNSUPPORTED_ENCODING -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
                    case OVERLOADED -> HttpStatus.TOO_MANY_REQUESTS;
                    case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
                    case FAILED -> HttpStatus.INTERNAL_SERVER_ERROR;
                });
    }

    static ErrorResponseException of(IngestRefusedException refusal, HttpStatus status) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, refusal.getMessage());
        problem.setType(URI.create("urn:andon:" + refusal.category().label()));
        problem.setProperty("retryable", refusal.retryAfter() != null);
        Receipt before = refusal.before();
        if (before != null) {
            problem.setProperty("received", before.received());
            problem.setProperty("stored", before.stored());
            problem.setProperty("unchanged", before.unchanged());
            problem.setProperty("corrected", before.corrected());
            problem.setProperty("rejected", before.rejected());
            problem.setProperty("errors", before.errors());
        }
        ErrorResponseException response = new ErrorResponseException(status, problem, refusal);
        if (refusal.category() == IngestRefusedException.Category.UNSUPPORTED_ENCODING) {
            response.getHeaders().set(HttpHeaders.ACCEPT_ENCODING, "gzip, zstd");
        }
        Duration retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            response.getHeaders()
                    .set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
        }
        return response;
    }
}
