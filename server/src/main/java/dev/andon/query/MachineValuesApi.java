package dev.andon.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.andon.problem.Problem;
import dev.andon.query.SeriesQueries.Series;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** What a machine has measured: its points, and how they develop. */
@RestController
@RequestMapping("/api/v1/machines/{id}")
class MachineValuesApi {
    private static final Duration COME_AGAIN_AFTER = Duration.ofSeconds(5);

    private final PointReader reader;
    private final PointsAddress address;
    private final ValuesConfig config;
    private final Clock clock;
    private final JsonMapper json;

    MachineValuesApi(
            PointReader reader,
            PointsAddress address,
            ValuesConfig config,
            Clock clock,
            JsonMapper json) {
        this.reader = reader;
        this.address = address;
        this.config = config;
        this.clock = clock;
        this.json = json;
    }

    @GetMapping(path = "/metrics", produces = MediaType.APPLICATION_JSON_VALUE)
    void points(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> parameters,
            @Nullable Principal principal,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        PointsRequest request = address.read(id, parameters);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try (WaitingCaller caller = new WaitingCaller(principal, response)) {
            PointSource source = source(request, config.pointLimit());
            new PointsJson(json).write(request, source, caller, response.getOutputStream());
        }
    }

    /** Without a limit: a file is wanted whole, and whoever reads it slowly holds up nobody. */
    @GetMapping(path = "/metrics", produces = "text/csv")
    void pointsAsCsv(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> parameters,
            @Nullable Principal principal,
            HttpServletResponse response)
            throws IOException {
        PointsRequest request = address.read(id, parameters);
        response.setContentType("text/csv;charset=UTF-8");
        try (Cancellation cancellation = Cancellation.of(principal)) {
            Writer out =
                    new BufferedWriter(
                            new OutputStreamWriter(
                                    response.getOutputStream(), StandardCharsets.UTF_8));
            PointsCsv.write(request, source(request, Long.MAX_VALUE), cancellation, out);
            out.flush();
        }
    }

    private PointSource source(PointsRequest request, long most) {
        Integer points = request.points();
        return points == null
                ? new RawPages(reader, request, most)
                : new ReducedPoints(reader, request, points);
    }

    /**
     * Everything about a series in a window; units and formulas are in docs/formats/http-api.md.
     *
     * @param change of the average against that of the window before
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record SeriesTrend(
            String metricType,
            @Nullable Integer zoneNumber,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String unit,
            long count,
            @Nullable Double average,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Double last,
            @Nullable Long lastTimestamp,
            @Nullable Double change,
            @Nullable Double changePercent,
            @Nullable Double slopePerHour) {
        static SeriesTrend of(Series series, Trend trend) {
            return new SeriesTrend(
                    series.metricType(),
                    series.zoneNumber(),
                    series.unit(),
                    trend.count(),
                    trend.average(),
                    trend.min(),
                    trend.max(),
                    trend.last(),
                    trend.lastMillis(),
                    trend.change(),
                    trend.changePercent(),
                    trend.slopePerHour());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record MachineTrends(
            String machineId, String window, long from, long to, List<SeriesTrend> trends) {}

    @GetMapping(path = "/trends", produces = MediaType.APPLICATION_JSON_VALUE)
    void trends(
            @PathVariable String id,
            @RequestParam(defaultValue = "2h") String window,
            @Nullable Principal principal,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        Duration length = address.window(window);
        List<Series> series = address.seriesOf(id);
        Instant to = clock.instant();
        Instant from = to.minus(length);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try (WaitingCaller caller = new WaitingCaller(principal, response)) {
            List<SeriesTrend> trends =
                    caller.await(
                            caller.start(cancellation ->
                                    trends(id, series, from, to, length, cancellation)));
            json.writeValue(
                    response.getOutputStream(),
                    new MachineTrends(id, window, from.toEpochMilli(), to.toEpochMilli(), trends));
        }
    }

    private List<SeriesTrend> trends(
            String id,
            List<Series> series,
            Instant from,
            Instant to,
            Duration length,
            Cancellation cancellation) {
        long start = micros(from);
        long before = micros(from.minus(length)) + 1;
        return reader.read(
                session -> {
                    List<SeriesTrend> trends = new ArrayList<>();
                    for (Series one : series) {
                        Trend trend = new Trend(start);
                        session.points(
                                new PointQueries.Span(
                                        id,
                                        one.metricType(),
                                        one.zoneNumber(),
                                        before,
                                        micros(to),
                                        false),
                                OptionalLong.empty(),
                                trend);
                        trends.add(SeriesTrend.of(one, trend));
                    }
                    return trends;
                },
                cancellation);
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unanswered(QuestionException failure) {
        HttpStatus status =
                switch (failure.kind()) {
                    case TIMEOUT -> HttpStatus.GATEWAY_TIMEOUT;
                    case LIMIT -> HttpStatus.TOO_MANY_REQUESTS;
                    case UNAVAILABLE, CANCELLED -> HttpStatus.SERVICE_UNAVAILABLE;
                    case QUERY, FORBIDDEN, UNSUPPORTED, VARIABLE ->
                            HttpStatus.INTERNAL_SERVER_ERROR;
                };
        Duration wait =
                switch (failure.kind()) {
                    case LIMIT, UNAVAILABLE, CANCELLED -> COME_AGAIN_AFTER;
                    case TIMEOUT, QUERY, FORBIDDEN, UNSUPPORTED, VARIABLE -> null;
                };
        ErrorResponseException problem =
                Problem.of(status, failure.kind().word(), failure.sentence(), wait);
        return ResponseEntity.status(status)
                .headers(problem.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.getBody());
    }
}
