package dev.andon.query;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Free SQL for editors, in the body and with the answer of Grafana's own interface. */
@RestController
class DsQueryApi {
    private static final int FAILED = 400;

    private final QueryEngine engine;
    private final DsQueryRequest request;
    private final JsonMapper json;

    DsQueryApi(QueryEngine engine, DsQueryRequest request, JsonMapper json) {
        this.engine = engine;
        this.request = request;
        this.json = json;
    }

    @PostMapping("/api/ds/query")
    void query(@RequestBody JsonNode body, @Nullable Principal caller, HttpServletResponse response)
            throws IOException, InterruptedException {
        List<DsQueryRequest.Item> items = request.read(body);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        Map<String, Answer> answers = answers(items, caller, response);
        boolean failed = answers.values().stream().anyMatch(Answer.Failure.class::isInstance);
        if (failed && !response.isCommitted()) {
            response.setStatus(FAILED);
        }
        write(response.getOutputStream(), answers);
    }

    /** All at the same time, each on a thread of its own; when the caller leaves they stop. */
    private Map<String, Answer> answers(
            List<DsQueryRequest.Item> items,
            @Nullable Principal principal,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        Map<String, Answer> answers = new LinkedHashMap<>();
        try (WaitingCaller caller = new WaitingCaller(principal, response)) {
            Map<String, Future<Answer>> open = new LinkedHashMap<>();
            for (DsQueryRequest.Item item : items) {
                open.put(item.refId(), caller.start(cancellation -> answer(item, cancellation)));
            }
            for (Map.Entry<String, Future<Answer>> answer : open.entrySet()) {
                answers.put(answer.getKey(), caller.await(answer.getValue()));
            }
        }
        return answers;
    }

    private Answer answer(DsQueryRequest.Item item, Cancellation cancellation) {
        if (item.failure() != null) {
            return item.failure();
        }
        Question question = item.question();
        return question == null
                ? Answer.Failure.of(FailureKind.QUERY, "There is nothing to ask.")
                : engine.ask(question, cancellation);
    }

    private void write(OutputStream out, Map<String, Answer> answers) {
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeObjectPropertyStart("results");
            answers.forEach((refId, answer) -> {
                generator.writeName(refId);
                AnswerJson.writeAsGrafana(generator, answer, refId);
            });
            generator.writeEndObject();
            generator.writeEndObject();
        }
    }
}
