package dev.andon.query;

import dev.andon.query.SeriesQueries.Series;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Points of a machine as JSON, written as they come. */
final class PointsJson {
    private final ObjectWriter json;

    /** What a failure cuts off is not closed behind it, or it would look like all there is. */
    PointsJson(JsonMapper json) {
        this.json = json.writer().without(StreamWriteFeature.AUTO_CLOSE_CONTENT);
    }

    /**
     * A failure before the first points is thrown; after that the answer is under way, and ends
     * with what went wrong.
     */
    void write(PointsRequest request, PointSource source, WaitingCaller caller, OutputStream stream)
            throws IOException, InterruptedException {
        List<PointSource.Part> parts = caller.await(caller.start(source::next));
        try (JsonGenerator out = json.createGenerator(stream)) {
            out.writeStartObject();
            out.writeStringProperty("machine_id", request.machineId());
            out.writeNumberProperty("from", Math.floorDiv(request.fromMicros(), 1000L));
            out.writeNumberProperty("to", Math.floorDiv(request.toMicros(), 1000L));
            out.writeArrayPropertyStart("series");
            Writer writer = new Writer(out);
            Optional<PointCursor> rest = Optional.empty();
            String error = null;
            try {
                while (!parts.isEmpty()) {
                    parts.forEach(writer::part);
                    // What the caller's watcher writes while it waits must follow, not precede.
                    out.flush();
                    parts = caller.await(caller.start(source::next));
                }
                rest = caller.await(caller.start(source::rest));
            } catch (QuestionException failed) {
                error = failed.sentence();
            }
            writer.end();
            out.writeEndArray();
            out.writeBooleanProperty("truncated", rest.isPresent() || error != null);
            if (rest.isPresent()) {
                out.writeStringProperty("next", rest.get().text());
            }
            if (error != null) {
                out.writeStringProperty("error", error);
            }
            out.writeEndObject();
        }
    }

    /** Series, of which the last is open as long as it may go on. */
    private static final class Writer {
        private final JsonGenerator out;
        private PointSource.@Nullable Part open;
        private long count;

        Writer(JsonGenerator out) {
            this.out = out;
        }

        void part(PointSource.Part part) {
            if (part.begins()) {
                end();
                begin(part);
            }
            count += part.count();
            part.points().forEach(this::point);
        }

        private void begin(PointSource.Part part) {
            Series series = part.series();
            open = part;
            count = 0;
            out.writeStartObject();
            out.writeStringProperty("metric_type", series.metricType());
            out.writePOJOProperty("zone_number", series.zoneNumber());
            if (series.unit() != null) {
                out.writeStringProperty("unit", series.unit());
            }
            out.writeArrayPropertyStart("points");
        }

        private void point(long epochMicros, double value, double target) {
            out.writeStartArray();
            out.writeNumber(Math.floorDiv(epochMicros, 1000L));
            out.writeNumber(value);
            if (Double.isNaN(target)) {
                out.writeNull();
            } else {
                out.writeNumber(target);
            }
            out.writeEndArray();
        }

        void end() {
            if (open != null) {
                out.writeEndArray();
                out.writeNumberProperty("count", count);
                out.writeBooleanProperty("reduced", open.reduced());
                out.writeEndObject();
            }
        }
    }
}
