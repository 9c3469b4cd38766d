package dev.andon.dashboard;

import dev.andon.accounts.Caller;
import dev.andon.problem.Problem;
import dev.andon.query.Answer;
import dev.andon.query.Cancellation;
import dev.andon.query.Frame;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/**
 * The events that a dashboard marks on its charts. Like panels they are asked by their number: the
 * SQL is the file's, never the reader's.
 */
@RestController
final class AnnotationsApi {
    private static final Logger LOG = LoggerFactory.getLogger(AnnotationsApi.class);
    private static final int MOST_ANNOTATIONS = 100;

    private final Views views;
    private final PanelRuns runs;

    AnnotationsApi(Views views, PanelRuns runs) {
        this.views = views;
        this.runs = runs;
    }

    /**
     * @param annotations their places in the file's list, from 0
     */
    record AnnotationsRequest(
            @Nullable String from,
            @Nullable String to,
            @Nullable String timezone,
            @Nullable Map<String, List<String>> values,
            @Nullable List<Integer> annotations) {}

    @PostMapping("/api/v1/dashboards/{uid}/annotations")
    void annotations(
            @PathVariable String uid,
            @RequestBody AnnotationsRequest request,
            @AuthenticationPrincipal Caller caller,
            HttpServletResponse response)
            throws InterruptedException {
        View view =
                views.of(
                        uid,
                        new Views.Request(
                                request.from(), request.to(), request.timezone(), request.values()),
                        caller);
        List<Integer> wanted = wanted(request, view.dashboard().annotations().size());
        Cancellation cancellation = Cancellation.of(caller::getName);
        try (PanelRun run = runs.open(view, texts(view, wanted), cancellation)) {
            wanted.forEach(place -> start(run, view, place));
            ResultLines.write(
                    run, wanted.size(), response, (json, result) -> write(json, view, result));
        } catch (IOException | JacksonException readerLeft) {
            LOG.debug("The reader of dashboard {}'s annotations left", uid, readerLeft);
        }
    }

    private static List<Integer> wanted(AnnotationsRequest request, int inFile) {
        List<Integer> wanted =
                request.annotations() == null
                        ? List.of()
                        : request.annotations().stream().distinct().toList();
        if (wanted.size() > MOST_ANNOTATIONS) {
            throw Problem.invalid(
                    "Ask for at most %d annotations at once.".formatted(MOST_ANNOTATIONS));
        }
        wanted.stream()
                .filter(place -> place < 0 || place >= inFile)
                .findFirst()
                .ifPresent(place -> {
                    throw Problem.invalid(
                            "This dashboard has no annotation %d; it may have been changed. Load it again."
                                    .formatted(place));
                });
        return wanted;
    }

    private static void start(PanelRun run, View view, int place) {
        AnnotationModel model = view.dashboard().annotations().get(place);
        if (model.isKeptByGrafana()) {
            run.finish(place, Map.of());
            return;
        }
        run.start(
                new PanelQuestions.Look(
                        place, model.asPanel(place), Map.of(), view.range(), 0, null));
    }

    private static void write(JsonGenerator json, View view, PanelRun.Result result) {
        AnnotationModel model = view.dashboard().annotations().get(result.panelId());
        json.writeStartObject();
        json.writeNumberProperty("annotation", result.panelId());
        json.writeStringProperty("source", model.name());
        json.writeStringProperty("color", model.color());
        json.writeNumberProperty("elapsedMs", result.elapsedMillis());
        switch (result.answers().values().stream().findFirst().orElse(null)) {
            case null -> write(json, nothingAsked(model));
            case Answer.Frames frames -> write(json, events(model, frames, view));
            case Answer.Failure failure -> {
                json.writeStringProperty("error", failure.message());
                json.writeStringProperty("errorKind", failure.kind().word());
            }
        }
        json.writeEndObject();
    }

    private static AnnotationEvents.Found nothingAsked(AnnotationModel model) {
        String why =
                model.isKeptByGrafana()
                        ? "Andon keeps no annotations of its own yet, so there are none to draw."
                        : "It holds no SQL, so nothing is asked.";
        return new AnnotationEvents.Found(List.of(), List.of(why));
    }

    /** A question for a table has one frame. */
    private static AnnotationEvents.Found events(
            AnnotationModel model, Answer.Frames frames, View view) {
        Frame frame = frames.frames().getFirst();
        return AnnotationEvents.of(model, frame, view.range());
    }

    private static void write(JsonGenerator json, AnnotationEvents.Found found) {
        json.writeArrayPropertyStart("events");
        found.events().forEach(event -> write(json, event));
        json.writeEndArray();
        json.writeArrayPropertyStart("notices");
        found.notices().forEach(json::writeString);
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, AnnotationEvents.Event event) {
        json.writeStartObject();
        json.writeNumberProperty("time", event.time());
        if (event.timeEnd() != null) {
            json.writeNumberProperty("timeEnd", event.timeEnd());
        }
        writeIfThere(json, "title", event.title());
        writeIfThere(json, "text", event.text());
        json.writeArrayPropertyStart("tags");
        event.tags().forEach(json::writeString);
        json.writeEndArray();
        writeIfThere(json, "id", event.id());
        json.writeEndObject();
    }

    private static void writeIfThere(JsonGenerator json, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    /** All that variables can stand in. */
    private static List<String> texts(View view, List<Integer> wanted) {
        return wanted.stream()
                .map(view.dashboard().annotations()::get)
                .flatMap(model -> model.asPanel(0).texts().stream())
                .toList();
    }
}
