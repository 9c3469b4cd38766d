package dev.andon.ingest;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What became of the points that were sent. */
@RestController
class IngestApi {
    private final IngestPipeline pipeline;

    IngestApi(IngestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @GetMapping("/api/v1/ingest")
    IngestAccount account() {
        return pipeline.account();
    }
}
