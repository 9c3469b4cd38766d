package dev.andon.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Points as JSON. */
@RestController
class MetricsApi {
    private final IngestPipeline pipeline;
    private final IngestConfig config;

    MetricsApi(IngestPipeline pipeline, IngestConfig config) {
        this.pipeline = pipeline;
        this.config = config;
    }

    @PostMapping("/api/v1/metrics")
    Receipt post(HttpServletRequest request) throws IOException {
        try {
            return pipeline.receive(
                    Sender.of(Protocol.JSON, request.getUserPrincipal()),
                    request.getContentLengthLong(),
                    batch -> JsonPoints.read(Body.of(request, config.maxBody(), batch), batch));
        } catch (IngestRefusedException refusal) {
            throw IngestProblems.of(refusal);
        }
    }
}
