package dev.andon.query;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    /** After this time the answer begins with blanks, which tell whether somebody still listens. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private static final Duration HEARTBEAT = Duration.ofMillis(500);
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
    void query(@RequestBody JsonNode body, HttpServletResponse response)
            throws IOException, InterruptedException {
        List<DsQueryRequest.Item> items = request.read(body);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        Map<String, Answer> answers = answers(items, response);
        boolean failed = answers.values().stream().anyMatch(Answer.Failure.class::isInstance);
        if (failed && !response.isCommitted()) {
            response.setStatus(FAILED);
        }
        write(response.getOutputStream(), answers);
    }

    /** All at the same time, each on a thread of its own; when the caller leaves they stop. */
    private Map<String, Answer> answers(
            List<DsQueryRequest.Item> items, HttpServletResponse response)
            throws IOException, InterruptedException {
        Cancellation cancellation = new Cancellation();
        Map<String, Answer> answers = new LinkedHashMap<>();
        CountDownLatch open = new CountDownLatch(items.size());
        for (DsQueryRequest.Item item : items) {
            Thread.ofVirtual()
                    .name("question-" + item.refId())
                    .start(() -> {
                        try {
                            Answer answer = answer(item, cancellation);
                            synchronized (answers) {
                                answers.put(item.refId(), answer);
                            }
                        } finally {
                            open.countDown();
                        }
                    });
        }
        boolean answered = false;
        try {
            awaitListening(open, response.getOutputStream(), response);
            answered = true;
        } finally {
            if (!answered) {
                cancellation.cancel();
            }
        }
        synchronized (answers) {
            return inOrder(items, answers);
        }
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

    /** Writing a blank fails once the caller is gone. */
    private static void awaitListening(
            CountDownLatch open, OutputStream out, HttpServletResponse response)
            throws IOException, InterruptedException {
        Duration patience = SILENCE;
        while (!open.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            out.write(' ');
            response.flushBuffer();
            patience = HEARTBEAT;
        }
    }

    private static Map<String, Answer> inOrder(
            List<DsQueryRequest.Item> items, Map<String, Answer> answers) {
        Map<String, Answer> sorted = new LinkedHashMap<>();
        for (DsQueryRequest.Item item : items) {
            Answer answer = answers.get(item.refId());
            if (answer != null) {
                sorted.put(item.refId(), answer);
            }
        }
        return sorted;
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
