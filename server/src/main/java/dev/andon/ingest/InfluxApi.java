package dev.andon.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Points as InfluxDB's clients send them. Parameters are read from the query only: asking the
 * servlet for them would swallow the body of clients, such as curl, that call it a form.
 */
@RestController
class InfluxApi {
    private final IngestPipeline pipeline;
    private final IngestConfig config;
    private final TagMapping tags;

    InfluxApi(IngestPipeline pipeline, IngestConfig config) {
        this.pipeline = pipeline;
        this.config = config;
        this.tags = new TagMapping(config);
    }

    @PostMapping("/write")
    ResponseEntity<PartialWrite> version1(HttpServletRequest request) throws IOException {
        return write(request, PartialWrite::version1);
    }

    @PostMapping("/api/v2/write")
    ResponseEntity<PartialWrite> version2(HttpServletRequest request) throws IOException {
        return write(request, PartialWrite::version2);
    }

    private ResponseEntity<PartialWrite> write(
            HttpServletRequest request, Function<Receipt, PartialWrite> partial)
            throws IOException {
        try {
            TimePrecision precision = precision(request.getQueryString());
            Receipt receipt =
                    pipeline.receive(
                            Sender.of(Protocol.LINE_PROTOCOL, request.getUserPrincipal()),
                            batch ->
                                    LineProtocol.read(
                                            Body.of(request, config.maxBody(), batch),
                                            precision,
                                            tags,
                                            batch));
            return receipt.rejected() == 0
                    ? ResponseEntity.noContent().build()
                    : ResponseEntity.status(HttpStatus.BAD_REQUEST).body(partial.apply(receipt));
        } catch (IngestRefusedException refusal) {
            throw problem(refusal);
        }
    }

    private static TimePrecision precision(@Nullable String query) {
        String name =
                UriComponentsBuilder.newInstance()
                        .query(query == null ? "" : query)
                        .build()
                        .getQueryParams()
                        .getFirst("precision");
        return TimePrecision.of(name == null ? "" : name);
    }

    private static ErrorResponseException problem(IngestRefusedException refusal) {
        ErrorResponseException problem = IngestProblems.of(refusal);
        String code =
                switch (refusal.category()) {
                    case MALFORMED, UNSUPPORTED_ENCODING -> "invalid";
                    case TOO_LARGE -> "request too large";
                    case OVERLOADED -> "too many requests";
                    case UNAVAILABLE -> "unavailable";
                    case FAILED -> "internal error";
                };
        problem.getBody().setProperty("error", refusal.getMessage());
        problem.getBody().setProperty("code", code);
        problem.getBody().setProperty("message", refusal.getMessage());
        return problem;
    }
}
