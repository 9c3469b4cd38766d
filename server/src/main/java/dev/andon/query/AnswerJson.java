package dev.andon.query;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes answers as Grafana does, value by value, so that a million rows need no second copy. */
public final class AnswerJson {
    private AnswerJson() {}

    /**
     * The object under {@code results.<refId>}: {@code {"status":200,"frames":[…]}} or {@code
     * {"status":400,"error":"…","errorKind":"…"}}.
     */
    public static void write(JsonGenerator json, Answer answer) {
        json.writeStartObject();
        switch (answer) {
            case Answer.Frames frames -> {
                json.writeNumberProperty("status", 200);
                frames(json, frames.frames());
            }
            case Answer.Failure failure -> {
                json.writeNumberProperty("status", 400);
                json.writeStringProperty("error", failure.message());
                json.writeStringProperty("errorKind", failure.kind().word());
            }
        }
        json.writeEndObject();
    }

    /**
     * As Grafana's own interface has it: no rows are no frame, a failure has status 500 and a frame
     * that tells what was executed.
     */
    static void writeAsGrafana(JsonGenerator json, Answer answer, String refId) {
        json.writeStartObject();
        switch (answer) {
            case Answer.Frames frames -> {
                json.writeNumberProperty("status", 200);
                frames(
                        json,
                        frames.frames().stream()
                                .filter(frame -> !frame.fields().isEmpty())
                                .toList());
            }
            case Answer.Failure failure -> {
                json.writeStringProperty("error", failure.message());
                json.writeStringProperty("errorKind", failure.kind().word());
                json.writeNumberProperty("status", 500);
                if (failure.executedSql() != null) {
                    Frame.Meta meta =
                            new Frame.Meta(
                                    failure.executedSql(), null, List.of(), null, null, null);
                    frames(json, List.of(new Frame(refId, meta, List.of())));
                }
            }
        }
        json.writeEndObject();
    }

    private static void frames(JsonGenerator json, List<Frame> frames) {
        json.writeArrayPropertyStart("frames");
        frames.forEach(frame -> FrameJson.write(json, frame));
        json.writeEndArray();
    }
}
