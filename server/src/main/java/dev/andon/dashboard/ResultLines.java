package dev.andon.dashboard;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes what a run finds, a line each, as soon as it is there. */
final class ResultLines {
    /** A blank line so often is also how the server notices that nobody reads any more. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final ObjectWriter JSON =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build().writer();

    private ResultLines() {}

    /** Writes one result as one object. */
    interface Form {
        void write(JsonGenerator json, PanelRun.Result result);
    }

    /**
     * @param count how many results there will be
     * @throws IOException when the reader has left
     */
    static void write(PanelRun run, int count, HttpServletResponse response, Form form)
            throws IOException, InterruptedException {
        response.setContentType("application/x-ndjson");
        // A proxy such as nginx would otherwise keep the lines until all are there.
        response.setHeader("X-Accel-Buffering", "no");
        OutputStream out = response.getOutputStream();
        int written = 0;
        while (written < count) {
            PanelRun.Result result = run.next(HEARTBEAT);
            if (result != null) {
                try (JsonGenerator json = JSON.createGenerator(out)) {
                    form.write(json, result);
                }
                written++;
            }
            out.write('\n');
            out.flush();
        }
    }
}
