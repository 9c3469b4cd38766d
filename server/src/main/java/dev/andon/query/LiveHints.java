package dev.andon.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which new samples matter to an answer. A text that cannot be understood, or not soon
 * enough, is refreshed by any sample; a hint never makes a question fail.
 */
final class LiveHints implements AutoCloseable {
    private static final int MAX_LENGTH = 20_000;
    private static final long MAX_MILLIS = 250;

    /** The panels of many dashboards, which ask the same every few seconds. */
    private static final int MOST_TEMPLATES = 500;

    /** The parser may take very long over odd texts; such ones then only hinder each other. */
    private final ExecutorService parsers =
            Executors.newFixedThreadPool(
                    2, Thread.ofPlatform().daemon().name("hints-", 1).factory());

    private final SeriesQueries series;
    private final LinkedHashMap<Template, Understood> templates =
            new LinkedHashMap<>(16, 0.75f, true);

    /** What a question is before its range is known: hints have no times in them. */
    private record Template(String sql, Dialect dialect, List<AdHocFilter> filters) {}

    /**
     * What the text alone says.
     *
     * @param points null unless new samples may be new rows, which the series decide
     */
    private record Understood(@Nullable RawPoints points, @Nullable LiveHint otherwise) {
        static final Understood NOTHING = new Understood(null, LiveHint.Refresh.ANY);
    }

    LiveHints(SeriesQueries series) {
        this.series = series;
    }

    /**
     * Null when no sample can change the answer.
     *
     * @param sql the text of the question with its macros expanded
     */
    @Nullable LiveHint of(Question question, String sql) {
        Template template = new Template(question.sql(), question.dialect(), question.filters());
        Understood understood = known(template);
        if (understood == null) {
            understood = understood(template, sql);
        }
        LiveHint append = understood.points() == null ? null : append(understood.points());
        return append == null ? understood.otherwise() : append;
    }

    private @Nullable Understood known(Template template) {
        synchronized (templates) {
            return templates.get(template);
        }
    }

    private void remember(Template template, Understood understood) {
        synchronized (templates) {
            templates.put(template, understood);
            if (templates.size() > MOST_TEMPLATES) {
                templates.pollFirstEntry();
            }
        }
    }

    /** Remembered, unless it only took too long this time. */
    private Understood understood(Template template, String sql) {
        if (sql.length() > MAX_LENGTH || SqlStatements.split(sql).size() != 1) {
            return Understood.NOTHING;
        }
        Understood understood = Understood.NOTHING;
        try {
            Statement statement =
                    CCJSqlParserUtil.parse(sql, parsers, parser -> parser.withTimeOut(MAX_MILLIS));
            if (statement instanceof Select select) {
                understood = understood(select);
            }
        } catch (JSQLParserException notUnderstood) {
            if (notUnderstood.getCause() instanceof TimeoutException) {
                return understood;
            }
        }
        remember(template, understood);
        return understood;
    }

    private static Understood understood(Select select) {
        MetricsBlocks blocks = MetricsBlocks.of(select);
        if (!blocks.readsTables()) {
            return new Understood(null, null);
        }
        RawPoints points =
                select instanceof PlainSelect plain ? RawPoints.of(plain).orElse(null) : null;
        return new Understood(points, blocks.refresh());
    }

    private @Nullable LiveHint append(RawPoints points) {
        return points.zones(series).map(points::hint).orElse(null);
    }

    @Override
    public void close() {
        parsers.shutdownNow();
    }
}
