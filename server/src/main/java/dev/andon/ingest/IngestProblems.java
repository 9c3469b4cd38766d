package dev.andon.ingest;

import dev.andon.problem.Problem;
import java.util.Objects;
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
        ErrorResponseException response =
                Problem.of(
                        status,
                        refusal.category().label(),
                        Objects.requireNonNull(refusal.getMessage()),
                        refusal.retryAfter());
        ProblemDetail problem = response.getBody();
        Receipt before = refusal.before();
        if (before != null) {
            problem.setProperty("received", before.received());
            problem.setProperty("stored", before.stored());
            problem.setProperty("unchanged", before.unchanged());
            problem.setProperty("corrected", before.corrected());
            problem.setProperty("rejected", before.rejected());
            problem.setProperty("errors", before.errors());
        }
        if (refusal.category() == IngestRefusedException.Category.UNSUPPORTED_ENCODING) {
            response.getHeaders().set(HttpHeaders.ACCEPT_ENCODING, "gzip, zstd");
        }
        return response;
    }
}
