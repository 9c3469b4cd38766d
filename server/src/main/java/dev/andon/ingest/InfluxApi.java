package dev.andon.ingest;

import dev.andon.ingest.IngestRefusedException.Category;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

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

    /**
     * Telegraf's output for version 1 drops the points of every answer of 4xx. To have too much to
     * do is no fault of the sender, so it hears 503 here, as from InfluxDB, and keeps them.
     */
    @PostMapping("/write")
    ResponseEntity<PartialWrite> version1(HttpServletRequest request) throws IOException {
        try {
            return write(request, PartialWrite::version1);
        } catch (IngestRefusedException refusal) {
            throw refusal.category() == Category.OVERLOADED
                    ? IngestProblems.of(refusal, HttpStatus.SERVICE_UNAVAILABLE)
                    : IngestProblems.of(refusal);
        }
    }

    @PostMapping("/api/v2/write")
    ResponseEntity<PartialWrite> version2(HttpServletRequest request) throws IOException {
        try {
            return write(request, PartialWrite::version2);
        } catch (IngestRefusedException refusal) {
            throw IngestProblems.of(refusal);
        }
    }

    private ResponseEntity<PartialWrite> write(
            HttpServletRequest request, Function<Receipt, PartialWrite> partial)
            throws IOException {
        TimePrecision precision = precision(request.getQueryString());
        Receipt receipt =
                pipeline.receive(
                        Sender.of(Protocol.LINE_PROTOCOL, request.getUserPrincipal()),
                        request.getContentLengthLong(),
                        batch ->
                                LineProtocol.read(
                                        Body.of(request, config.maxBody(), batch),
                                        precision,
                                        tags,
                                        batch));
        return receipt.rejected() == 0
                ? ResponseEntity.noContent().build()
                : ResponseEntity.status(HttpStatus.BAD_REQUEST)
                        // Whatever the client says it accepts: the points are stored, and it must
                        // be able to hear which are not.
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(partial.apply(receipt));
    }

    private static TimePrecision precision(@Nullable String query) {
        String name =
                UriComponentsBuilder.newInstance()
                        .query(query == null ? "" : query)
                        .build()
                        .getQueryParams()
                        .getFirst("precision");
        return TimePrecision.of(name == null ? "" : decoded(name));
    }

    private static String decoded(String text) {
        try {
            return UriUtils.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return text;
        }
    }
}
