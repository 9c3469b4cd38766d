package dev.andon.query;

import dev.andon.query.Frame.Field;
import dev.andon.query.Frame.Notice;
import dev.andon.query.Frame.Severity;
import dev.andon.query.ResultRows.ResultColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes Grafana's frame of the database's rows: roles of columns, long to wide, filling. */
final class FrameShaper {
    static final String TIME_FIELD = "Time";

    static final String TIME_COLUMN = "time";
    private static final String TIME_END_COLUMN = "timeend";

    private final Question question;
    private final QueryConfig config;
    private final List<Notice> notices = new ArrayList<>();

    private FrameShaper(Question question, QueryConfig config) {
        this.question = question;
        this.config = config;
    }

    /**
     * @param live which new samples matter, null when none do
     * @throws QuestionException when the rows do not have the shape that the format asks for
     */
    static Frame shape(
            Question question,
            QueryConfig config,
            Macros.Expansion expansion,
            ReaderQueries.Result result,
            @Nullable LiveHint live) {
        return new FrameShaper(question, config).frame(expansion, result, live);
    }

    /**
     * No rows are one frame without fields, as in Grafana since version 10: it still carries the
     * executed SQL and which new samples would matter.
     */
    private Frame frame(
            Macros.Expansion expansion, ReaderQueries.Result result, @Nullable LiveHint live) {
        ResultRows rows = result.rows();
        refuseDuplicates(rows.columns());
        if (rows.truncated()) {
            notices.add(
                    new Notice(
                            Severity.WARNING,
                            "Results have been limited to %d because the SQL row limit was reached"
                                    .formatted(config.rowLimit())));
        }
        boolean hasSeries = question.format() == Format.TIME_SERIES && !rows.columns().isEmpty();
        Series series = hasSeries ? series(rows, expansion.fill()) : table(rows);
        return new Frame(
                question.refId(),
                new Frame.Meta(
                        expansion.sql(),
                        series.type(),
                        notices,
                        live,
                        result.plan(),
                        rows.reduced()),
                rows.rows() == 0 ? List.of() : series.fields());
    }

    private static Series table(ResultRows rows) {
        return new Series(rows.columns().stream().map(FrameShaper::tableField).toList(), null);
    }

    /** Fields of a time series and Grafana's word for their shape. */
    record Series(List<Field> fields, @Nullable String type) {}

    private static Field tableField(ResultColumn column) {
        boolean time =
                column.name().equals(TIME_COLUMN)
                        || (column.name().toLowerCase(Locale.ROOT).equals(TIME_END_COLUMN)
                                && !(column.values() instanceof Column.Texts));
        Column values = time ? TimeColumns.instants(column) : column.values();
        return new Field(column.name(), Map.of(), true, values);
    }

    private Series series(ResultRows rows, @Nullable Fill fill) {
        List<Field> fields = new ArrayList<>();
        boolean hasTime = false;
        for (ResultColumn column : rows.columns()) {
            if (column.name().equals(TIME_COLUMN)) {
                hasTime = true;
                fields.add(new Field(TIME_FIELD, Map.of(), true, TimeColumns.instants(column)));
            } else {
                fields.add(
                        new Field(
                                column.name(),
                                Map.of(),
                                true,
                                TimeColumns.values(column),
                                rows.totals().of(List.of(), column.name())));
            }
        }
        if (!hasTime) {
            throw new QuestionException(
                    FailureKind.QUERY,
                    "A time series needs a column named time, in lower case. Write AS time behind"
                            + " the column that holds it, or choose the format Table.");
        }
        Series series =
                LongToWide.isLong(fields)
                        ? LongToWide.of(fields, rows.totals(), fill, config.sizeLimit(), notices)
                        : new Series(fields, null);
        return fill == null || rows.rows() == 0 ? series : filled(series, fill);
    }

    private Series filled(Series series, Fill fill) {
        Resample resample = new Resample(fill, question.range());
        if (resample.points() > config.rowLimit()) {
            notices.add(
                    new Notice(
                            Severity.WARNING,
                            "Gaps were not filled: that would make more than %d points"
                                    .formatted(config.rowLimit())));
            return series;
        }
        return new Series(resample.fields(series.fields()), series.type());
    }

    private static void refuseDuplicates(List<ResultColumn> columns) {
        Map<String, Integer> seen = new HashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            String name = columns.get(index).name();
            int position = index + 1;
            Optional.ofNullable(seen.put(name, position))
                    .ifPresent(first -> {
                        throw duplicate(name, first, position);
                    });
        }
    }

    private static QuestionException duplicate(String name, int first, int second) {
        String called =
                name.equals("?column?") ? "have no name" : "are both named \"" + name + "\"";
        return new QuestionException(
                FailureKind.QUERY,
                "Columns %d and %d %s. Name each with AS, for example … AS \"a\", … AS \"b\"."
                        .formatted(first, second, called));
    }
}
