package dev.andon.query;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** Reads the body of Grafana's {@code POST /api/ds/query}. */
final class DsQueryRequest {
    private static final Set<String> POSTGRES_TYPES =
            Set.of("postgres", "grafana-postgresql-datasource");
    private static final Set<String> EXPRESSION_IDS = Set.of("__expr__", "-100");
    private static final String DEFAULT_REF_ID = "A";

    private final DateMath dateMath;
    private final SourceDialects dialects;

    DsQueryRequest(DateMath dateMath, SourceDialects dialects) {
        this.dateMath = dateMath;
        this.dialects = dialects;
    }

    /** One query of the body: a question, or why it cannot become one. */
    record Item(String refId, @Nullable Question question, Answer.@Nullable Failure failure) {}

    /** What holds for all queries of a body. */
    private record Shared(TimeRange range, List<AdHocFilter> filters) {}

    /** Without those that are hidden or have no text. */
    List<Item> read(JsonNode body) {
        JsonNode queries = body.path("queries");
        if (!queries.isArray()) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "The body has no list \"queries\". Send {\"from\":…,\"to\":…,\"queries\":[{\"refId\":\"A\",\"rawSql\":\"…\"}]}.");
        }
        Shared shared = new Shared(range(body), AdHocFilter.ofJson(body.path("adhocFilters")));
        List<Item> items = new ArrayList<>();
        for (JsonNode query : queries) {
            if (!query.path("hide").asBoolean(false)) {
                item(query, shared, items);
            }
        }
        return items;
    }

    private TimeRange range(JsonNode body) {
        String from = body.path("from").asString("now-6h");
        String to = body.path("to").asString("now");
        return dateMath.range(from, to, ZoneOffset.UTC)
                .orElseThrow(() ->
                        new ResponseStatusException(
                                HttpStatus.BAD_REQUEST,
                                "from \"%s\" and to \"%s\" are no range. Send epoch milliseconds, or relative times such as now-6h and now."
                                        .formatted(from, to)));
    }

    private void item(JsonNode query, Shared shared, List<Item> items) {
        String refId = query.path("refId").asString(DEFAULT_REF_ID);
        Answer.Failure foreign = foreign(query.path("datasource"));
        if (foreign != null) {
            items.add(new Item(refId, null, foreign));
            return;
        }
        String sql = query.path("rawSql").asString("");
        if (sql.isBlank()) {
            return;
        }
        String word = query.path("format").asString(Format.TIME_SERIES.word());
        Item item =
                Format.of(word)
                        .map(format ->
                                new Item(refId, question(refId, query, sql, format, shared), null))
                        .orElseGet(() -> new Item(refId, null, unknownFormat(word)));
        items.add(item);
    }

    private static Answer.Failure unknownFormat(String word) {
        return Answer.Failure.of(
                FailureKind.QUERY,
                "Unrecognized query model format: \"%s\". Send time_series or table."
                        .formatted(word));
    }

    private Question question(
            String refId, JsonNode query, String sql, Format format, Shared shared) {
        List<AdHocFilter> filters = new ArrayList<>(shared.filters());
        filters.addAll(AdHocFilter.ofJson(query.path("adhocFilters")));
        return new Question(
                refId,
                sql,
                format,
                dialects.dialect(uid(query.path("datasource"))).orElse(Dialect.POSTGRES),
                shared.range(),
                Duration.ofMillis(
                        query.path("intervalMs").asLong(Question.DEFAULT_INTERVAL.toMillis())),
                query.path("maxDataPoints").asInt(Question.DEFAULT_MAX_DATA_POINTS),
                filters,
                null);
    }

    private static String uid(JsonNode datasource) {
        return datasource.isString() ? datasource.asString() : datasource.path("uid").asString("");
    }

    /** A query that another data source would have to answer. */
    private static Answer.@Nullable Failure foreign(JsonNode datasource) {
        String type = datasource.path("type").asString("");
        if (EXPRESSION_IDS.contains(type) || EXPRESSION_IDS.contains(uid(datasource))) {
            return Answer.Failure.of(
                    FailureKind.UNSUPPORTED,
                    "Andon does not calculate expressions here. Write the calculation into the SQL.");
        }
        if (!type.isEmpty() && !POSTGRES_TYPES.contains(type)) {
            return Answer.Failure.of(
                    FailureKind.UNSUPPORTED,
                    "Andon answers for its own PostgreSQL only, not for data sources of type \"%s\"."
                            .formatted(type));
        }
        return null;
    }
}
