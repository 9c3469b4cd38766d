package dev.andon.dashboard;

import dev.andon.accounts.Caller;
import dev.andon.problem.Problem;
import dev.andon.query.Answer;
import dev.andon.query.AnswerJson;
import dev.andon.query.Cancellation;
import dev.andon.query.Drawing;
import dev.andon.query.FailureKind;
import dev.andon.query.TimeRange;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Asks the panels of a dashboard, by their number: the SQL is the file's, never the reader's. The
 * answer is written by the thread of the request itself, line by line.
 */
@RestController
final class PanelQueryApi {
    private static final Logger LOG = LoggerFactory.getLogger(PanelQueryApi.class);
    private static final int MOST_PANELS = 500;

    private final Views views;
    private final PanelRuns runs;

    PanelQueryApi(Views views, PanelRuns runs) {
        this.views = views;
        this.runs = runs;
    }

    /**
     * @param id names the answer, and the panel unless {@code panel} does
     * @param panel for a copy that a repeat made: the panel of the file
     * @param values for such a copy: what variables mean inside it
     * @param drawing for lines and nothing else: rows that none of them shows may be left out
     * @param from with {@code to}: where the panel looks at another range than the dashboard
     */
    record PanelRequest(
            int id,
            @Nullable Integer panel,
            @Nullable Map<String, List<String>> values,
            @Nullable Integer maxDataPoints,
            @Nullable Lines drawing,
            @Nullable String from,
            @Nullable String to) {
        int inFile() {
            return panel == null ? id : panel;
        }
    }

    /**
     * @param pixels how wide they are drawn
     * @param connected whether they run over missing values
     */
    record Lines(int pixels, @Nullable Boolean connected) {
        Drawing drawing() {
            return new Drawing(pixels, Boolean.TRUE.equals(connected));
        }
    }

    record Request(
            @Nullable String from,
            @Nullable String to,
            @Nullable String timezone,
            @Nullable Map<String, List<String>> values,
            @Nullable List<PanelRequest> panels) {}

    @PostMapping("/api/v1/dashboards/{uid}/query")
    void query(
            @PathVariable String uid,
            @RequestBody Request request,
            @AuthenticationPrincipal Caller caller,
            HttpServletResponse response)
            throws InterruptedException {
        List<PanelRequest> panels = request.panels() == null ? List.of() : request.panels();
        if (panels.size() > MOST_PANELS) {
            throw Problem.invalid("Ask for at most %d panels at once.".formatted(MOST_PANELS));
        }
        View view =
                views.of(
                        uid,
                        new Views.Request(
                                request.from(), request.to(), request.timezone(), request.values()),
                        caller);
        Cancellation cancellation = Cancellation.of(caller::getName);
        try (PanelRun run = runs.open(view, texts(view, panels), cancellation)) {
            panels.forEach(panel -> start(run, view, panel));
            ResultLines.write(run, panels.size(), response, PanelQueryApi::write);
        } catch (IOException | JacksonException readerLeft) {
            LOG.debug("The reader of dashboard {} left", uid, readerLeft);
        }
    }

    private void start(PanelRun run, View view, PanelRequest request) {
        Panel panel = view.dashboard().panel(request.inFile()).orElse(null);
        if (panel == null) {
            run.finish(
                    request.id(),
                    failure(
                            FailureKind.UNSUPPORTED,
                            "This dashboard has no panel %d.".formatted(request.inFile())));
            return;
        }
        if (panel.library()) {
            run.finish(
                    request.id(),
                    failure(
                            FailureKind.UNSUPPORTED,
                            "This is a library panel, which lives in Grafana's database and not in"
                                    + " files. Unlink it in Grafana and export the dashboard again."));
            return;
        }
        TimeRange range = range(view, request).orElse(null);
        if (range == null) {
            run.finish(
                    request.id(),
                    failure(FailureKind.QUERY, "The panel's own time range cannot be read."));
            return;
        }
        int width = request.maxDataPoints() == null ? 0 : request.maxDataPoints();
        Map<String, List<String>> values = request.values() == null ? Map.of() : request.values();
        Drawing drawing = request.drawing() == null ? null : request.drawing().drawing();
        run.start(new PanelQuestions.Look(request.id(), panel, values, range, width, drawing));
    }

    /** The dashboard's, unless the panel looks at another; empty when that is none. */
    private Optional<TimeRange> range(View view, PanelRequest request) {
        return request.from() == null
                ? Optional.of(view.range())
                : views.range(request.from(), request.to(), view.zone());
    }

    private static void write(JsonGenerator json, PanelRun.Result result) {
        json.writeStartObject();
        json.writeNumberProperty("panelId", result.panelId());
        json.writeNumberProperty("elapsedMs", result.elapsedMillis());
        json.writeObjectPropertyStart("results");
        result.answers()
                .forEach((refId, answer) -> {
                    json.writeName(refId);
                    AnswerJson.write(json, answer);
                });
        json.writeEndObject();
        json.writeEndObject();
    }

    /** All that variables can stand in; titles are the page's business. */
    private static List<String> texts(View view, List<PanelRequest> panels) {
        return panels.stream()
                .flatMap(request -> view.dashboard().panel(request.inFile()).stream())
                .flatMap(panel -> panel.texts().stream())
                .toList();
    }

    private static Map<String, Answer> failure(FailureKind kind, String sentence) {
        return Map.of("A", Answer.Failure.of(kind, sentence));
    }
}
