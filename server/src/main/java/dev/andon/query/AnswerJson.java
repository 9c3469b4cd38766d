package dev.andon.query;

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
                json.writeArrayPropertyStart("frames");
                frames.frames().forEach(frame -> FrameJson.write(json, frame));
                json.writeEndArray();
            }
            case Answer.Failure failure -> {
                json.writeNumberProperty("status", 400);
                json.writeStringProperty("error", failure.message());
                json.writeStringProperty("errorKind", failure.kind().word());
            }
        }
        json.writeEndObject();
    }
}
