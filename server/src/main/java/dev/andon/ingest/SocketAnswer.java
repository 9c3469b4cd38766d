package dev.andon.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/**
 * What a message is answered: the account of its points, or why there is none. The members of an
 * error are those of the problem document that HTTP would answer.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SocketAnswer(
        @JsonInclude @Nullable String id,
        @JsonUnwrapped @Nullable Receipt receipt,
        @Nullable Map<String, Object> error) {

    static SocketAnswer of(@Nullable String id, Receipt receipt) {
        return new SocketAnswer(id, receipt, null);
    }

    static SocketAnswer of(@Nullable String id, IngestRefusedException refusal) {
        ProblemDetail problem = IngestProblems.of(refusal).getBody();
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("type", String.valueOf(problem.getType()));
        error.put("status", problem.getStatus());
        error.put("title", String.valueOf(problem.getTitle()));
        error.put("detail", String.valueOf(problem.getDetail()));
        if (problem.getProperties() != null) {
            error.putAll(problem.getProperties());
        }
        Duration retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            error.put("retryAfterSeconds", retryAfter.toSeconds());
        }
        return new SocketAnswer(id, null, error);
    }
}
