package dev.andon.http;

import dev.andon.problem.AbsentDatabase;
import dev.andon.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Turns whatever ends a request into a problem document that says what to do. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    /** Long enough for PostgreSQL to come back, short enough for a machine's own buffer. */
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessResourceException.class,
        RecoverableDataAccessException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<ProblemDetail> databaseAway(
            RuntimeException failure, HttpServletRequest request) {
        log.warn(
                "{} {}: the database is away: {}",
                request.getMethod(),
                request.getRequestURI(),
                failure.getMessage());
        ProblemDetail problem =
                Problem.document(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        AbsentDatabase.sentence(
                                        failure, "The database does not answer at the moment.")
                                + " Nothing was stored or read. Send the same request again after"
                                + " the time in Retry-After.");
        return answer(problem, RETRY_AFTER_SECONDS);
    }

    /** Bugs: the caller gets an id that finds the trace in the log. */
    @ExceptionHandler(Exception.class)
    @Nullable ResponseEntity<ProblemDetail> unexpected(
            Exception failure, HttpServletRequest request) {
        if (failure instanceof IOException) {
            // The caller has gone; there is nobody to answer.
            return null;
        }
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        log.error(
                "{} {} failed (id {})", request.getMethod(), request.getRequestURI(), id, failure);
        ProblemDetail problem =
                Problem.document(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "Andon met an error that it did not expect. Points it has acknowledged are safe. The server's log says more under id %s; please report it."
                                .formatted(id));
        problem.setProperty("id", id);
        return answer(problem, null);
    }

    private static ResponseEntity<ProblemDetail> answer(
            ProblemDetail problem, @Nullable String retryAfter) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.getStatus())
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return answer.body(problem);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String reason =
                failure.getCause() instanceof JacksonException json
                        ? "%s at line %d, column %d"
                                .formatted(
                                        // Where a value began, it adds for developers.
                                        json.getOriginalMessage().replaceFirst(" \\(start .*", ""),
                                        json.getLocation().getLineNr(),
                                        json.getLocation().getColumnNr())
                        : "the body is missing or not text";
        ProblemDetail problem =
                Problem.document(
                        HttpStatus.BAD_REQUEST,
                        "The body is not the JSON that this address takes: %s. Nothing was stored or changed."
                                .formatted(reason));
        return createResponseEntity(problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemDetail problem =
                Problem.document(
                        HttpStatus.NOT_FOUND,
                        "There is no address %s /%s. Nothing was stored or changed."
                                .formatted(
                                        failure.getHttpMethod(),
                                        failure.getResourcePath().replaceFirst("^/", "")));
        return createResponseEntity(problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemDetail problem =
                Problem.document(
                        HttpStatus.NOT_ACCEPTABLE,
                        "This address answers %s, which the header Accept does not allow, so the answer was not sent. Leave Accept out or allow it."
                                .formatted(words(failure.getSupportedMediaTypes())));
        return createResponseEntity(problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemDetail problem =
                Problem.document(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "This address does not read bodies of type %s. Nothing was stored or changed. Send %s and say so in Content-Type."
                                .formatted(
                                        failure.getContentType(),
                                        words(failure.getSupportedMediaTypes())));
        return createResponseEntity(problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemDetail problem =
                Problem.document(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "This address does not take %s. Nothing was stored or changed. It takes %s."
                                .formatted(failure.getMethod(), failure.getSupportedHttpMethods()));
        return createResponseEntity(problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemDetail problem =
                Problem.document(
                        HttpStatus.BAD_REQUEST,
                        "%s cannot be %s. Nothing was stored or changed. Correct the address."
                                .formatted(failure.getPropertyName(), failure.getValue()));
        return createResponseEntity(problem, headers, status, request);
    }

    /** The plain types: their relatives with a suffix would only puzzle. */
    private static String words(List<MediaType> types) {
        return types.stream()
                .filter(MediaType::isConcrete)
                .map(MediaType::toString)
                .collect(Collectors.joining(" or "));
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem) {
            Problem.complete(problem);
        }
        HttpHeaders withType = new HttpHeaders();
        withType.putAll(headers);
        withType.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(body, withType, status);
    }
}
